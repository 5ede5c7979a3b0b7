namespace CommsCredits.Domain.Plans;

/// <summary>
/// Reads the shipped table of countries: one line each, eleven cells, no quotes. It is part of the program: a cell that is not known throws <see cref="FormatException"/> instead of being guessed.
/// </summary>
public static class CountryTable
{
    private const int Cells = 11;

    public static IReadOnlyList<CountryAvailability> Read(string csv) =>
        [.. csv.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1).Select(Line)];

    private static CountryAvailability Line(string line)
    {
        if (line.Split(',') is not { Length: Cells } cell) throw new FormatException($"A country has {Cells} cells: {line}");
        var zone = Zone(cell[7]);
        return new()
        {
            Code = cell[0], Page = cell[1], Conferencing = Conferencing(cell[2]), DialOut = DialOut(cell[3], cell[4]), Calling = Calling(cell[5]), Partner = Partner(cell[5]) ?? Partner(cell[2]),
            Offers = Calling(cell[5]) == CallingSale.Sold ? [.. cell[6].Split('+').Select(o => Offer(o, zone))] : [], Zone = zone, Premium = Premium(cell[8]), TollFree = TollFree(cell[9]), HasCredits = YesOrNo(cell[10]),
        };
    }

    /// <summary><c>PAYG</c>, <c>D120</c>, <c>D3000</c>, or <c>INT 3000/600</c>.</summary>
    private static PlanOffer Offer(string text, CallingZone? zone)
    {
        var isMexico = zone == CallingZone.Mexico;
        if (text == "PAYG") return new(zone switch { CallingZone.One => "payg-zone-1", CallingZone.Two => "payg-zone-2", CallingZone.Mexico => "mexico-payg", _ => throw new FormatException("Pay as you go has a zone.") }, 0, 0);
        if (text.StartsWith("INT ", StringComparison.Ordinal) && text[4..].Split('/') is [var domestic, var international])
            return new(isMexico ? "mexico-international" : "domestic-international", Whole(domestic), Whole(international));
        if (!text.StartsWith('D')) throw new FormatException($"No plan is called {text}.");
        var minutes = Whole(text[1..]);
        return new(isMexico ? "mexico-domestic" : minutes switch { 120 => "domestic-120", 240 => "domestic-240", _ => "domestic" }, minutes, 0);
    }

    private static ConferencingSale Conferencing(string text) => text switch
    {
        "yes" => ConferencingSale.Sold,
        "no" => ConferencingSale.NotSold,
        "pay-per-minute-only" => ConferencingSale.PayPerMinuteOnly,
        _ when text.StartsWith("partner-only (", StringComparison.Ordinal) => ConferencingSale.PartnerOnly,
        _ when text.StartsWith("yes (for users outside", StringComparison.Ordinal) => ConferencingSale.ForUsersElsewhere,
        _ => throw Unknown(text),
    };

    private static ConferenceDialOut DialOut(string text, string zone) => (text, zone) switch
    {
        ("in-pool", "A") => ConferenceDialOut.Pool,
        ("credits-required", "-") => ConferenceDialOut.Credits,
        (_, "A") when text.StartsWith("in-pool except", StringComparison.Ordinal) => ConferenceDialOut.PoolNotForLocalTenants,
        _ => throw Unknown(text),
    };

    private static CallingSale Calling(string text) => text switch
    {
        "yes" => CallingSale.Sold,
        "no" => CallingSale.NotSold,
        _ when text.StartsWith("partner (", StringComparison.Ordinal) => CallingSale.PartnerOnly,
        _ => throw Unknown(text),
    };

    private static string? Partner(string text) => text.StartsWith("partner", StringComparison.Ordinal) && text.Split('(', ')') is [_, var name, _] ? name : null;

    private static CallingZone? Zone(string text) => text switch
    {
        "-" => null,
        "1" => CallingZone.One,
        "2" => CallingZone.Two,
        "MX" => CallingZone.Mexico,
        _ => throw Unknown(text),
    };

    private static PremiumCalls Premium(string text) => text switch
    {
        "" => PremiumCalls.NotStated,
        "no" => PremiumCalls.Blocked,
        "yes" => PremiumCalls.Allowed,
        "yes(credits)" => PremiumCalls.AllowedFromCredits,
        "partial(credits)" => PremiumCalls.PartlyFromCredits,
        _ => throw Unknown(text),
    };

    private static TollFreeNumbers TollFree(string text) => text switch
    {
        "yes" => TollFreeNumbers.Sold,
        "on-request" => TollFreeNumbers.OnRequest,
        "no" => TollFreeNumbers.NotSold,
        _ => throw Unknown(text),
    };

    private static bool YesOrNo(string text) => text switch { "yes" => true, "no" => false, _ => throw Unknown(text) };

    private static int Whole(string text) => int.Parse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture);

    private static FormatException Unknown(string text) => new($"The table of countries does not know “{text}”.");
}
