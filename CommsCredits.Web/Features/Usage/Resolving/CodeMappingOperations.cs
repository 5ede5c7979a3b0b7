using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Ledger.Mending;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Usage.Resolving;

/// <summary>Says what an unknown code of the source stands for, for all files of this organization from now on (R9.7). Booked calls stay as they are.</summary>
public sealed class CodeMappingOperations(LedgerWriter writer)
{
    private const int LongestCode = 100;

    /// <summary>The same again changes nothing; another class replaces the one before. Refused: <c>CodeKnown</c>, <c>ClassUnknown</c>, <c>TooLong</c>, <c>ReasonMissing</c>, <c>ReasonTooLong</c>.</summary>
    public Task<Outcome<CodeMapping>> MapAsync(Actor actor, CodeMapping mapping, string? reason, CancellationToken cancel)
    {
        reason = reason?.Trim() ?? "";
        var code = mapping.Code.Trim().ToLowerInvariant();
        return writer.WriteAsync<CodeMapping>(actor, Permission.ImportUsage, async session =>
        {
            if (Corrections.Refuse(reason) is { } why) return why;
            if (code.Length is 0 or > LongestCode) return new Refused("TooLong", LongestCode);
            if (CodeMappings.IsKnown(mapping.Kind, code)) return new Refused("CodeKnown");
            if (!CodeMappings.IsClass(mapping.Kind, mapping.Class)) return new Refused("ClassUnknown");
            var row = await session.Db.CodeMappings.SingleOrDefaultAsync(m => m.Kind == mapping.Kind && m.Code == code, cancel);
            if (row?.Class == mapping.Class) return Outcome<CodeMapping>.Replay(row.ToDomain());
            var before = row?.ToDomain();
            if (row is null)
                session.Db.CodeMappings.Add(row = new() { OrganizationId = actor.OrganizationId, Kind = mapping.Kind, Code = code, Class = mapping.Class, Reason = reason, Mapped = session.Now, MappedBy = actor.Id });
            (row.Class, row.Reason, row.Mapped, row.MappedBy) = (mapping.Class, reason, session.Now, actor.Id);
            session.Audit("Code.Mapped", $"code:{mapping.Kind}:{code}", before, new { mapping.Class, reason });
            return row.ToDomain();
        }, cancel);
    }

    /// <summary>Later files name the code as unknown again. Refused: <c>NothingMapped</c>.</summary>
    public Task<Outcome<CodeMapping>> RemoveAsync(Actor actor, CodeKind kind, string code, CancellationToken cancel) =>
        writer.WriteAsync<CodeMapping>(actor, Permission.ImportUsage, async session =>
        {
            if (await session.Db.CodeMappings.SingleOrDefaultAsync(m => m.Kind == kind && m.Code == code, cancel) is not { } row) return new Refused("NothingMapped");
            session.Db.CodeMappings.Remove(row);
            session.Audit("Code.Unmapped", $"code:{kind}:{code}", new { row.Class, row.Reason, row.Mapped, row.MappedBy });
            return row.ToDomain();
        }, cancel);
}
