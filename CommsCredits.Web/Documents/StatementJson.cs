using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CommsCredits.Domain;
using CommsCredits.Domain.Statements;

namespace CommsCredits.Web.Documents;

/// <summary>
/// A statement for a machine: the figures of the paper in a fixed order, amounts as texts of exact decimals, days as yyyy-MM-dd, instants in UTC. The same statement gives the same bytes. It stands in
/// the printed PDF as <see cref="FileName"/>, and in a bundle beside the entries. Names of people and references are not in it; people stand by their opaque ids (R12.4).
/// </summary>
public static class StatementJson
{
    public const string FileName = "statement.json", MediaType = "application/json", Format = "commscredits-statement-1", LayoutName = "layout";

    /// <summary>What tells a file of ours among others, before it is read as JSON.</summary>
    public static ReadOnlySpan<byte> FormatBytes => "commscredits-statement-1"u8;

    private static readonly JsonWriterOptions s_options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="language">The language of the paper; null where there is no paper.</param>
    /// <param name="paper">The size of the paper; null where there is no paper.</param>
    public static byte[] Write(Statement s, string? language = null, string? paper = null)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, s_options))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            if (language is not null) json.WriteString("language", language);
            if (paper is not null)
            {
                json.WriteString("paper", paper);
                json.WriteNumber(LayoutName, StatementPdf.Layout);
            }
            json.WriteString("organization", s.Organization.Id);
            json.WriteString("name", s.Organization.Name);
            json.WriteString("currency", s.Organization.Currency.Code);
            json.WriteString("zone", s.Organization.Calendar.Zone.Id);
            json.WriteString("month", s.Period.ToString());
            if (s.Closed is { } closed) json.WriteString("closed", closed.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
            else json.WriteNull("closed");
            foreach (var (name, amount) in Sum(s)) json.WriteString(name, amount.ToString());
            json.WriteNumber("awaitingCount", s.AwaitingCount);
            json.WriteString("awaitingAmount", s.AwaitingAmount.ToString());
            WriteTables(json, s);
            json.WriteNumber("firstEntry", s.FirstSequence);
            json.WriteNumber("lastEntry", s.LastSequence);
            json.WriteNumber("entryCount", s.EntryCount);
            json.WriteNumber("headEntry", s.HeadSequence);
            json.WriteString("headHash", s.HeadHash);
            if (s.Trail is { } trail)
            {
                json.WriteNumber("trailEntry", trail.Sequence);
                json.WriteString("trailHash", trail.Hash);
            }
            json.WriteNumber("fingerprintVersion", s.FingerprintVersion);
            json.WriteString("fingerprint", s.Fingerprint);
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    private static IEnumerable<(string Name, Money Amount)> Sum(Statement s) =>
    [
        ("opening", s.Opening), ("bought", s.Bought), ("openingLots", s.OpeningLots), ("creditedBack", s.CreditedBack), ("used", s.Used), ("lapsed", s.Lapsed), ("paidBack", s.PaidBack),
        ("corrections", s.Corrections), ("closing", s.Closing), ("overdraft", s.Overdraft), ("billedAfterUse", s.BilledAfterUse), ("atRisk", s.AtRisk),
    ];

    private static void WriteTables(Utf8JsonWriter json, Statement s)
    {
        Array(json, "usage", s.Usage, u =>
        {
            json.WriteString("kind", u.Kind.ToString());
            json.WriteNumber("calls", u.Calls);
            json.WriteNumber("minutes", u.Minutes);
            json.WriteString("amount", u.Amount.ToString());
        });
        foreach (var (name, key, lines) in new[] { ("byCountry", "country", s.ByCountry), ("byPerson", "person", s.ByPerson) })
            Array(json, name, lines, l =>
            {
                json.WriteString(key, l.Key);
                json.WriteNumber("calls", l.Calls);
                json.WriteNumber("minutes", l.Minutes);
                json.WriteString("amount", l.Amount.ToString());
            });
        Array(json, "lots", s.Lots, l =>
        {
            json.WriteNumber("lot", l.Number);
            json.WriteString("purchased", Day(l.Purchased));
            json.WriteString("lastUsableDay", Day(l.LastUsableDay));
            foreach (var (name, amount) in new[]
            {
                ("opening", l.Opening), ("bought", l.Bought), ("corrected", l.Corrected), ("used", l.Used), ("madeGood", l.MadeGood), ("paidBack", l.PaidBack), ("lapsed", l.Lapsed), ("closing", l.Closing),
            }) json.WriteString(name, amount.ToString());
        });
        Array(json, "paidFor", s.PaidFor, p =>
        {
            Number(json, "lot", p.Lot);
            foreach (var kind in p.ByKind.OrderBy(k => k.Key)) json.WriteString(kind.Key.ToString(), kind.Value.ToString());
            json.WriteString("total", p.Total.ToString());
        });
        foreach (var (name, lines) in new[] { ("topUps", s.TopUps), ("lapses", s.Lapses), ("correctionsAndLate", s.CorrectionsAndLate) }) Array(json, name, lines, m => WriteMovement(json, m));
        json.WriteStartArray("balanceByDay");
        foreach (var balance in s.BalanceByDay) json.WriteStringValue(balance.ToString());
        json.WriteEndArray();
        if (s.Sections.Count > 0) Array(json, "sections", s.Sections, section => WriteSection(json, section));
    }

    private static void WriteSection(Utf8JsonWriter json, StatementSection section)
    {
        json.WriteString("name", section.Name);
        json.WriteStartArray("rows");
        foreach (var row in section.Rows)
        {
            json.WriteStartArray();
            foreach (var cell in row.Cells) WriteCell(json, cell);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    private static void WriteCell(Utf8JsonWriter json, SectionCell cell)
    {
        switch (cell)
        {
            case AmountCell { Amount: var amount }: json.WriteStringValue(amount.ToString()); break;
            case CountCell { Count: var count }: json.WriteNumberValue(count); break;
            case PeriodCell { Period: var period }: json.WriteStringValue(period.ToString()); break;
            case TermCell { Key: var key }: json.WriteStringValue(key); break;
        }
    }

    private static void WriteMovement(Utf8JsonWriter json, MovementLine m)
    {
        json.WriteNumber("entry", m.Sequence);
        json.WriteString("kind", m.Kind.ToString());
        json.WriteString("happened", Day(m.Happened));
        json.WriteString("booked", Day(m.Booked));
        Number(json, "lot", m.Lot);
        json.WriteString("usage", m.UsageKind?.ToString());
        json.WriteString("amount", m.Amount.ToString());
        json.WriteBoolean("late", m.IsLate);
        json.WriteNumber("count", m.Count);
    }

    private static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> lines, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var line in lines)
        {
            json.WriteStartObject();
            write(line);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } there) json.WriteNumber(name, there);
        else json.WriteNull(name);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
