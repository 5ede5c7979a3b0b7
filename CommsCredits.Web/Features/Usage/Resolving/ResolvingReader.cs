using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Ledger.Mending;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Usage.Resolving;

/// <summary>An exception that was worked off: what became of it, who did it, when and why.</summary>
public sealed record ResolvedLine(long Id, ExceptionReason Code, ExceptionLine Line, string UsageId, ExceptionResolution Resolution, DateTime At, string? By, string? Reason, bool IsStored);

public sealed record ResolvedList(Currency Currency, LocalCalendar Calendar, int Total, int First, IReadOnlyList<ResolvedLine> Lines);

/// <summary>A code that was explained, with who did it; <see cref="Person"/> is null where no name is known.</summary>
public sealed record MappedCode(CodeMapping Mapping, string Reason, DateTime Mapped, string? Person);

/// <summary>A field of a call in both versions, as <see cref="UsageContent"/> names it; numbers as the actor may see them.</summary>
public sealed record ChangedField(string Name, string Booked, string Arrived)
{
    public bool Differs => Booked != Arrived;
}

/// <summary>A call as it was booked and as it came again (R9.6).</summary>
/// <param name="Stands">What stands of its charge.</param>
/// <param name="Cost">What the new version costs; null where that needs an amount.</param>
public sealed record ChangedCall(IReadOnlyList<ChangedField> Fields, Money Stands, Money? Cost);

/// <summary>What an answer about an unknown code would do to the calls that wait for it.</summary>
/// <param name="Amount">What those that would be booked cost.</param>
/// <param name="IsWhole">False where more wait than were looked at: then every figure is at least.</param>
public sealed record MapPreview(int Booked, Money Amount, int Free, int Waiting, bool IsWhole);

/// <summary>What a person looks at while working exceptions off, and what was worked off.</summary>
public sealed class ResolvingReader(Database database, Classifiers classifiers, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <summary>So many waiting calls are looked at for a preview, and no more.</summary>
    public const int MostPreviewed = 2_000;

    private static readonly string[] s_fields = [.. typeof(UsageContent).GetProperties().Select(p => p.Name).Where(n => n != "EqualityContract")];

    public async Task<ResolvedList> ResolvedAsync(Actor actor, int page, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeUsage);
        var organization = (await db.Organizations.SingleAsync(cancel)).ToDomain();
        var resolved = db.CallExceptions.Where(e => e.Resolved != null);
        var total = await resolved.CountAsync(cancel);
        var skip = Math.Clamp(page - 1, 0, Math.Max(0, (total - 1) / PageSize)) * PageSize;
        var rows = await resolved.OrderByDescending(e => e.Resolved).ThenByDescending(e => e.Id).Skip(skip).Take(PageSize).ToListAsync(cancel);
        var names = await PeopleNames.OfAsync(db, rows.Select(r => r.ResolvedBy ?? ""), cancel);
        return new(organization.Currency, organization.Calendar, total, skip, [.. rows.Select(r => new ResolvedLine(r.Id, r.Code, ExceptionGroups.Shown(actor, r), r.UsageId,
            r.Resolution ?? ExceptionResolution.Dismissed, r.Resolved!.Value, names.GetValueOrDefault(r.ResolvedBy ?? ""), r.ResolutionReason, r.Resolution is not (null or ExceptionResolution.Dismissed)))]);
    }

    public async Task<IReadOnlyList<MappedCode>> MappedAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeUsage);
        var rows = await db.CodeMappings.OrderBy(m => m.Kind).ThenBy(m => m.Code).ToListAsync(cancel);
        var names = await PeopleNames.OfAsync(db, rows.Select(r => r.MappedBy), cancel);
        return [.. rows.Select(r => new MappedCode(r.ToDomain(), r.Reason, r.Mapped, names.GetValueOrDefault(r.MappedBy)))];
    }

    /// <summary>Null where it waits no longer, or is no change of a booked call.</summary>
    public async Task<ChangedCall?> ChangedAsync(Actor actor, long id, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeUsage);
        if (await db.CallExceptions.SingleOrDefaultAsync(e => e.Id == id && e.Resolved == null && e.Code == ExceptionReason.ChangedSinceBooked, cancel) is not { } row) return null;
        if (!(await Rebooking.StoredAsync(db, [row.UsageId], cancel)).TryGetValue(row.UsageId, out var booked)) return null;
        var classifier = await classifiers.ReadAsync(db, (await db.Organizations.SingleAsync(cancel)).ToDomain(), cancel);
        var arrived = StoredJson.Read<CallRecord>(row.Record);
        var (before, now) = (classifier.ContentOf(booked), classifier.ContentOf(arrived));
        var charge = await CallCharge.ReadAsync(db, booked.UsageId, cancel);
        return new([.. s_fields.Select(f => new ChangedField(f, RawText.ShownTo(actor, before.TextOf(f)), RawText.ShownTo(actor, now.TextOf(f))))],
            CreditPool.StandsOf(charge), ExceptionBatch.CostOf(classifier, arrived, clock.GetUtcNow().UtcDateTime));
    }

    /// <summary>
    /// What would become of the calls that wait for this code, by today's price lists and minute pools; nothing is written. Null for a class that does not exist. A call that came again under the same
    /// id is left out: it costs nothing more.
    /// </summary>
    public async Task<MapPreview?> PreviewAsync(Actor actor, CodeMapping answer, CancellationToken cancel)
    {
        actor.Demand(Permission.ImportUsage);
        if (!CodeMappings.IsClass(answer.Kind, answer.Class)) return null;
        await using var db = database.Read(actor, Permission.SeeUsage);
        await using var snapshot = await db.SnapshotAsync(cancel);
        var (organization, now) = ((await db.Organizations.SingleAsync(cancel)).ToDomain(), clock.GetUtcNow().UtcDateTime);
        var (classifier, minutes) = (await classifiers.WithAsync(db, organization, answer, cancel), await MinuteBook.ReadAsync(db, organization, cancel));
        var cause = answer.Kind == CodeKind.CallType ? ExceptionReason.UnknownCallType : ExceptionReason.UnknownCapability;
        var rows = await ExceptionGroups.Alike(db, cause, answer.Code).OrderBy(e => e.Id).Take(MostPreviewed + 1).Select(e => new { e.UsageId, e.Record }).ToListAsync(cancel);
        var looked = rows.Take(MostPreviewed).DistinctBy(r => r.UsageId, StringComparer.OrdinalIgnoreCase).ToList();
        var stored = await Rebooking.StoredAsync(db, [.. looked.Select(r => r.UsageId)], cancel);
        var (booked, amount, free, waiting) = (0, Money.Zero, 0, 0);
        foreach (var row in looked.Where(r => !stored.ContainsKey(r.UsageId)))
        {
            var decision = classifier.Classify(StoredJson.Read<CallRecord>(row.Record), now, minutes);
            if (decision.Minutes is { } share) minutes.Take(share);
            if (decision is Booked { Charge: var charge }) (booked, amount) = (booked + 1, amount + charge);
            else if (decision is FreeCall) free++;
            else waiting++;
        }
        return new(booked, amount, free, waiting, rows.Count <= MostPreviewed);
    }

    /// <summary>What the calls of a cause would be booked for, to begin a form with; null where nothing says it.</summary>
    public async Task<UsageKind?> KindAsync(Actor actor, ExceptionChoice choice, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeUsage);
        var alike = ExceptionGroups.Alike(db, choice.Code, choice.Key);
        if (await alike.Where(e => choice.Id == null || e.Id == choice.Id).OrderBy(e => e.Id).Select(e => e.Record).FirstOrDefaultAsync(cancel) is not { } record) return null;
        var classifier = await classifiers.ReadAsync(db, (await db.Organizations.SingleAsync(cancel)).ToDomain(), cancel);
        return classifier.KindOf(StoredJson.Read<CallRecord>(record));
    }
}
