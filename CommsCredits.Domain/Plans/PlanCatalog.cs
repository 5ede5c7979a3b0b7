namespace CommsCredits.Domain.Plans;

/// <summary>
/// The reviewed catalogue that ships with the program: plans, countries, what one needs for what, and the few prices that were published. A catalogue that contradicts itself throws
/// <see cref="ArgumentException"/> when it is made.
/// </summary>
public sealed class PlanCatalog
{
    private readonly Dictionary<string, Plan> _plans;
    private readonly Dictionary<string, CountryAvailability> _countries;

    public PlanCatalog(IReadOnlyList<Plan> plans, IReadOnlyList<PlanPrice> prices, IReadOnlyList<LicenceNeed> needs, IReadOnlyList<SuiteWays> suites, IReadOnlyDictionary<string, IReadOnlyList<string>> doubts,
        IReadOnlyList<CountryAvailability> countries)
    {
        (Plans, Prices, Needs, Suites, Countries, Doubts) = (plans, prices, needs, suites, countries, doubts);
        _plans = plans.ToDictionary(p => p.Id, StringComparer.Ordinal);
        _countries = countries.ToDictionary(c => c.Code, StringComparer.Ordinal);
        var named = prices.Select(p => p.PlanId).Concat(needs.SelectMany(n => n.Ways).SelectMany(w => w)).Concat(suites.SelectMany(s => s.Ways).SelectMany(w => w).Select(a => a.PlanId))
            .Concat(countries.SelectMany(c => c.Offers).Select(o => o.PlanId));
        if (named.FirstOrDefault(id => !_plans.ContainsKey(id)) is { } unknown) throw new ArgumentException($"The catalogue names a plan that it does not have: {unknown}.", nameof(plans));
        if (doubts.Keys.FirstOrDefault(code => !_countries.ContainsKey(code)) is { } nowhere) throw new ArgumentException($"The catalogue doubts a country that it does not have: {nowhere}.", nameof(doubts));
        if (plans.SelectMany(p => p.Codes).GroupBy(c => c, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice) throw new ArgumentException($"Two plans have the code {twice.Key}.", nameof(plans));
    }

    public IReadOnlyList<Plan> Plans { get; }
    public IReadOnlyList<PlanPrice> Prices { get; }
    public IReadOnlyList<LicenceNeed> Needs { get; }
    public IReadOnlyList<SuiteWays> Suites { get; }
    public IReadOnlyList<CountryAvailability> Countries { get; }

    /// <summary>By country: what its page leaves open or contradicts, as keys of texts.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Doubts { get; }

    public Plan? Find(string? id) => id is null ? null : _plans.GetValueOrDefault(id);

    /// <summary>By two letters, of either case; null where Microsoft has no page for it.</summary>
    public CountryAvailability? Country(string? code) => code is null ? null : _countries.GetValueOrDefault(code.ToUpperInvariant());

    public IReadOnlyList<string> DoubtsOf(string country) => Doubts.GetValueOrDefault(country) ?? [];

    public IEnumerable<Plan> Of(params ReadOnlySpan<PlanKind> kinds)
    {
        var wanted = kinds.ToArray();
        return Plans.Where(p => wanted.Contains(p.Kind));
    }

    /// <summary>Plans for calls that are sold in the country, the fewest minutes first; without a country all of them.</summary>
    public IReadOnlyList<Plan> CallingPlans(CountryAvailability? country) =>
        country is null ? [.. Plans.Where(p => p.IsForCalls)] : [.. country.Offers.OrderBy(o => o.International).ThenBy(o => o.Domestic).Select(o => _plans[o.PlanId])];

    /// <summary>The minutes that a plan has in the countries where it is sold, each figure once, the fewest first.</summary>
    public IReadOnlyList<(int Domestic, int International)> MinutesOf(Plan plan) => plan.Minutes is { } same
        ? [(same, 0)]
        : [.. Countries.Select(c => c.Offer(plan.Id)).OfType<PlanOffer>().Select(o => (o.Domestic, o.International)).Distinct().Order()];

    /// <summary>The latest published price of the plan in the country's list; without a country, in any. Doubtful prices are never it.</summary>
    public PlanPrice? Published(string planId, string? country) =>
        Prices.Where(p => p.PlanId == planId && !p.IsDoubtful && (country is null || p.Market == country)).MaxBy(p => p.Published, StringComparer.Ordinal);

    public IEnumerable<CountryAvailability> InZone(CallingZone zone) => Countries.Where(c => c.Zone == zone);
}
