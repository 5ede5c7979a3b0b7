using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Statements;

namespace CommsCredits.Tests.Laws;

/// <summary>A call with all that was posted for it, corrections too, and what stands of its charge.</summary>
public sealed class BookedCall(string reference, UsageKind kind, DateTime start)
{
    public string Reference { get; } = reference;
    public UsageKind Kind { get; } = kind;
    public DateTime Start { get; } = start;
    public List<Posting> Postings { get; } = [];
    public Money Stands { get; set; }
}

/// <summary>A deed, as it was asked and as it was posted.</summary>
public sealed record Deed(Money Asked, IReadOnlyList<Posting> Postings, IReadOnlyList<LedgerEntry> Entries);

/// <summary>Plays a history through pool and chain, as the ledger's writer does, and remembers every deed.</summary>
public sealed class Books
{
    private const string Actor = "person-1";
    private static readonly UsageKind[] s_kinds = [UsageKind.International, UsageKind.Overage, UsageKind.TollFreeConference];

    private readonly bool _backdates;
    private readonly List<LedgerEntry> _entries = [];
    private readonly List<Deed> _deeds = [];
    private readonly List<BookedCall> _calls = [];
    private readonly List<(Month Month, Statement Statement)> _closed = [];
    private readonly List<(int Lot, IReadOnlyList<Posting> Taken)> _disputes = [];
    private LedgerChain _chain;
    private Month? _lastClosed;

    private Books(History history, bool backdates)
    {
        _backdates = backdates;
        Organization = new()
        {
            Id = new Guid("5a3f1f6e-0001-4000-8000-00000000c0de"), Name = "Contoso", Currency = Currency.Of("USD"), BooksBegin = new DateOnly(2024, 1, 1),
            Calendar = Calendars.Of(History.Zones[history.Zone]),
        };
        _chain = LedgerChain.Empty(Organization);
        Now = Organization.BooksBeginAt.AddHours(9);
        Pool = new([], Money.Zero);
    }

    public Organization Organization { get; }
    public CreditPool Pool { get; private set; }

    /// <summary>When the organization moved to billing after use; null: it hasn't.</summary>
    public DateTime? Moved { get; private set; }
    public DateTime Now { get; private set; }
    public IReadOnlyList<LedgerEntry> Entries => _entries;
    public IReadOnlyList<Deed> Deeds => _deeds;
    public IReadOnlyList<BookedCall> Calls => _calls;
    public IReadOnlyList<(Month Month, Statement Statement)> Closed => _closed;

    /// <summary>What banks took back and were not made to return.</summary>
    public Money ChargedBack { get; private set; }
    public IReadOnlyList<(int Lot, IReadOnlyList<Posting> Taken)> Disputes => _disputes;
    public LedgerChain Chain => _chain;

    /// <param name="afterEach">Looks at the books after each deed.</param>
    public static Books Play(History history, bool backdates = true, Action<Books>? afterEach = null)
    {
        var books = new Books(history, backdates);
        foreach (var step in history.Steps)
        {
            books.Now = Instants.Cut(books.Now + Wait(step));
            books.Do(step);
            books.Pool.AssertSound(books.Now);
            afterEach?.Invoke(books);
        }
        return books;
    }

    public CreditPool CopyOfPool() => new(Pool.Lots, Pool.Overdraft, Pool.LatestOwed, Moved, Pool.TakenOver);

    public Statement StatementOf(Month month, ClosedMonth? closed = null)
    {
        var builder = new StatementBuilder(Organization);
        foreach (var entry in _entries) builder.Add(entry);
        return builder.Build(month, closed, _chain.Sequence, Convert.ToHexString(_chain.Hash));
    }

    private static TimeSpan Wait(Step step) => step.Wait switch
    {
        < 20 => TimeSpan.Zero,
        < 45 => TimeSpan.FromMinutes(step.Wait) + TimeSpan.FromMicroseconds(step.Size),
        < 65 => TimeSpan.FromHours((step.Wait - 44) * 13),
        _ => TimeSpan.FromDays((step.Wait - 60) * 2) + TimeSpan.FromSeconds(step.Size),
    };

    private void Do(Step step)
    {
        switch (step.Verb)
        {
            case < 24: Buy(step); break;
            case < 64: Call(step); break;
            case < 72: Post(Money.Zero, Pool.ExpireDue(Now), "expire"); break;
            case < 79: CreditBack(step); break;
            case < 85: Correct(step); break;
            case < 88: PayBack(step); break;
            case < 91: Adjust(step); break;
            case < 94: Chargeback(step); break;
            case < 95: WinDispute(step); break;
            case < 100: Close(step); break;
            default: MoveToPostpaid(); break;
        }
    }

    private void Buy(Step step)
    {
        if (Moved is not null) return;
        var calendar = Organization.Calendar;
        var purchased = (step.What % 4) switch
        {
            0 when _backdates => calendar.StartOf(calendar.DayOf(Now).AddDays(-(step.Size % 90))),
            1 when _backdates => Now.AddSeconds(-step.Size),
            _ => Now,
        };
        if (purchased < Organization.BooksBeginAt) purchased = Organization.BooksBeginAt;
        var amount = Money.OfUnits(step.Size % 200 + 1);
        var lot = CreditLot.Bought(Pool.Lots.Count + 1, amount, purchased, calendar);
        Post(amount, Pool.Grant(lot, step.What % 7 == 0 ? EntryKind.OpeningLot : EntryKind.Purchase, Now), $"topup:{lot.Number}");
    }

    private void Call(Step step)
    {
        var call = new BookedCall($"call:{_calls.Count + 1}", s_kinds[step.What % s_kinds.Length], StartOf(step));
        var charge = new Money(step.Size < 150 ? (step.Size + 1) * 10_000L : step.Size * 123_457L);
        call.Postings.AddRange(Pool.Draw(call.Kind, charge, call.Start));
        call.Stands = charge;
        _calls.Add(call);
        Post(charge, call.Postings, call.Reference);
    }

    private DateTime StartOf(Step step)
    {
        var lots = Pool.Lots;
        var lot = lots.Count > 0 ? lots[step.Size % lots.Count] : null;
        var start = (step.What / 10) switch
        {
            < 30 => Now,
            < 40 => Now.AddMinutes(-step.Size),
            < 55 => Now.AddHours(-step.Size / 2),
            < 72 => Now.AddHours(-step.Size * 12),
            < 82 => lot?.End ?? Now,
            < 88 => lot?.End.AddMicroseconds(-1) ?? Now,
            < 95 => lot?.Purchased ?? Now,
            _ => Organization.Calendar.StartOf(Organization.Calendar.DayOf(Now)),
        };
        if (start < Organization.BooksBeginAt) start = Organization.BooksBeginAt;
        return start > Now ? Now : start;
    }

    private void CreditBack(Step step)
    {
        if (Chosen(step) is not { } call) return;
        var asked = call.Stands;
        var postings = Pool.CreditBack(call.Postings, Now);
        call.Postings.AddRange(postings);
        call.Stands = Money.Zero;
        Post(asked, postings, call.Reference);
    }

    private void Correct(Step step)
    {
        if (Chosen(step) is not { } call) return;
        var amount = new Money(step.Size % 5 == 0 ? 0 : call.Stands.Micros * (step.Size % 200) / 100);
        if (amount == call.Stands) return;
        var postings = Pool.Correct(call.Postings, call.Kind, amount, call.Start, Now);
        call.Postings.AddRange(postings);
        call.Stands = amount;
        Post(amount, postings, "correction:" + call.Reference);
    }

    private BookedCall? Chosen(Step step)
    {
        var standing = _calls.Where(c => c.Stands.IsPositive).ToList();
        return standing.Count == 0 ? null : standing[step.What % standing.Count];
    }

    private void PayBack(Step step)
    {
        if (Pool.Overdraft.IsPositive) return;
        if (Pool.Lots.LastOrDefault(l => !l.HasEndedAt(Now) && l.Left.IsPositive) is not { } lot) return;
        var amount = new Money(Math.Max(1, lot.Left.Micros * (step.Size % 101) / 100));
        Post(amount, Pool.PayBack(lot.Number, amount, Now), $"lot:{lot.Number}");
    }

    private void Adjust(Step step)
    {
        if (Pool.Lots.Count == 0) return;
        var lot = Pool.Lots[step.What % Pool.Lots.Count];
        var amount = step.Size % 2 == 0 ? new Money(step.Size * 10_000L + 1) : -lot.Left;
        if (amount.IsZero || (amount.IsNegative && lot.HasEndedAt(Now))) return;
        Post(amount, Pool.Adjust(lot.Number, amount, Now), $"lot:{lot.Number}");
    }

    /// <summary>Now and then a part of a purchase, else all of it; each purchase is disputed again only after it was won.</summary>
    private void Chargeback(Step step)
    {
        var lots = Pool.Lots.Where(l => l.Amount > l.PaidBack && _disputes.All(d => d.Lot != l.Number)).ToList();
        if (lots.Count == 0) return;
        var lot = lots[step.What % lots.Count];
        var open = lot.Amount - lot.PaidBack;
        var amount = step.Size % 3 == 0 ? new Money(Math.Max(1, open.Micros * (step.Size % 101) / 100)) : open;
        var postings = Pool.Chargeback(lot.Number, amount, Now);
        _disputes.Add((lot.Number, postings));
        ChargedBack += amount;
        Post(amount, postings, $"dispute:{lot.Number}/{_deeds.Count}");
    }

    private void WinDispute(Step step)
    {
        if (_disputes.Count == 0) return;
        var (lot, taken) = _disputes[step.What % _disputes.Count];
        _disputes.Remove((lot, taken));
        var amount = taken.Where(p => p.Kind == EntryKind.Chargeback).Select(p => p.Amount).Total();
        ChargedBack -= amount;
        Post(amount, Pool.WinDispute(taken, Now), $"dispute:{lot}/won");
    }

    /// <summary>Once, and never back (R8.1).</summary>
    private void MoveToPostpaid()
    {
        if (Moved is not null) return;
        Moved = Now;
        Post(Pool.Overdraft, Pool.MoveToPostpaid(Now), "postpaid");
        Pool = CopyOfPool();
    }

    private void Close(Step step)
    {
        for (var i = 0; i <= step.What % 9; i++)
        {
            var month = _lastClosed?.Next ?? Month.Of(Organization.BooksBegin);
            if (Organization.Calendar.EndOf(month) > Now) return;
            Post(Money.Zero, Pool.ExpireDue(Now), "close:" + month);
            _lastClosed = month;
            _closed.Add((month, StatementOf(month, new(month, Now, _chain.Sequence, Convert.ToHexString(_chain.Hash), ""))));
            _chain = new(_chain.Sequence, _chain.Hash, _chain.LastPosted, new(Organization, month));
        }
    }

    private void Post(Money asked, IReadOnlyList<Posting> postings, string reference)
    {
        var key = $"key-{_deeds.Count}";
        var content = PostingContent.Of(("reference", reference), ("amount", asked.ToString())).Hash();
        List<LedgerEntry> entries = [.. postings.Select(p => _chain.Append(p, Now, reference, key, content, Actor))];
        _entries.AddRange(entries);
        _deeds.Add(new(asked, [.. postings], entries));
    }
}
