using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Rating;
using CommsCredits.Domain.Statements;
using CommsCredits.Web.Documents.Bundle;

namespace CommsCredits.Tests.Support;

/// <summary>Books to be bundled: sound ones in which everything happens, and ones that lie under a chain that is whole.</summary>
public static class BundleSamples
{
    /// <summary>Draws over lots, a lapse, a late call that reverses it, overdraft, a credit back, a correction, a chargeback that is won, paying back, and a closed month.</summary>
    public static BundleBooks Eventful()
    {
        var books = new SmallBooks("America/Los_Angeles", "2025-09-01")
            .Buy(100, "2025-09-10 15:00").Call(12.345678m, "2025-09-11 10:00").Buy(50, "2025-10-01 10:00").Call(20, "2025-10-03 10:00").CreditBack(1, "2025-10-05 10:00").Correct(2, 7, "2025-10-06 10:00");
        var september = books.Close("2025-09", "2025-10-07 10:00", 2, 3.5m);
        books.Call(3, "2025-09-29 10:00", "2025-10-08 10:00").Call(150, "2025-10-09 10:00").Buy(200, "2025-10-10 10:00").Call(2, "2025-10-08 11:00", "2025-10-11 10:00").PayBack(3, 10, "2025-10-12 10:00")
            .Chargeback(3, 60, "2025-10-13 10:00").WinDispute(3, "2025-10-20 10:00").Buy(30, "2025-11-02 10:00").Lapse("2026-10-11 10:00").Call(5, "2026-10-10 12:00", "2026-10-12 10:00").Lapse("2026-11-05 10:00");
        return Of(books, september);
    }

    /// <summary>A call that took from the lot that ends last while the first one still had money; every hash is right.</summary>
    public static BundleBooks WrongOrder() => Rehashed(lot: 2, UsageKind.International, ended: false);

    /// <summary>A call that went to the overdraft while lots were open; every hash is right.</summary>
    public static BundleBooks NeedlessOverdraft() => Rehashed(lot: null, UsageKind.International, ended: false);

    /// <summary>Half of what a lot held lapsed; every hash is right.</summary>
    public static BundleBooks HalfALapse() => Rehashed(lot: 1, UsageKind.International, ended: true);

    public static BundleBooks Of(SmallBooks books, params Statement[] closed)
    {
        var months = books.Entries.Select(e => e.BookingMonth).Distinct().Where(m => closed.All(c => c.Period != m)).Select(m => books.StatementOf(m.ToString()));
        // Cells that a spreadsheet would take for formulas, quotes and commas: a price list says what it likes.
        var rate = new Rate { Prefix = "44", Name = "=HYPERLINK(\"x\",1)", Country = "GB", Type = default, PricePerMinute = Money.Of(0.02m), ConnectionFee = Money.Zero };
        return new(books.Organization, books.Entries, books.Pool.Lots, books.Pool.Overdraft, [.. closed, .. months],
            [new(new() { Name = "+List </script>", ValidFrom = new(2025, 9, 1), Kind = DeckKind.Outbound, Places = 2 }, [rate])]);
    }

    private static BundleBooks Rehashed(int? lot, UsageKind kind, bool ended)
    {
        var sound = new SmallBooks().Buy(10, "2026-01-01 10:00").Buy(10, "2026-02-01 10:00");
        Posting lie = ended ? new(Book.Lot(1), Book.Expired, Money.OfUnits(5), EntryKind.Expiry, sound.Lot(1).End, sound.Lot(1).LastUsableDay)
            : new(lot is { } n ? Book.Lot(n) : Book.Overdraft, Book.Usage(kind), Money.OfUnits(4), EntryKind.Usage, SmallBooks.At("2026-03-01 10:00"));
        var chain = new LedgerChain(sound.Chain.Sequence, sound.Chain.Hash, sound.Chain.LastPosted, new(sound.Organization, null));
        var entry = chain.Append(lie, SmallBooks.At(ended ? "2027-01-05 10:00" : "2026-03-01 10:00"), "call:1", "key-lie", new byte[32], "person-1");
        var entries = sound.Entries.Append(entry).ToList();
        var builder = new StatementBuilder(sound.Organization);
        foreach (var e in entries) builder.Add(e);
        var statements = entries.Select(e => e.BookingMonth).Distinct().Select(m => builder.Build(m, null, chain.Sequence, Convert.ToHexString(chain.Hash))).ToList();
        return new(sound.Organization, entries, [.. sound.Pool.Lots.Select(l => lie.From == Book.Lot(l.Number) ? l.After(lie) : l)], lot is null ? lie.Amount : Money.Zero, statements, []);
    }
}
