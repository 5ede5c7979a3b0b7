using System.Globalization;
using System.Text;
using System.Text.Json;
using Bunit;
using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Statements;
using CommsCredits.Tests.Laws;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Documents;
using CommsCredits.Web.Documents.Tables;
using CommsCredits.Web.Features.Statements;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace CommsCredits.Tests.Documents;

/// <summary>
/// What paper, workbook, CSV and page say of random histories, read back and compared to the last digit with each other and with what the entries give. <c>COMMSCREDITS_ROUNDS</c> asks for more histories,
/// <c>LAWS_SEED</c> repeats a run; the seed is printed.
/// </summary>
public sealed class FourWritersLaws : BunitContext
{
    private static readonly CultureInfo s_english = CultureInfo.GetCultureInfo("en");
    private static readonly string[] s_countries = ["Brazil", "Germany", "Kenya", "Viet Nam", ""], s_people = ["person:00000000-0000-0000-0000-00000000000a", "person:00000000-0000-0000-0000-00000000000b", ""];

    public FourWritersLaws()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = s_english;
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization();
        Services.AddLogging();
        Services.AddMudServices();
    }

    [Fact]
    public void EachWriter_SaysWhatTheEntriesGive()
    {
        var rounds = int.TryParse(Environment.GetEnvironmentVariable("COMMSCREDITS_ROUNDS"), out var asked) ? asked : 8;
        var seed = Environment.GetEnvironmentVariable("LAWS_SEED") is { Length: > 0 } given ? PCG.Parse(given) : new PCG((uint)Random.Shared.Next(1, 1_000));
        Xunit.TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}, {rounds} histories");
        var statements = 0;
        for (var round = 0; round < rounds; round++)
        {
            var at = seed.ToString();
            var books = Books.Play(History.Gen60.Generate(seed, null, out _), backdates: true);
            try
            {
                statements += Check(books, round);
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"History {round}, seed {at}: {fault.Message}", fault);
            }
        }
        Assert.True(statements >= 3 * rounds, $"{statements} statements of {rounds} histories: too few to say anything.");
    }

    /// <summary>A part that is new stands in the value once, and is then in every writer.</summary>
    [Fact]
    public void ASectionMore_IsInEachWriter()
    {
        var statement = StatementSamples.Marlow() with { Sections = [new("OverdraftAtEnd", ["KindOfCall", "Calls", "Amount"], [new(["Bought", 4_711, Money.Of(8_765.4321m)]), new(["Total", 4_711, Money.Of(8_765.4321m)], IsTotal: true)])] };
        var words = new StatementWords(s_english);
        var tables = StatementTables.Of(statement, words);
        Assert.Contains(new PrintedPdf(StatementPdf.Write(statement, words)).Lines, l => l.Contains("Bought|4,711|8,765.43", StringComparison.Ordinal));
        Assert.Contains(WrittenTables.OfWorkbook(StatementWorkbook.Write(tables, "A title", 2), tables).SelectMany(t => t), r => r.SequenceEqual(["Bought", "count 4711", "amount 8765.4321"]));
        Assert.Contains(WrittenTables.OfCsv(StatementCsv.Write(tables), tables).SelectMany(t => t), r => r.SequenceEqual(["Bought", "4711", "8765.4321"]));
        Assert.Contains(PageRows(statement, words), r => Has(r, ["Bought", "4,711", "8,765.43"]));
        Assert.Contains("8765.4321", Encoding.UTF8.GetString(StatementJson.Write(statement)), StringComparison.Ordinal);
        Assert.Contains("section.OverdraftAtEnd=Bought,4711,8765432100", Fingerprint.Text(statement), StringComparison.Ordinal);
    }

    /// <summary>The first, a middle and the last month, and all of them as one period.</summary>
    private int Check(Books books, int round)
    {
        var builder = new StatementBuilder(books.Organization);
        foreach (var entry in books.Entries) builder.Add(entry);
        var months = books.Entries.Select(e => e.BookingMonth).Distinct().Order().ToList();
        if (months.Count == 0) return 0;
        var sums = SumsOf(books).ToList();
        Statement Of(MonthSpan period) => builder.Build(period, null, books.Chain.Sequence, Convert.ToHexString(books.Chain.Hash), round % 3, Money.Of(round % 3 * 0.37m), [.. sums.Where(s => period.Contains(s.Month)).Select(s => s.Sum)]);
        Money closing = default;
        for (var month = months[0]; month <= months[^1]; month = month.Next)
        {
            var statement = Of(month);
            Assert.Equal(closing, statement.Opening);
            Assert.All(statement.Lots, l => Assert.True(l.IsSum));
            closing = statement.Closing;
        }
        var checkedOnes = new HashSet<MonthSpan> { months[0], months[months.Count / 2], months[^1], new(months[0], months[^1]) };
        foreach (var period in checkedOnes) CompareWriters(Of(period));
        return checkedOnes.Count;
    }

    private void CompareWriters(Statement s)
    {
        var words = new StatementWords(s_english, nameOf: id => $"Name {id[^1]}");
        var tables = StatementTables.Of(s, words);
        var (workbook, csv) = (WrittenTables.OfWorkbook(StatementWorkbook.Write(tables, words.FileTitle(s), s.Organization.Currency.Decimals), tables), WrittenTables.OfCsv(StatementCsv.Write(tables), tables));
        var printed = new PrintedPdf(StatementPdf.Write(s, words)).Lines.Select(l => l.Split('|', StringSplitOptions.TrimEntries)).ToList();
        var page = PageRows(s, words);
        string[] pageText = [Render<StatementBody>(p => p.Add(c => c.Statement, s).Add(c => c.Words, words)).Nodes.Aggregate("", (text, node) => text + node.TextContent)];
        for (var t = 0; t < tables.Count; t++)
            for (var r = 0; r < tables[t].Rows.Count; r++)
            {
                var row = tables[t].Rows[r];
                Assert.Equal(row.Select(WrittenTables.Told), workbook[t][r]);
                Assert.Equal(row.Select(InCsv), csv[t][r]);
                var shown = row.OfType<AmountValue>().Where(a => !a.Amount.IsZero).Select(a => Shown(a.Amount, s)).ToList();
                if (shown.Count == 0 || t == tables.Count - 1) continue;
                var where = $"{s.Period}, {tables[t].Name}: {string.Join(", ", row.Select(WrittenTables.Told))}";
                var inASentence = IsBesideTheTables(s, tables[t], row, words);
                // Paper has the largest shares, as many as page 1 has room for, and the others as one line
                var isAmongOthers = (tables[t].Name == words["ByCountry"] || tables[t].Name == words["ByPerson"]) && printed.Any(line => line.Any(c => c.EndsWith(tables[t].Name == words["ByCountry"] ? "other countries" : "other people", StringComparison.Ordinal)));
                Assert.True(isAmongOthers || printed.Any(line => inASentence ? Says(line, shown) : Has(line, shown)), $"On no line of the paper: {where}");
                Assert.True(inASentence ? Says(pageText, shown) : page.Any(line => Has(line, shown)), $"In no row of the page: {where}");
            }
        AssertPrintedSum(s, printed);
        CompareJson(s);
    }

    private static bool Says(string[] texts, List<string> shown) => shown.TrueForAll(figure => texts.Any(t => t.Contains(figure, StringComparison.Ordinal)));

    /// <summary>What stands in a sentence, not in a row.</summary>
    private static bool IsBesideTheTables(Statement s, StatementTable table, IReadOnlyList<TableValue> row, StatementWords words) =>
        table.Name == words.SumOf(s.Period) && row[0] is WordsValue { Words: var name } && (name == words["OverdraftAtEnd"] || name == words["WillLapse"] || name == words["AwaitingAmount"] || name == words["BilledAfterUseLine"]);

    /// <summary>The sum on page 1, computed from what stands there.</summary>
    private static void AssertPrintedSum(Statement s, List<string[]> printed)
    {
        var sum = 0m;
        foreach (var line in printed.SkipWhile(l => !l.Contains("Opening balance")))
        {
            var at = Array.FindIndex(line, c => c is "Opening balance" or "Bought" or "Opening lots" or "Credited back" or "Used" or "Lapsed" or "Paid back" or "Corrections" or "Rounding of the lines above" or "Closing balance");
            if (at < 0 || at + 1 >= line.Length) continue;
            var amount = decimal.Parse(line[at + 1].Replace('\u2212', '-'), NumberStyles.Number, CultureInfo.InvariantCulture);
            if (line[at] == "Closing balance")
            {
                Assert.Equal((sum, s.Closing.Shown(s.Organization.Currency.Decimals)), (amount, amount));
                return;
            }
            sum += at > 0 && line[at - 1] == "\u2212" ? -amount : amount;
        }
        Assert.Fail($"{s.Period}: no closing balance on the paper.");
    }

    private static void CompareJson(Statement s)
    {
        var json = JsonDocument.Parse(StatementJson.Write(s)).RootElement;
        Money Of(string name) => Money.Of(decimal.Parse(json.GetProperty(name).GetString()!, CultureInfo.InvariantCulture));
        Assert.Equal((s.Opening, s.Closing, s.Used, s.Lapsed), (Of("opening"), Of("closing"), Of("used"), Of("lapsed")));
        Assert.Equal(s.Closing, Of("opening") + Of("bought") + Of("openingLots") + Of("creditedBack") - Of("used") - Of("lapsed") - Of("paidBack") + Of("corrections"));
        Assert.Equal((s.Lots.Count, s.BalanceByDay.Count, s.ByCountry.Count), (json.GetProperty("lots").GetArrayLength(), json.GetProperty("balanceByDay").GetArrayLength(), json.GetProperty("byCountry").GetArrayLength()));
    }

    /// <summary>The cells of each table row that the page shows.</summary>
    private List<string[]> PageRows(Statement s, StatementWords words) =>
        [.. Render<StatementBody>(p => p.Add(c => c.Statement, s).Add(c => c.Words, words)).FindAll("tr").Select(r => r.Children.Select(c => c.TextContent.Trim()).ToArray())];

    private static string InCsv(TableValue value) => value switch
    {
        AmountValue { Amount: var amount } => amount.ToDecimal().ToString("0.00####", CultureInfo.InvariantCulture),
        CountValue { Count: var count } => count.ToString(CultureInfo.InvariantCulture),
        DayValue { Day: var day } => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        WordsValue { Words: var words } => words,
        _ => throw new InvalidOperationException(),
    };

    private static string Shown(Money amount, Statement s) => amount.Abs().Shown(s.Organization.Currency.Decimals).ToString($"N{s.Organization.Currency.Decimals}", s_english);

    /// <summary>All of them, each as often as wanted; columns may stand in another order.</summary>
    private static bool Has(IReadOnlyList<string> line, IReadOnlyList<string> wanted)
    {
        var left = line.Select(c => c.TrimStart('+', '\u2212')).ToList();
        return wanted.All(left.Remove);
    }

    /// <summary>As if each call had gone to a country and been made by a person: by its reference, so that it is the same for all its entries.</summary>
    private static IEnumerable<(Month Month, UsageSum Sum)> SumsOf(Books books)
    {
        foreach (var call in books.Entries.Where(e => e.Kind == EntryKind.Usage && e.From.IsPool).GroupBy(e => (e.IdempotencyKey, e.BookingMonth)))
        {
            var (first, hash) = (call.First(), call.First().Reference.Sum(c => (int)c));
            var amount = call.Select(e => e.Amount).Total();
            yield return (first.BookingMonth, new(ShareOf.Country, s_countries[hash % s_countries.Length], first.To.UsageKind, 1, 1 + hash % 9, amount));
            yield return (first.BookingMonth, new(ShareOf.Person, s_people[hash % s_people.Length], first.To.UsageKind, 1, 1 + hash % 9, amount));
        }
    }
}
