using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;
using CommsCredits.Tests.Support;

namespace CommsCredits.Tests.Ledger;

/// <summary>The chain can be checked by whoever reads its description: these tests build the bytes from the words alone (R3.4).</summary>
public sealed class EntryHashTests
{
    private static readonly LedgerEntry s_entry = new()
    {
        Sequence = 7, From = Book.Lot(3), To = Book.Usage(UsageKind.International), Amount = new(12_345_678), Kind = EntryKind.Usage, Effective = SmallBooks.At("2026-09-15 10:00"),
        Posted = SmallBooks.At("2026-09-15 10:05"), BookingMonth = new(2026, 9), IsLate = true, Reference = "call:Zürich-€", IdempotencyKey = "usage:1", ContentHash = new byte[] { 1, 2, 3 },
        ActorId = "job:import", Hash = default,
    };

    [Fact]
    public void TheOrigin_IsTheHashOfIdCurrencyAndZone()
    {
        var organization = new SmallBooks("America/New_York").Organization;
        Assert.Equal(SHA256.HashData(Fields("5a3f1f6e-0002-4000-8000-00000000c0de", "USD", "America/New_York")), EntryHash.Origin(organization));
    }

    [Fact]
    public void AnEntry_IsHashedInTheDocumentedOrder()
    {
        var previous = SHA256.HashData("before"u8);
        var bytes = Fields(previous, 7L, "Lot(3)", "Usage(International)", 12_345_678L, "Usage", s_entry.Effective.Ticks, s_entry.Posted.Ticks, "2026-09", 1L, "call:Zürich-€", "usage:1",
            new byte[] { 1, 2, 3 }, "job:import");
        Assert.Equal(SHA256.HashData(bytes), EntryHash.Of(previous, s_entry));
    }

    /// <summary>Written down once: a change of this value breaks every chain there is.</summary>
    [Fact]
    public void TheHash_IsTheOneWrittenDown() => Assert.Equal("D7E1B9AB128B977161B8A89A38544E2359FB481496AAFBE2FAD26C58225255C3", Convert.ToHexString(EntryHash.Of(SHA256.HashData("before"u8), s_entry)));

    [Fact]
    public void ALongReference_IsHashedWhole()
    {
        var entry = s_entry with { Reference = new string('x', 5_000) };
        Assert.NotEqual(EntryHash.Of(default, entry), EntryHash.Of(default, entry with { Reference = new string('x', 4_999) + "y" }));
    }

    [Fact]
    public void NoCulture_ChangesAHash()
    {
        var before = CultureInfo.CurrentCulture;
        var hash = EntryHash.Of(default, s_entry);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");
            Assert.Equal(hash, EntryHash.Of(default, s_entry));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static byte[] Fields(params object[] fields)
    {
        using var stream = new MemoryStream();
        foreach (var field in fields)
        {
            var bytes = field switch
            {
                long number => BitConverter.GetBytes(number).Reverse().ToArray(),
                string text => Encoding.UTF8.GetBytes(text),
                _ => (byte[])field,
            };
            stream.Write([.. BitConverter.GetBytes(bytes.Length).Reverse()]);
            stream.Write(bytes);
        }
        return stream.ToArray();
    }
}
