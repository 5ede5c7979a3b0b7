using System.Globalization;
using System.Text;
using System.Text.Json;
using CommsCredits.Domain;
using CommsCredits.Domain.Statements;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Documents;
using CommsCredits.Web.Documents.Reading;
using CommsCredits.Web.Documents.Tables;
using UglyToad.PdfPig;

namespace CommsCredits.Tests.Documents;

/// <summary>The figures that a printed statement carries for programs.</summary>
public sealed class StatementJsonTests
{
    private static readonly CultureInfo s_english = CultureInfo.GetCultureInfo("en"), s_chinese = CultureInfo.GetCultureInfo("zh-Hans");

    [Fact]
    public void APrintedStatement_CarriesEachOfItsFigures()
    {
        var s = StatementSamples.Marlow();
        using var pdf = PdfDocument.Open(StatementPdf.Write(s, new(s_english)));
        Assert.True(pdf.Advanced.TryGetEmbeddedFiles(out var files));
        Assert.Equal([StatementCsv.FileName, StatementJson.FileName], files.Select(f => f.Name));
        Assert.Equal(StatementCsv.Write(StatementTables.Of(s, new(s_english))), files[0].Bytes.ToArray());
        var file = files[1];
        var json = JsonDocument.Parse(file.Memory).RootElement;
        foreach (var (name, amount) in new (string, Money)[]
        {
            ("opening", s.Opening), ("bought", s.Bought), ("openingLots", s.OpeningLots), ("creditedBack", s.CreditedBack), ("used", s.Used), ("lapsed", s.Lapsed), ("paidBack", s.PaidBack), ("corrections", s.Corrections),
            ("closing", s.Closing), ("overdraft", s.Overdraft), ("billedAfterUse", s.BilledAfterUse), ("atRisk", s.AtRisk), ("awaitingAmount", s.AwaitingAmount),
        }) Assert.Equal(amount, AmountOf(json, name));
        Assert.Equal(s.Usage.Select(u => (u.Kind.ToString(), u.Calls, u.Minutes, u.Amount)), json.GetProperty("usage").EnumerateArray().Select(u => (Text(u, "kind"), u.GetProperty("calls").GetInt32(), u.GetProperty("minutes").GetInt64(), AmountOf(u, "amount"))));
        foreach (var (name, key, lines) in new[] { ("byCountry", "country", s.ByCountry), ("byPerson", "person", s.ByPerson) })
            Assert.Equal(lines, json.GetProperty(name).EnumerateArray().Select(l => new ShareLine(Text(l, key), l.GetProperty("calls").GetInt32(), l.GetProperty("minutes").GetInt64(), AmountOf(l, "amount"))));
        Assert.Equal(s.Lots.Select(l => (l.Number, $"{l.LastUsableDay:yyyy-MM-dd}", l.Used, l.Lapsed, l.Closing)),
            json.GetProperty("lots").EnumerateArray().Select(l => (l.GetProperty("lot").GetInt32(), Text(l, "lastUsableDay"), AmountOf(l, "used"), AmountOf(l, "lapsed"), AmountOf(l, "closing"))));
        foreach (var (name, lines) in new[] { ("topUps", s.TopUps), ("lapses", s.Lapses), ("correctionsAndLate", s.CorrectionsAndLate) })
            Assert.Equal(lines.Select(m => (m.Sequence, m.Kind.ToString(), m.Amount)), json.GetProperty(name).EnumerateArray().Select(m => (m.GetProperty("entry").GetInt64(), Text(m, "kind"), AmountOf(m, "amount"))));
        Assert.Equal(s.BalanceByDay, json.GetProperty("balanceByDay").EnumerateArray().Select(b => Money.Of(decimal.Parse(b.GetString()!, CultureInfo.InvariantCulture))));
        Assert.Equal((s.Period.ToString(), s.Fingerprint, "en", "A4", "2026-11-03T18:00:00.000000Z"), (Text(json, "month"), Text(json, "fingerprint"), Text(json, "language"), Text(json, "paper"), Text(json, "closed")));
    }

    [Theory, InlineData("sv-SE"), InlineData("ar-SA"), InlineData("fa-IR")]
    public void Write_DoesNotDependOnTheCulture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        var expected = StatementJson.Write(StatementSamples.Everything());
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, StatementJson.Write(StatementSamples.Everything()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Write_KeepsEveryMicro() => Assert.Contains("\"closing\": \"-0.000001\"", Encoding.UTF8.GetString(StatementJson.Write(StatementSamples.Idle() with { Closing = new(-1) })), StringComparison.Ordinal);

    [Theory, InlineData("en"), InlineData("zh-Hans")]
    public void AnotherReader_AndOurs_ReadTheSamePaper(string language)
    {
        var bytes = StatementPdf.Write(StatementSamples.Everything(), new(CultureInfo.GetCultureInfo(language)));
        var paper = PaperReader.Open(bytes, TestContext.Current.CancellationToken)!;
        using var pdf = PdfDocument.Open(bytes);
        Assert.Equal(pdf.GetPages().Select(p => string.Concat(p.Letters.Select(l => l.Value))), paper.Pages()!.Select(p => string.Concat(p)));
        Assert.Equal(StatementJson.Write(StatementSamples.Everything(), language, "A4"), paper.Attached);
    }

    [Fact]
    public void Figures_AreComparedInTheirOrder()
    {
        var s = StatementSamples.Marlow();
        IReadOnlyList<NamedFigure> Of(Statement statement) => FigureList.Read(StatementJson.Write(statement))!;
        Assert.Null(FigureList.FirstDifference(Of(s), Of(s)));
        Assert.Equal(("closing", "1886.97", "1887.97"), FigureList.FirstDifference(Of(s with { Closing = Money.Of(1886.97m), AtRisk = Money.Zero }), Of(s)));
        Assert.Equal("lots[4].lot", FigureList.FirstDifference(Of(s with { Lots = [.. s.Lots.Take(4)] }), Of(s))?.Name);
        Assert.Null(FigureList.Read("[1"u8.ToArray()));
        Assert.Null(FigureList.Read(Encoding.UTF8.GetBytes("{\"a\":" + new string('[', 50) + new string(']', 50) + "}")));
        Assert.Null(FigureList.Read(Encoding.UTF8.GetBytes($"{{\"a\":[{string.Join(',', Enumerable.Repeat("1", 200_000))}]}}")));
        Assert.Null(FigureList.Read(Encoding.UTF8.GetBytes($"{{\"{new string('n', 100_000)}\":[{string.Join(',', Enumerable.Repeat("1", 90_000))}]}}")));
        Assert.NotEqual(StatementPdf.Write(s, new(s_english)), StatementPdf.Write(s, new(s_chinese)));
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
    private static Money AmountOf(JsonElement element, string name) => Money.Of(decimal.Parse(Text(element, name), CultureInfo.InvariantCulture));
}
