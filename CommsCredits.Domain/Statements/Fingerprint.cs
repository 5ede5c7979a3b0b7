using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using static System.FormattableString;

namespace CommsCredits.Domain.Statements;

/// <summary>
/// SHA-256 over a statement's values (R12.4): one line a value, <c>name=value</c>, amounts in micros, days as yyyy-MM-dd, in the order written here. Names of people, languages
/// and paper are in no line, and no culture writes a number or a day, so that the same month has the same fingerprint on any printing.
/// </summary>
public static class Fingerprint
{
    /// <summary>
    /// 1 has no calls by country and person, nor minutes; 2 has no head of the audit trail. A closed month keeps the version it was closed with: what a later program prints beside these values changes no fingerprint.
    /// </summary>
    public const int Latest = 3;

    public static string Of(Statement s) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Text(s))));

    /// <summary>What is hashed, for whoever checks without us.</summary>
    public static string Text(Statement s)
    {
        var text = new StringBuilder();
        void Line(string name, object value) => text.Append(name).Append('=').Append(CultureInfo.InvariantCulture, $"{(value is Money m ? m.Micros : value)}").Append('\n');
        Line("organization", s.Organization.Id);
        Line("currency", s.Organization.Currency.Code);
        Line("zone", s.Organization.Calendar.Zone.Id);
        Line("month", s.Period);
        Line("opening", s.Opening);
        Line("bought", s.Bought);
        Line("openingLots", s.OpeningLots);
        Line("creditedBack", s.CreditedBack);
        Line("used", s.Used);
        Line("lapsed", s.Lapsed);
        Line("paidBack", s.PaidBack);
        Line("corrections", s.Corrections);
        Line("closing", s.Closing);
        Line("overdraft", s.Overdraft);
        Line("billedAfterUse", s.BilledAfterUse);
        foreach (var u in s.Usage) Line(Invariant($"usage.{u.Kind}.{u.Calls}"), u.Amount);
        foreach (var l in s.Lots) Line(Invariant($"lot.{l.Number}.{l.LastUsableDay:yyyy-MM-dd}"), Invariant($"{l.Opening.Micros},{l.Bought.Micros},{l.Corrected.Micros},{l.Used.Micros},{l.MadeGood.Micros},{l.PaidBack.Micros},{l.Lapsed.Micros},{l.Closing.Micros}"));
        foreach (var p in s.PaidFor)
            foreach (var kind in p.ByKind.OrderBy(k => k.Key)) Line(Invariant($"paidFor.{p.Lot}.{kind.Key}"), kind.Value);
        foreach (var m in s.TopUps.Concat(s.Lapses).Concat(s.CorrectionsAndLate)) Line(Invariant($"entry.{m.Sequence}.{m.Kind}.{m.Happened:yyyy-MM-dd}.{m.Count}"), m.Amount);
        foreach (var day in s.BalanceByDay) Line("day", day);
        Line("awaiting", Invariant($"{s.AwaitingCount},{s.AwaitingAmount.Micros}"));
        Line("entries", Invariant($"{s.FirstSequence},{s.LastSequence},{s.EntryCount}"));
        Line("head", Invariant($"{s.HeadSequence},{s.HeadHash}"));
        if (s.FingerprintVersion < 2) return text.ToString();
        foreach (var u in s.Usage) Line($"minutes.{u.Kind}", u.Minutes);
        foreach (var c in s.ByCountry) Line(Invariant($"country.{c.Key}.{c.Calls}.{c.Minutes}"), c.Amount);
        foreach (var p in s.ByPerson) Line(Invariant($"person.{p.Key}.{p.Calls}.{p.Minutes}"), p.Amount);
        foreach (var section in s.Sections)
            foreach (var row in section.Rows) Line(Invariant($"section.{section.Name}"), string.Join(',', row.Cells.Select(Cell)));
        if (s is { FingerprintVersion: >= 3, Trail: { } trail }) Line("trail", Invariant($"{trail.Sequence},{trail.Hash}"));
        return text.ToString();
    }

    private static string Cell(SectionCell cell) => cell switch
    {
        AmountCell { Amount: var amount } => Invariant($"{amount.Micros}"),
        CountCell { Count: var count } => Invariant($"{count}"),
        PeriodCell { Period: var period } => period.ToString(),
        TermCell { Key: var key } => key,
        _ => throw new ArgumentOutOfRangeException(nameof(cell), cell, null),
    };
}
