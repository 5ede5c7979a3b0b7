using System.Globalization;

namespace CommsCredits.Web.Data;

/// <summary>
/// Exports name where a call went in three ways: <c>Brazil - Mobile</c>, <c>Brazil-Rio de Janeiro</c>, or the country's code alone for calls to a toll-free number.
/// </summary>
public static class Countries
{
    private static readonly Lazy<HashSet<string>> s_names = new(() =>
        [.. CultureInfo.GetCultures(CultureTypes.SpecificCultures).Select(c => new RegionInfo(c.Name).EnglishName)]);

    /// <summary>What destinations of exports call a country that is known by another name. Sums of calls are stored by what this makes of them: other names are added in <see cref="CountryNames"/>.</summary>
    private static readonly Dictionary<string, string> s_carriers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Antigua Barbuda"] = "AG", ["Bosnia and Herzegovina"] = "BA", ["Brunei Darussalam"] = "BN", ["Czech Republic"] = "CZ", ["Hong Kong"] = "HK", ["Korea Republic of"] = "KR", ["Laos PDR"] = "LA", ["Macao"] = "MO",
        ["Macedonia"] = "MK", ["Myanmar"] = "MM", ["Northern Mariana"] = "MP", ["Palestinian Authority"] = "PS", ["Reunion"] = "RE", ["St Lucia"] = "LC", ["St Vincent Grenadines"] = "VC", ["Swaziland"] = "SZ",
        ["Trinidad and Tobago"] = "TT", ["Turkey"] = "TR", ["Turks and Caicos"] = "TC", ["USA"] = "US", ["Virgin Islands British"] = "VG", ["Virgin Islands United States"] = "VI", ["Wallis and Futuna"] = "WF",
    };

    /// <summary>ISO 3166-1 alpha-2, upper case, of a code that exists or a usual English or Chinese name; null where it is neither.</summary>
    public static string? CodeOf(string text) => CountryNames.CodeOf(text) ?? s_carriers.GetValueOrDefault(text);

    /// <summary>The country of a destination by its usual name; a code of two letters and a carrier's own name become that name.</summary>
    public static string Of(string destination)
    {
        var name = destination.Split(" - ")[0].Trim();
        var country = name.Split('-')[0];
        var known = IsKnown(name) || !IsKnown(country) ? name : country;
        return Named(s_carriers.GetValueOrDefault(known) ?? known);
    }

    private static bool IsKnown(string name) => s_names.Value.Contains(name) || s_carriers.ContainsKey(name);

    /// <summary>The country of a destination in a reader's language; a name that is no country's stays.</summary>
    public static string Shown(string country, CultureInfo language) => language.TwoLetterISOLanguageName == "en" || CodeOf(country) is not { } code ? country : Named(code, language);

    /// <summary>The name of a country or region (ISO 3166-1 alpha-2) in a language: United States, 美国. A code that no country has is given back.</summary>
    public static string Named(string code, CultureInfo language)
    {
        try
        {
            return new RegionInfo($"{(language.TwoLetterISOLanguageName == "zh" ? "zh-Hans" : language.TwoLetterISOLanguageName)}-{code}").NativeName;
        }
        catch (ArgumentException)
        {
            return code;
        }
    }

    /// <summary>The destination as it is shown: a code alone becomes a name.</summary>
    public static string Named(string destination)
    {
        if (destination.Length != 2 || !destination.All(char.IsAsciiLetterUpper)) return destination;
        try
        {
            return new RegionInfo(destination).EnglishName;
        }
        catch (ArgumentException)
        {
            return destination;
        }
    }
}
