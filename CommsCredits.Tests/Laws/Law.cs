using System.Globalization;
using CommsCredits.Domain.Ledger;
using CsCheck;

namespace CommsCredits.Tests.Laws;

/// <summary>
/// Runs a law over many histories, prints its seed and what share of them had the hard parts, and fails where a hard part is in fewer than a fifth: a law that is
/// never put to the test proves nothing. <c>LAWS_SEED</c> repeats a run, <c>LAWS_RUNS</c> lengthens it.
/// </summary>
public static class Law
{
    private const int Runs = 200;
    private static readonly (string Name, Func<Books, bool> Has)[] s_hardParts =
    [
        ("a lapse", books => books.Entries.Any(e => e.Kind == EntryKind.Expiry)),
        ("a late row", books => books.Entries.Any(e => e.IsLate && e.Kind == EntryKind.Usage)),
        ("overdraft", books => books.Entries.Any(e => e.From == Book.Overdraft)),
        ("equal instants", books => books.Deeds.SelectMany(d => d.Entries.Select(e => e.Effective).Distinct()).GroupBy(e => e).Any(g => g.Count() > 1)),
        ("a closed month", books => books.Closed.Count > 0),
        ("a lapse reversed", books => books.Entries.Any(e => e.From == Book.Expired)),
        ("a chargeback", books => books.Entries.Any(e => e.Kind == EntryKind.Chargeback)),
        ("a pay back", books => books.Entries.Any(e => e.Kind == EntryKind.PaidBack)),
    ];

    public static void Holds(Action<Books> law, bool backdates = true) =>
        Holds(History.Gen60, h => { var books = Books.Play(h, backdates); law(books); return books; });

    /// <param name="parts">What at least a fifth of the histories must have; by default the hard parts of any history.</param>
    public static void Holds<T>(Gen<T> gen, Func<T, Books> law, (string Name, Func<Books, bool> Has)[]? parts = null)
    {
        parts ??= s_hardParts;
        var seed = Environment.GetEnvironmentVariable("LAWS_SEED") is { Length: > 0 } given ? PCG.Parse(given) : new PCG((uint)Random.Shared.Next(1, 1_000));
        var runs = int.TryParse(Environment.GetEnvironmentVariable("LAWS_RUNS"), CultureInfo.InvariantCulture, out var wanted) ? wanted : Runs;
        var output = TestContext.Current.TestOutputHelper;
        var name = TestContext.Current.TestMethod?.MethodName ?? "law";
        Say($"{name}: seed {seed}, {runs} histories");
        var found = new int[parts.Length];
        for (var run = 0; run < runs; run++)
        {
            var at = seed.ToString();
            var history = gen.Generate(seed, null, out _);
            Books books;
            try
            {
                books = law(history);
            }
            catch (Exception fault)
            {
                // Once more through the library, which finds a smaller history that fails too.
                gen.Sample(h => { law(h); }, seed: at, iter: 2_000, threads: 1, print: h => h!.ToString()!);
                throw new InvalidOperationException($"{name} fails at seed {at}: {fault.Message}\n{history}", fault);
            }
            for (var i = 0; i < found.Length; i++)
                if (parts[i].Has(books)) found[i]++;
        }
        var shares = found.Select(f => f * 100 / runs).ToArray();
        Say(string.Join(", ", parts.Zip(shares, (part, share) => $"{part.Name} {share} %")));
        for (var i = 0; i < shares.Length; i++)
            Assert.True(shares[i] >= 20, $"Only {shares[i]} % of the histories had {parts[i].Name}: {name} is not put to the test.");

        void Say(string line)
        {
            output?.WriteLine(line);
            TestContext.Current.SendDiagnosticMessage(line);
        }
    }
}
