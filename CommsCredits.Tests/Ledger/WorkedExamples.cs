using System.Text.RegularExpressions;
using CommsCredits.Domain.Ledger;
using CommsCredits.Tests.Support;

namespace CommsCredits.Tests.Ledger;

/// <summary>docs/ledger.md is a test: its deeds are done and must make its entries, no more and no fewer.</summary>
public sealed partial class WorkedExamples
{
    private static readonly string[] s_sections = [.. File.ReadAllText(Repository.Of("docs/ledger.md")).Split("\n## ").Skip(1)];

    public static TheoryData<string> Titles => [.. s_sections.Select(s => s.Split('\n')[0])];

    [Theory, MemberData(nameof(Titles))]
    public void AnExample_MakesTheEntriesOfItsTable(string title)
    {
        var lines = s_sections.Single(s => s.Split('\n')[0] == title).Split('\n');
        var books = new SmallBooks();
        foreach (var deed in lines.Where(l => l.StartsWith("- ", StringComparison.Ordinal))) Do(books, deed[2..].Trim());
        var expected = lines.Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(1).Select(Row);
        Assert.Equal(expected, books.Entries.Select(Written));
        var (overdraft, lots) = Result(lines.Single(l => l.StartsWith("Overdraft ", StringComparison.Ordinal)));
        Assert.Equal(overdraft, books.Pool.Overdraft);
        Assert.Equal(lots, books.Pool.Lots.OrderBy(l => l.Number).Select(l => l.Left));
    }

    [Fact]
    public void ThePage_HasItsExamples() => Assert.InRange(s_sections.Length, 12, 20);

    private static string Row(string line)
    {
        var cells = line.Trim('|').Split('|', StringSplitOptions.TrimEntries);
        return $"{cells[0]} -> {cells[1]} {cells[2]} {SmallBooks.At(cells[3]):yyyy-MM-dd HH:mm} {cells[4]}";
    }

    private static string Written(LedgerEntry e) => $"{e.From} -> {e.To} {e.Amount} {e.Effective:yyyy-MM-dd HH:mm} {e.BookingMonth}{(e.IsLate ? " late" : "")}";

    private static (Domain.Money Overdraft, IEnumerable<Domain.Money> Lots) Result(string line)
    {
        var parts = line.TrimEnd('.').Split(", lots");
        return (SmallBooks.Amount(parts[0]["Overdraft ".Length..]), parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(SmallBooks.Amount));
    }

    private static void Do(SmallBooks books, string deed)
    {
        string Word(string name) => Deed().Match(deed).Groups[name].Value;
        var amount = Word("amount") is { Length: > 0 } a ? SmallBooks.Amount(a).ToDecimal() : 0;
        var number = Word("number") is { Length: > 0 } n ? int.Parse(n, System.Globalization.CultureInfo.InvariantCulture) : 0;
        var on = Word("on");
        _ = Word("verb") switch
        {
            "buy" => books.Buy(amount, on),
            "record" => books.Buy(amount, Word("day"), on),
            "call" => books.Call(amount, Word("start"), Word("arrives") is { Length: > 0 } arrives ? arrives : null),
            "lapse" => books.Lapse(on),
            "credit back" => books.CreditBack(number, on),
            "correct" => books.Correct(number, amount, on),
            "pay back" => books.PayBack(number, amount, on),
            "charge back" => books.Chargeback(number, amount, on),
            "win dispute" => books.WinDispute(number, on),
            "close" => Closed(books, Word("month"), on),
            "move to postpaid" => books.MoveToPostpaid(on),
            _ => throw new FormatException($"'{deed}' is not a deed."),
        };
    }

    private static SmallBooks Closed(SmallBooks books, string month, string on)
    {
        books.Close(month, on);
        return books;
    }

    [GeneratedRegex("""
        ^(?:(?<verb>buy)\ (?<amount>[\d.]+)\ on\ (?<on>.+)
        |(?<verb>record)\ (?<amount>[\d.]+)\ of\ (?<day>\S+)\ on\ (?<on>.+)
        |(?<verb>call)\ (?<amount>[\d.]+)\ started\ (?<start>.+?)(?:\ arrives\ (?<arrives>.+))?
        |(?<verb>lapse)\ on\ (?<on>.+)
        |(?<verb>credit\ back)\ (?<number>\d+)\ on\ (?<on>.+)
        |(?<verb>correct)\ (?<number>\d+)\ to\ (?<amount>[\d.]+)\ on\ (?<on>.+)
        |(?<verb>pay\ back)\ (?<amount>[\d.]+)\ of\ lot\ (?<number>\d+)\ on\ (?<on>.+)
        |(?<verb>charge\ back)\ (?<amount>[\d.]+)\ of\ lot\ (?<number>\d+)\ on\ (?<on>.+)
        |(?<verb>win\ dispute)\ of\ lot\ (?<number>\d+)\ on\ (?<on>.+)
        |(?<verb>close)\ (?<month>\S+)\ on\ (?<on>.+)
        |(?<verb>move\ to\ postpaid)\ on\ (?<on>.+))$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Deed();
}
