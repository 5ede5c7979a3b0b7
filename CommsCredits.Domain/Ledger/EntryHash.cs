using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CommsCredits.Domain.Ledger;

/// <summary>
/// The chain of R3.4: each entry's hash is SHA-256 over the hash before it and its fields, each field led by its length in bytes (four bytes, big-endian), in the order
/// previous hash, sequence, from, to, amount in micros, kind, effective, posted (ticks since 1 January 0001, UTC), booking month, late (0 or 1), reference, idempotency key,
/// content hash, actor. Numbers are eight bytes big-endian, texts are UTF-8. Before the first entry stands the hash of the organization's id, currency and zone.
/// </summary>
public static class EntryHash
{
    public const int Size = SHA256.HashSizeInBytes;

    public static byte[] Origin(Organization organization)
    {
        var fields = new Fields(stackalloc byte[512]);
        fields.Add(organization.Id.ToString("D"));
        fields.Add(organization.Currency.Code);
        fields.Add(organization.Calendar.Zone.Id);
        return fields.Hash();
    }

    /// <summary>The hash that the entry must carry; its own <see cref="LedgerEntry.Hash"/> is not read.</summary>
    public static byte[] Of(ReadOnlySpan<byte> previous, LedgerEntry entry)
    {
        var fields = new Fields(stackalloc byte[1024]);
        fields.Add(previous);
        fields.Add(entry.Sequence);
        fields.Add(entry.From.ToString());
        fields.Add(entry.To.ToString());
        fields.Add(entry.Amount.Micros);
        fields.Add(entry.Kind.ToString());
        fields.Add(entry.Effective.Ticks);
        fields.Add(entry.Posted.Ticks);
        fields.Add(entry.BookingMonth.ToString());
        fields.Add(entry.IsLate ? 1 : 0);
        fields.Add(entry.Reference);
        fields.Add(entry.IdempotencyKey);
        fields.Add(entry.ContentHash.Span);
        fields.Add(entry.ActorId);
        return fields.Hash();
    }

    /// <summary>Writes length-led fields into a buffer; moves to the heap where a long reference needs it.</summary>
    private ref struct Fields(Span<byte> buffer)
    {
        private Span<byte> _buffer = buffer;
        private int _length;

        public void Add(long value)
        {
            Span<byte> bytes = stackalloc byte[8];
            BinaryPrimitives.WriteInt64BigEndian(bytes, value);
            Add(bytes);
        }

        public void Add(string text)
        {
            var size = Encoding.UTF8.GetByteCount(text);
            Encoding.UTF8.GetBytes(text, Room(size));
            _length += size;
        }

        public void Add(scoped ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(Room(bytes.Length));
            _length += bytes.Length;
        }

        public readonly byte[] Hash() => SHA256.HashData(_buffer[.._length]);

        private Span<byte> Room(int size)
        {
            if (_length + 4 + size > _buffer.Length)
            {
                var larger = new byte[Math.Max(_buffer.Length * 2, _length + 4 + size)];
                _buffer[.._length].CopyTo(larger);
                _buffer = larger;
            }
            BinaryPrimitives.WriteInt32BigEndian(_buffer[_length..], size);
            _length += 4;
            return _buffer.Slice(_length, size);
        }
    }
}
