using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Features.Usage.Reading;
using CommsCredits.Web.Ledger;

namespace CommsCredits.Web.Features.Usage;

/// <summary>
/// Some lines of a file, all or nothing, in one transaction (R9.6, R9.7): each is booked, free, known already, an exception or unreadable. The counts and the last line stand on the
/// import's row in the same transaction, so that a crash goes on behind it and books nothing twice.
/// </summary>
internal sealed class ImportBatch(LedgerSession session, ImportRow import, CallClassifier classifier, MinutePools minutes, KnownRows known, CallRows rows)
{
    private readonly List<Posting> _postings = [];

    /// <summary>So much of the file cannot be read that the rest of it is not looked at; what was booked stays.</summary>
    public bool IsGivenUp => import.Unreadable >= ReadingLimits.UnreadableLines && (long)import.Unreadable * ReadingLimits.UnreadableShare >= import.Lines;

    public async Task BookAsync(IReadOnlyList<PreparedLine> lines, CancellationToken cancel)
    {
        var earliest = lines.Select(l => l.Line).OfType<ReadableLine>().Select(l => l.Record.Start).DefaultIfEmpty(DateTime.MaxValue).Min();
        await session.ReachAsync(earliest, cancel);
        foreach (var line in lines.TakeWhile(_ => !IsGivenUp))
        {
            import.Lines++;
            import.LastLine = line.Line.Number;
            if (line.Line is ReadableLine readable) await TakeAsync(readable.Number, readable.Record, line, cancel);
            else TakeUnreadable((UnreadableLine)line.Line);
        }
        rows.WriteSums();
        await MinuteBook.StoreAsync(session, minutes, cancel);
    }

    private ValueTask TakeAsync(int number, CallRecord call, in PreparedLine prepared, CancellationToken cancel)
    {
        var isCurrent = ReferenceEquals(prepared.By, classifier);
        var hash = isCurrent ? prepared.ContentHash : classifier.ContentOf(call).Hash();
        if (known.ContentHashOf(call.UsageId) is { } before)
        {
            if (!before.AsSpan().SequenceEqual(hash) && !known.WasHeldBack(call.UsageId, hash, classifier)) return TakeAgainAsync(number, call, hash, cancel);
            import.Known++;
            return known.IsGarbled ? known.MendNameAsync(call, cancel) : ValueTask.CompletedTask;
        }
        if (known.WasHeldBack(call.UsageId, hash, classifier)) import.Known++;
        else if (isCurrent && !minutes.MayCover(call)) Take(number, call, prepared.Decision!, hash, prepared.Explanation);
        else if (classifier.Classify(call, session.Now, minutes) is var decision) Take(number, call, decision, hash, decision is CallException ? [] : StoredJson.WriteUtf8(CallRows.ExplanationOf(decision)));
        return ValueTask.CompletedTask;
    }

    private void Take(int number, CallRecord call, CallDecision decision, byte[] hash, byte[] explanation)
    {
        if (decision is CallException exception)
        {
            TakeException(number, call, exception, hash);
            return;
        }
        if (decision.Minutes is { } share) minutes.Take(share);
        import.Records++;
        rows.Add(number, call, decision, hash, explanation, decision is Booked charge ? Charge(call, charge, hash) : default);
    }

    private ReadOnlySpan<LedgerEntry> Charge(CallRecord call, Booked charge, byte[] hash)
    {
        _postings.Clear();
        session.Pool.Draw(charge.Kind, charge.Charge, call.Start, _postings);
        var key = $"call:{call.UsageId}";
        import.Charged++;
        import.ChargedAmount += charge.Charge;
        session.Imported += charge.Charge;
        return session.Post(_postings, key, key, hash);
    }

    /// <summary>The stored hash differs, but a number that one of the two does not state changes nothing: the fields decide. A call whose numbers were taken out (R12.4) states none.</summary>
    private async ValueTask TakeAgainAsync(int number, CallRecord call, byte[] hash, CancellationToken cancel)
    {
        var stored = await known.RecordAsync(call.UsageId, cancel);
        var booked = classifier.ContentOf(stored);
        if (stored is { DestinationNumber: null, CallerNumber: null }) booked = booked with { OtherParty = null };
        if (known.IsGarbled) await known.MendNameAsync(call, cancel);
        if (Recurrence.OfKnown(booked, classifier.ContentOf(call)) is { } changed) TakeException(number, call, changed, hash);
        else import.Known++;
    }

    private void TakeException(int number, CallRecord call, CallException exception, byte[] hash)
    {
        import.Exceptions++;
        known.HeldBack(call.UsageId, hash);
        session.Db.CallExceptions.Add(new()
        {
            OrganizationId = session.Organization.Id, ImportId = import.Id, Line = number, UsageId = call.UsageId, Code = exception.Reason, Figures = StoredJson.Write(exception.Figures),
            Start = call.Start, Seconds = call.Seconds, SourceAmount = SourceAmount(call), Currency = call.Currency, PersonName = call.UserName ?? call.UserPrincipalName,
            DestinationNumber = call.DestinationNumber, DestinationName = call.DestinationName, ContentHash = hash, Record = StoredJson.Write(call),
        });
    }

    private void TakeUnreadable(UnreadableLine line)
    {
        if (++import.Unreadable > ReadingLimits.UnreadableKept) return;
        session.Db.UnreadableLines.Add(new()
        {
            OrganizationId = session.Organization.Id, ImportId = import.Id, Line = line.Number, Fault = line.Fault.ToString(), Figures = StoredJson.Write(line.Figures), Text = line.Raw,
        });
    }

    private static Money? SourceAmount(CallRecord call) => call.Charge is null && call.Fee is null ? null : (call.Charge ?? Money.Zero) + (call.Fee ?? Money.Zero);
}
