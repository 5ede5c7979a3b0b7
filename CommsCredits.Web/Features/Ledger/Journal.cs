using System.Globalization;
using System.Text;
using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;

namespace CommsCredits.Web.Features.Ledger;

/// <summary>
/// Entries as a plain-text journal that hledger reads. One transaction an entry, dated by the day on which it stands in its booking month (<see cref="BookingDay"/>), so that
/// <c>hledger balance -M</c> and the statements agree by account and month; when it happened and was posted stands in tags. <c>assets:pool</c> is the book balance.
/// </summary>
public sealed class Journal(Organization organization, TextWriter to)
{
    private string Code => organization.Currency.Code;

    /// <summary>Declares the currency and every account, so that <c>hledger check --strict</c> finds what is misspelt.</summary>
    public async Task BeginAsync(IEnumerable<Book> books, CancellationToken cancel)
    {
        var text = new StringBuilder();
        text.Append("; The ledger of ").Append(Escaped(organization.Name)).Append(", days in ").Append(organization.Calendar.Zone.Id).Append(".\n");
        text.Append("; Each transaction stands on the day that its entry has in its booking month: late entries on the first.\n\n");
        text.Append("decimal-mark .\ncommodity 1000.000000 ").Append(Code).Append("\n\n");
        foreach (var account in books.OrderBy(b => b.Type).ThenBy(b => b.Number).Select(Account)) text.Append("account ").Append(account).Append('\n');
        await to.WriteAsync(text, cancel);
    }

    public async Task AddAsync(LedgerEntry entry, DateOnly day, CancellationToken cancel)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\n{day:yyyy-MM-dd} ({entry.Sequence}) {entry.Kind}\n");
        Tag(text, "effective", LedgerExport.Instant(entry.Effective));
        Tag(text, "posted", LedgerExport.Instant(entry.Posted));
        if (entry.IsLate) Tag(text, "late", "yes");
        Tag(text, "reference", entry.Reference);
        Tag(text, "key", entry.IdempotencyKey);
        Tag(text, "actor", entry.ActorId);
        text.Append(CultureInfo.InvariantCulture, $"    {Account(entry.To)}  {entry.Amount} {Code}\n    {Account(entry.From)}  -{entry.Amount} {Code}\n");
        await to.WriteAsync(text, cancel);
    }

    public static string Account(Book book) => book.Type switch
    {
        BookType.Lot => string.Create(CultureInfo.InvariantCulture, $"assets:pool:Lot {book.LotNumber}"),
        BookType.Overdraft => "assets:pool:Overdraft",
        BookType.Usage => $"expenses:Usage:{book.UsageKind}",
        BookType.Expired => "expenses:Expired",
        BookType.Postpaid => "liabilities:Postpaid",
        _ => $"equity:{book.Type}",
    };

    private static void Tag(StringBuilder text, string name, string value) => text.Append("    ; ").Append(name).Append(": ").Append(Escaped(value)).Append('\n');

    /// <summary>What ends a tag or a line, or dates a posting, is written as <c>%2C</c>: a key from a file can say nothing of its own in the journal.</summary>
    private static string Escaped(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            if (c is ',' or '%' or '[' or ']' or ';' || char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                text.Append(CultureInfo.InvariantCulture, $"%{(int)c:X2}");
            else text.Append(c);
        }
        return text.ToString();
    }
}
