using System.Buffers.Text;
using System.Text;
using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;

namespace CommsCredits.Web.Data;

/// <summary>
/// Reads entries in posting order, column by column, without a mapper: the check and the statements read all there are. Texts that come again and again - books, kinds, months, actors - are
/// made once. What cannot be read throws <see cref="FormatException"/>.
/// </summary>
internal static class EntryScan
{
    private const string Sql =
        """
        SELECT "Sequence", "From", "To", "Amount", "Kind", "Effective", "Posted", "BookingMonth", "IsLate", "Reference", "IdempotencyKey", "ContentHash", "ActorId", "Hash"
        FROM "Entries" WHERE "OrganizationId" = ? AND "Sequence" > ? ORDER BY "Sequence"
        """;

    /// <summary>The entries behind a number, on the open connection of the context and in its transaction.</summary>
    public static IEnumerable<LedgerEntry> After(CommsCreditsDb db, long sequence)
    {
        using var rows = new RawStatement(db, Sql);
        rows.Bind(0, db.OrganizationId);
        rows.Bind(1, sequence);
        var reader = new Reader();
        while (rows.Step()) yield return reader.Read(rows);
    }

    private sealed class Reader
    {
        private readonly Met<Book> _books = new(Book.Parse), _otherBooks = new(Book.Parse);
        private readonly Met<EntryKind> _kinds = new(text => Enum.TryParse<EntryKind>(text, out var kind) && Enum.IsDefined(kind) ? kind : throw new FormatException($"'{text}' is no kind of entry."));
        private readonly Met<Month> _months = new(Month.Parse);
        private readonly Met<string> _actors = new(text => text);

        public LedgerEntry Read(RawStatement row)
        {
            var reference = row.Text(9);
            return new()
            {
                Sequence = row.Integer(0), From = _books.Of(row.Bytes(1)), To = _otherBooks.Of(row.Bytes(2)), Amount = new(row.Integer(3)), Kind = _kinds.Of(row.Bytes(4)),
                Effective = Instant(row.Bytes(5)), Posted = Instant(row.Bytes(6)), BookingMonth = _months.Of(row.Bytes(7)), IsLate = row.Integer(8) != 0, Reference = reference,
                IdempotencyKey = row.Bytes(10).SequenceEqual(row.Bytes(9)) ? reference : row.Text(10), ContentHash = row.Bytes(11).ToArray(), ActorId = _actors.Of(row.Bytes(12)), Hash = row.Bytes(13).ToArray(),
            };
        }

        /// <summary><c>2026-09-17 07:02:00</c>, with or without a fraction, as it was written.</summary>
        private static DateTime Instant(ReadOnlySpan<byte> text)
        {
            if (text.Length is < 19 or > 27 || text[4] != '-' || text[10] != ' ' || !Number(text[..4], out var year) || !Number(text[5..7], out var month) || !Number(text[8..10], out var day)
                || !Number(text[11..13], out var hour) || !Number(text[14..16], out var minute) || !Number(text[17..19], out var second)) throw new FormatException($"'{Encoding.UTF8.GetString(text)}' is no instant.");
            var ticks = 0L;
            var fraction = text[19..];
            for (var i = 1; i <= 7; i++) ticks = ticks * 10 + (i < fraction.Length ? fraction[i] - '0' : 0);
            return new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).AddTicks(ticks);
        }

        private static bool Number(ReadOnlySpan<byte> text, out int number) => Utf8Parser.TryParse(text, out number, out var read) && read == text.Length;
    }

    /// <summary>Values by their text; they are few, so each is compared, the newest first.</summary>
    private sealed class Met<T>(Func<string, T> parse)
    {
        private const int Most = 512;
        private readonly List<(byte[] Text, T Value)> _met = [];

        public T Of(ReadOnlySpan<byte> text)
        {
            for (var i = _met.Count - 1; i >= 0; i--)
                if (text.SequenceEqual(_met[i].Text)) return _met[i].Value;
            var value = parse(Encoding.UTF8.GetString(text));
            if (_met.Count < Most) _met.Add((text.ToArray(), value));
            return value;
        }
    }
}
