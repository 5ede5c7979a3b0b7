using System.Runtime.InteropServices;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Statements;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Data;

/// <summary>
/// Charged calls added up by booking month, kind, and country or person, for statements, with the names of the people: kept beside the calls in the same transaction. They follow from calls and entries alone:
/// <c>check</c> compares them, and <see cref="RebuildAsync"/> makes them anew.
/// </summary>
public sealed class UsageSums
{
    /// <summary>Goes up with each change of how calls are grouped (<see cref="Countries"/>): sums of another grouping are made anew at the next start. The file's <c>user_version</c> once an upgrade has ended, 0 before.</summary>
    internal const int Grouping = 1;

    private const string Upsert =
        """
        INSERT INTO "UsageSums" ("OrganizationId", "Month", "Of", "Kind", "Key", "Calls", "Minutes", "Amount") VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET "Calls" = "Calls" + excluded."Calls", "Minutes" = "Minutes" + excluded."Minutes", "Amount" = "Amount" + excluded."Amount"
        """;

    /// <summary>A call without a login leaves the one that is known: sums made anew from the calls have none.</summary>
    private const string Name =
        """
        INSERT INTO "CallPeople" ("OrganizationId", "Id", "Name", "Login") VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET "Name" = excluded."Name", "Login" = COALESCE(excluded."Login", "Login")
        WHERE "Name" <> excluded."Name" OR excluded."Login" IS NOT NULL AND "Login" IS NOT excluded."Login"
        """;

    private const string Calls =
        """
        SELECT c."DestinationName", c."PersonId", c."PersonName", c."Seconds", c."FirstEntry", e."BookingMonth", e."To", e."Amount" FROM "Calls" c
        JOIN "Entries" e ON e."OrganizationId" = c."OrganizationId" AND e."Sequence" BETWEEN c."FirstEntry" AND c."LastEntry"
        WHERE c."OrganizationId" = ? AND e."Kind" = 'Usage' AND e."From" <> 'Postpaid' ORDER BY c."Start", c."FirstEntry", e."Sequence"
        """;

    private readonly Dictionary<(Month Month, ShareOf Of, UsageKind Kind, string Key), (int Calls, long Minutes, Money Amount)> _sums = [];
    private readonly Dictionary<string, (string Name, string? Login)> _names = [];
    private readonly Dictionary<string, string> _countries = [];

    /// <summary>The sums of some months, in no order.</summary>
    public static async Task<IReadOnlyList<UsageSum>> OfMonthsAsync(CommsCreditsDb db, MonthSpan months, CancellationToken cancel)
    {
        var wanted = new List<Month>();
        for (var month = months.First; month <= months.Last; month = month.Next) wanted.Add(month);
        return [.. (await db.UsageSums.AsNoTracking().Where(s => wanted.Contains(s.Month)).ToListAsync(cancel)).Select(s => s.ToDomain())];
    }

    /// <summary>The sums that the organization's calls and entries give, on the open connection of the context and in its transaction.</summary>
    public static UsageSums OfCalls(CommsCreditsDb db)
    {
        var sums = new UsageSums();
        using var rows = new RawStatement(db, Calls);
        rows.Bind(0, db.OrganizationId);
        var last = 0L;
        while (rows.Step())
        {
            var (destination, person, first) = (rows.IsNull(0) ? null : rows.Text(0), rows.IsNull(1) ? null : rows.Text(1), rows.Integer(4));
            sums.Take(destination, person, (int)rows.Integer(3), Month.Parse(rows.Text(5)), Book.Parse(rows.Text(6)).UsageKind, new(rows.Integer(7)), isFirst: first != last);
            if (first != last && person is not null && !rows.IsNull(2)) sums._names[person] = (rows.Text(2), null);
            last = first;
        }
        return sums;
    }

    /// <summary>A call that was booked. What was posted for it may be nothing, or nothing from the pool: then it is not counted.</summary>
    public void Add(string? destination, string? person, string? name, string? login, int seconds, ReadOnlySpan<LedgerEntry> posted)
    {
        var isFirst = true;
        foreach (var entry in posted)
        {
            if (entry.Kind != EntryKind.Usage || !entry.From.IsPool) continue;
            Take(destination, person, seconds, entry.BookingMonth, entry.To.UsageKind, entry.Amount, isFirst);
            isFirst = false;
        }
        if (!isFirst && person is not null && name is not null) _names[person] = (name, login);
    }

    /// <summary>The first month of which other sums are stored than these; null where they agree.</summary>
    public async Task<Month?> DifferAsync(CommsCreditsDb db, CancellationToken cancel)
    {
        var stored = (await db.UsageSums.AsNoTracking().ToListAsync(cancel)).Select(s => (s.Month, s.Of, s.Kind, s.Key, s.Calls, s.Minutes, s.Amount)).ToHashSet();
        stored.SymmetricExceptWith(_sums.Select(s => (s.Key.Month, s.Key.Of, s.Key.Kind, s.Key.Key, s.Value.Calls, s.Value.Minutes, s.Value.Amount)));
        return stored.Count == 0 ? null : stored.Min(s => s.Month);
    }

    /// <summary>Writes what was added, in the transaction of the context.</summary>
    internal void Write(CommsCreditsDb db)
    {
        if (_sums.Count == 0) return;
        using var upsert = new RawStatement(db, Upsert);
        upsert.Bind(0, db.OrganizationId);
        foreach (var ((month, of, kind, key), (calls, minutes, amount)) in _sums)
        {
            upsert.BindText(1, month.ToString());
            upsert.BindText(2, of.ToString());
            upsert.BindText(3, kind.ToString());
            upsert.BindText(4, key);
            upsert.Bind(5, calls);
            upsert.Bind(6, minutes);
            upsert.Bind(7, amount.Micros);
            upsert.Execute();
        }
        WriteNames(db);
        _sums.Clear();
    }

    /// <summary>Makes the sums of an organization anew from its calls and entries, in the transaction of the context.</summary>
    internal static async Task RebuildAsync(CommsCreditsDb db, CancellationToken cancel)
    {
        await db.UsageSums.ExecuteDeleteAsync(cancel);
        OfCalls(db).Write(db);
    }

    private void WriteNames(CommsCreditsDb db)
    {
        using var upsert = new RawStatement(db, Name);
        upsert.Bind(0, db.OrganizationId);
        foreach (var (person, (name, login)) in _names)
        {
            upsert.BindText(1, person);
            upsert.BindText(2, name);
            upsert.BindText(3, login);
            upsert.Execute();
        }
        _names.Clear();
    }

    private void Take(string? destination, string? person, int seconds, Month month, UsageKind kind, Money amount, bool isFirst)
    {
        Take((month, ShareOf.Country, kind, CountryOf(destination)), seconds, amount, isFirst);
        Take((month, ShareOf.Person, kind, person ?? ""), seconds, amount, isFirst);
    }

    private void Take((Month, ShareOf, UsageKind, string) key, int seconds, Money amount, bool isFirst)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, key, out _);
        sum = (sum.Calls + (isFirst ? 1 : 0), sum.Minutes + (isFirst ? (seconds + 59L) / 60 : 0), sum.Amount + amount);
    }

    private string CountryOf(string? destination)
    {
        if (string.IsNullOrEmpty(destination)) return "";
        if (!_countries.TryGetValue(destination, out var country)) _countries[destination] = country = Countries.Of(destination);
        return country;
    }
}
