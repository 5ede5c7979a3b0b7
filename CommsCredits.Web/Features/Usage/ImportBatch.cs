using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Features.Usage.Reading;
using CommsCredits.Web.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Usage;

/// <summary>
/// Some lines of a file, all or nothing, in one transaction (R9.6, R9.7): each is booked, free, known already, an exception or unreadable. The counts and the last line stand on the
/// import's row in the same transaction, so that a crash goes on behind it and books nothing twice.
/// </summary>
internal sealed class ImportBatch(LedgerSession session, ImportRow import, CallClassifier classifier)
{
    private readonly Dictionary<string, UsageContent> _known = new(StringComparer.OrdinalIgnoreCase);
    private MinutePools _minutes = MinutePools.None(session.Organization.Calendar);
    private readonly HashSet<string> _waiting = new(StringComparer.OrdinalIgnoreCase);

    public async Task BookAsync(IReadOnlyList<UsageLine> lines, CancellationToken cancel)
    {
        await FindKnownAsync(lines, cancel);
        _minutes = await MinuteBook.ReadAsync(session.Db, session.Organization, cancel);
        using var rows = new CallRows(session.Db, session.Organization.Id, import.Id);
        foreach (var line in lines)
        {
            import.Lines++;
            import.LastLine = line.Number;
            if (line is ReadableLine readable) Take(readable.Number, readable.Record, rows);
            else TakeUnreadable((UnreadableLine)line);
        }
        await MinuteBook.StoreAsync(session, _minutes, cancel);
    }

    private void Take(int number, CallRecord call, CallRows rows)
    {
        var content = classifier.ContentOf(call);
        var hash = content.Hash();
        if (_waiting.Contains(WaitingKey(call.UsageId, hash)))
        {
            import.Known++;
            return;
        }
        if (_known.TryGetValue(call.UsageId, out var booked))
        {
            if (Recurrence.OfKnown(booked, content) is { } changed) TakeException(number, call, changed, hash);
            else import.Known++;
            return;
        }
        var decision = classifier.Classify(call, session.Now, _minutes);
        if (decision is CallException exception)
        {
            TakeException(number, call, exception, hash);
            return;
        }
        if (decision.Minutes is { } share) _minutes.Take(share);
        _known.Add(call.UsageId, content);
        rows.Add(number, call, decision, hash);
        import.Records++;
        if (decision is not Booked charge) return;
        session.Post(session.Pool.Draw(charge.Kind, charge.Charge, call.Start), $"call:{call.UsageId}", $"call:{call.UsageId}", hash);
        import.Charged++;
        import.ChargedAmount += charge.Charge;
    }

    private void TakeException(int number, CallRecord call, CallException exception, byte[] hash)
    {
        import.Exceptions++;
        _waiting.Add(WaitingKey(call.UsageId, hash));
        session.Db.CallExceptions.Add(new()
        {
            OrganizationId = session.Organization.Id, ImportId = import.Id, Line = number, UsageId = call.UsageId, Code = exception.Reason, Figures = StoredJson.Write(exception.Figures),
            Start = call.Start, Seconds = call.Seconds, SourceAmount = SourceAmount(call), Currency = call.Currency, PersonName = call.UserName ?? call.UserPrincipalName,
            DestinationNumber = call.DestinationNumber, DestinationName = call.DestinationName, ContentHash = hash, Record = StoredJson.Write(call),
        });
    }

    private void TakeUnreadable(UnreadableLine line)
    {
        import.Unreadable++;
        session.Db.UnreadableLines.Add(new()
        {
            OrganizationId = session.Organization.Id, ImportId = import.Id, Line = line.Number, Fault = line.Fault.ToString(), Figures = StoredJson.Write(line.Figures), Text = line.Raw,
        });
    }

    private async Task FindKnownAsync(IReadOnlyList<UsageLine> lines, CancellationToken cancel)
    {
        var ids = lines.OfType<ReadableLine>().Select(l => l.Record.UsageId).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        foreach (var known in await session.Db.Calls.AsNoTracking().Where(c => EF.Parameter(ids).Contains(c.UsageId)).Select(CallRows.AsRecord).ToListAsync(cancel))
            _known[known.UsageId] = classifier.ContentOf(known);
        foreach (var row in await session.Db.CallExceptions.AsNoTracking().Where(e => EF.Parameter(ids).Contains(e.UsageId)).Select(e => new { e.UsageId, e.ContentHash }).ToListAsync(cancel))
            _waiting.Add(WaitingKey(row.UsageId, row.ContentHash));
    }

    private static Money? SourceAmount(CallRecord call) => call.Charge is null && call.Fee is null ? null : (call.Charge ?? Money.Zero) + (call.Fee ?? Money.Zero);

    private static string WaitingKey(string usageId, byte[] hash) => usageId + Convert.ToHexString(hash);
}
