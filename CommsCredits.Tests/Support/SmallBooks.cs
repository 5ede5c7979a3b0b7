using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Statements;

namespace CommsCredits.Tests.Support;

/// <summary>
/// The books of one small organization for tests that tell a story: deeds by instants written as text, entries by <c>from -> to amount</c>. Days and hours are UTC.
/// </summary>
public sealed class SmallBooks
{
    private readonly List<LedgerEntry> _entries = [];
    private readonly List<List<Posting>> _calls = [];
    private readonly Dictionary<int, IReadOnlyList<Posting>> _disputes = [];
    private LedgerChain _chain;

    public SmallBooks(string zone = "UTC", string begin = "2025-01-01")
    {
        Organization = new()
        {
            Id = new Guid("5a3f1f6e-0002-4000-8000-00000000c0de"), Name = "Contoso", Currency = Currency.Of("USD"), BooksBegin = DateOnly.Parse(begin, CultureInfo.InvariantCulture),
            Calendar = new(TimeZoneInfo.FindSystemTimeZoneById(zone)),
        };
        _chain = LedgerChain.Empty(Organization);
        Pool = new([], Money.Zero);
    }

    public Organization Organization { get; }
    public CreditPool Pool { get; private set; }
    public IReadOnlyList<LedgerEntry> Entries => _entries;
    public LedgerChain Chain => _chain;

    /// <summary>The lots by number.</summary>
    public CreditLot Lot(int number) => Pool.Lots.Single(l => l.Number == number);

    public IEnumerable<string> Last { get; private set; } = [];

    /// <summary>Reads <c>2026-09-01</c>, <c>2026-09-01 10:00</c> or with seconds, as UTC.</summary>
    public static DateTime At(string instant) =>
        DateTime.Parse(instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static Money Amount(string amount) => Money.Of(decimal.Parse(amount, CultureInfo.InvariantCulture));

    public SmallBooks Buy(decimal amount, string at, string? booked = null)
    {
        var lot = CreditLot.Bought(Pool.Lots.Count + 1, Money.Of(amount), At(at), Organization.Calendar);
        return Post(Pool.Grant(lot, EntryKind.Purchase, At(booked ?? at)), booked ?? at, $"topup:{lot.Number}");
    }

    public SmallBooks Call(decimal charge, string start, string? arrives = null, UsageKind kind = UsageKind.International)
    {
        var postings = Pool.Draw(kind, Money.Of(charge), At(start));
        _calls.Add([.. postings]);
        return Post(postings, arrives ?? start, $"call:{_calls.Count}");
    }

    public SmallBooks Lapse(string at) => Post(Pool.ExpireDue(At(at)), at, "lapse");

    public SmallBooks CreditBack(int call, string at) => Undo(call, at, Pool.CreditBack(_calls[call - 1], At(at)));

    public SmallBooks Correct(int call, decimal amount, string at)
    {
        var start = _calls[call - 1].First(p => p.To.IsUsage);
        return Undo(call, at, Pool.Correct(_calls[call - 1], start.To.UsageKind, Money.Of(amount), start.Effective, At(at)));
    }

    public SmallBooks PayBack(int lot, decimal amount, string at) => Post(Pool.PayBack(lot, Money.Of(amount), At(at)), at, $"lot:{lot}");

    public SmallBooks Chargeback(int lot, decimal amount, string at)
    {
        var postings = Pool.Chargeback(lot, Money.Of(amount), At(at));
        _disputes[lot] = [.. postings];
        return Post(postings, at, $"dispute:{lot}/D-{lot}");
    }

    /// <summary>The dispute of this lot's purchase was won.</summary>
    public SmallBooks WinDispute(int lot, string at) => Post(Pool.WinDispute(_disputes[lot], At(at)), at, $"dispute:{lot}/D-{lot}");

    public SmallBooks Adjust(int lot, decimal amount, string at) => Post(Pool.Adjust(lot, Money.Of(amount), At(at)), at, $"lot:{lot}");

    public SmallBooks MoveToPostpaid(string at)
    {
        Post(Pool.MoveToPostpaid(At(at)), at, "postpaid");
        Pool = new(Pool.Lots, Pool.Overdraft, Pool.LatestOwed, At(at), Pool.TakenOver);
        return this;
    }

    /// <summary>Closes a month: posts what is due, makes its statement, and books later entries of it late.</summary>
    public Statement Close(string month, string at, int awaiting = 0, decimal amount = 0)
    {
        Lapse(at);
        var closed = Month.Parse(month);
        var statement = StatementOf(month, new(closed, At(at), _chain.Sequence, Convert.ToHexString(_chain.Hash), ""), awaiting, amount);
        _chain = new(_chain.Sequence, _chain.Hash, _chain.LastPosted, new(Organization, closed));
        return statement;
    }

    public Statement StatementOf(string month, ClosedMonth? closed = null, int awaiting = 0, decimal amount = 0)
    {
        var builder = new StatementBuilder(Organization);
        foreach (var entry in _entries) builder.Add(entry);
        return builder.Build(Month.Parse(month), closed, _chain.Sequence, Convert.ToHexString(_chain.Hash), awaiting, Money.Of(amount));
    }

    private SmallBooks Undo(int call, string at, IReadOnlyList<Posting> postings)
    {
        _calls[call - 1].AddRange(postings);
        return Post(postings, at, $"call:{call}");
    }

    private SmallBooks Post(IReadOnlyList<Posting> postings, string at, string reference)
    {
        var key = $"key-{_entries.Count}";
        foreach (var posting in postings) _entries.Add(_chain.Append(posting, At(at), reference, key, new byte[32], "person-1"));
        Pool.AssertSound(At(at));
        Last = postings.Select(p => p.ToString());
        return this;
    }
}
