using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;

namespace CommsCredits.Web.Documents.Bundle;

/// <summary>
/// Writes books as plain files that anybody can check without this program: CSV and JSON, a manifest with each file's SHA-256, and one page that recomputes everything. The same books give the same bytes;
/// no file says when it was made.
/// </summary>
public static class BundleWriter
{
    public const string Format = "commscredits-bundle-1", ManifestName = "manifest.json", PageName = "verify.html";

    private static readonly JsonWriterOptions s_options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<IReadOnlyList<BundleFile>> WriteAsync(BundleBooks books, CancellationToken cancel)
    {
        var files = new List<BundleFile> { new("organization.json", OrganizationJson(books)) };
        files.Add(await CsvAsync("entries.csv", ["Sequence", "Effective", "Posted", "Month", "Late", "Kind", "From", "To", "Amount", "Currency", "Reference", "Key", "ContentHash", "Actor", "Hash"], books.Entries.Select(e => Entry(e, books.Organization)), cancel));
        files.Add(await CsvAsync("lots.csv", ["Lot", "Purchased", "PurchaseDay", "LastUsableDay", "End", "Amount", "Left", "Lapsed", "Used", "PaidBack"], books.Lots.OrderBy(l => l.Number).Select(Lot), cancel));
        files.AddRange(books.Statements.OrderBy(s => s.Period).Select(s => new BundleFile($"statements/{s.Period}.json", StatementJson.Write(s))));
        var decks = books.Decks.OrderBy(d => d.Terms.ValidFrom).ThenBy(d => d.Terms.Kind).ThenBy(d => d.Terms.Name, StringComparer.Ordinal).ToList();
        files.Add(await CsvAsync("rate-decks.csv", ["File", "Name", "Kind", "ValidFrom", "Places", "Rounding", "FirstSeconds", "StepSeconds"], decks.Index().Select(d => Deck(d.Index, d.Item)), cancel));
        foreach (var (i, deck) in decks.Index())
            files.Add(await CsvAsync(DeckFile(i), ["Prefix", "Name", "Country", "Type", "PricePerMinute", "ConnectionFee", "FirstSeconds", "StepSeconds"], deck.Rates.Select(r => new[]
            {
                r.Prefix, r.Name, r.Country, r.Type.ToString(), r.PricePerMinute.ToString(), r.ConnectionFee.ToString(), Number(r.Increments?.First), Number(r.Increments?.Step),
            }), cancel));
        files.Add(new(ManifestName, Manifest(files)));
        files.Add(new(PageName, BundlePage.Write(files)));
        return files;
    }

    /// <summary>In the order of the paths, character by character; the page makes it anew and compares every byte.</summary>
    public static byte[] Manifest(IEnumerable<BundleFile> files) => Json(json =>
    {
        json.WriteString("format", Format);
        json.WriteStartArray("files");
        foreach (var file in files.OrderBy(f => f.Path, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("path", file.Path);
            json.WriteNumber("bytes", file.Bytes.Length);
            json.WriteString("sha256", Convert.ToHexString(SHA256.HashData(file.Bytes)));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    private static byte[] OrganizationJson(BundleBooks books) => Json(json =>
    {
        var organization = books.Organization;
        json.WriteString("id", organization.Id);
        json.WriteString("name", organization.Name);
        json.WriteString("currency", organization.Currency.Code);
        json.WriteString("zone", organization.Calendar.Zone.Id);
        json.WriteString("booksBegin", Day(organization.BooksBegin));
        json.WriteString("postpaidSince", organization.PostpaidSince is { } since ? Instant(since) : null);
        json.WriteString("overdraft", books.Overdraft.ToString());
        json.WriteNumber("headEntry", books.Entries.Count);
        json.WriteString("headHash", Convert.ToHexString(books.Entries.Count > 0 ? books.Entries[^1].Hash.Span : EntryHash.Origin(organization)));
        if (books.Trail is not { } trail) return;
        json.WriteNumber("trailEntry", trail.Sequence);
        json.WriteString("trailHash", trail.Hash);
    });

    private static string[] Entry(LedgerEntry e, Organization organization) =>
    [
        e.Sequence.ToString(CultureInfo.InvariantCulture), Instant(e.Effective), Instant(e.Posted), e.BookingMonth.ToString(), e.IsLate ? "true" : "false", e.Kind.ToString(), e.From.ToString(), e.To.ToString(),
        e.Amount.ToString(), organization.Currency.Code, e.Reference, e.IdempotencyKey, Convert.ToHexString(e.ContentHash.Span), e.ActorId, Convert.ToHexString(e.Hash.Span),
    ];

    private static string[] Lot(CreditLot l) =>
    [
        Number(l.Number), Instant(l.Purchased), Day(l.PurchaseDay), Day(l.LastUsableDay), Instant(l.End), l.Amount.ToString(), l.Left.ToString(), l.Lapsed.ToString(), l.Used.ToString(), l.PaidBack.ToString(),
    ];

    private static string[] Deck(int index, BundleDeck deck) =>
    [
        DeckFile(index), deck.Terms.Name, deck.Terms.Kind.ToString(), Day(deck.Terms.ValidFrom), Number(deck.Terms.Places), deck.Terms.Mode.ToString(), Number(deck.Terms.Increments.First), Number(deck.Terms.Increments.Step),
    ];

    private static string DeckFile(int index) => string.Create(CultureInfo.InvariantCulture, $"rate-decks/{index + 1:000}.csv");

    private static async Task<BundleFile> CsvAsync(string path, string[] head, IEnumerable<string[]> rows, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await using (var text = new StreamWriter(bytes, new UTF8Encoding(false)))
        {
            var csv = new CsvWriter(text);
            await csv.RowAsync(head, cancel);
            foreach (var row in rows) await csv.RowAsync(row, cancel);
        }
        return new(path, bytes.ToArray());
    }

    private static byte[] Json(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, s_options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    private static string Instant(DateTime instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
