using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace CommsCredits.Web.Data;

/// <summary>
/// Finds a country by what people and carriers write for it (R10.3): a code of ISO 3166-1 (two or three letters, and only one that exists), or its usual names in English and Chinese. Case, accents, signs,
/// <c>&amp;</c>, <c>St.</c> and the order around a comma (<c>Korea, South</c>) make no difference.
/// </summary>
public static class CountryNames
{
    /// <summary>ISO 3166-1 alpha-2, and three more that telephone numbers need: Ascension, Tristan da Cunha, Kosovo.</summary>
    private const string Codes =
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE " +
        "EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC " +
        "LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW " +
        "SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW AC TA XK";

    /// <summary>Codes that are none, but that everybody understands: the United Kingdom's, and the European Union's for Greece.</summary>
    private static readonly FrozenDictionary<string, string> s_otherCodes = new Dictionary<string, string> { ["UK"] = "GB", ["EL"] = "GR" }.ToFrozenDictionary();

    /// <summary>What the names of the culture data do not have.</summary>
    private static readonly (string Code, string Names)[] s_others =
    [
        ("AE", "UAE|Emirates|阿联酋"), ("AG", "Antigua|Antigua Barbuda"), ("BA", "Bosnia|Bosnia Herzegovina|波黑"), ("BN", "Brunei Darussalam"), ("BO", "Plurinational State of Bolivia|Bolivia Plurinational State"),
        ("BQ", "Bonaire|Bonaire, Sint Eustatius and Saba"), ("CD", "Democratic Republic of the Congo|Democratic Republic Congo|DR Congo|DRC|Congo DR|Congo DRC|Congo Dem Rep|Congo Kinshasa|Zaire|刚果民主共和国|民主刚果|刚果金"),
        ("CF", "Central African Rep"), ("CG", "Congo|Republic of the Congo|Congo Republic|Congo Rep|Congo Brazzaville|刚果|刚果布|刚果共和国"), ("CI", "Ivory Coast|Cote d'Ivoire|科特迪瓦|象牙海岸"), ("CN", "PR China|People's Republic of China|Mainland China|中国大陆"),
        ("CV", "Cabo Verde|Cape Verde Islands"), ("CW", "Netherlands Antilles"), ("CZ", "Czech Republic|Czech Rep"), ("DO", "Dominican Rep|多米尼加"), ("FM", "Federated States of Micronesia|Micronesia Federated States"),
        ("FK", "Falklands|Falkland Islands Malvinas|Malvinas"), ("FO", "Faeroe Islands|Faroes"), ("GB", "Great Britain|Britain|United Kingdom of Great Britain and Northern Ireland|England"), ("GM", "The Gambia"),
        ("GW", "Guinea Bissau"), ("HK", "Hong Kong|Hongkong|Hong Kong China|香港|中国香港"), ("IE", "Republic of Ireland|Ireland Republic|Eire"), ("IO", "Diego Garcia"), ("IR", "Islamic Republic of Iran|Iran Islamic Republic"),
        ("KN", "St Kitts|Saint Kitts"), ("KP", "Democratic People's Republic of Korea|Korea DPR|DPRK|Korea North|Korea Democratic People's Republic"), ("KR", "Korea|Republic of Korea|Korea Republic|Korea South|大韩民国|南韩"), ("KY", "Caymans"),
        ("KG", "Kyrgyz Republic|Kirghizstan"), ("LA", "Lao|Laos PDR|Lao People's Democratic Republic|Lao PDR"), ("LC", "Santa Lucia"), ("LY", "Libyan Arab Jamahiriya"), ("MD", "Republic of Moldova|Moldova Republic"),
        ("MK", "Macedonia|Republic of Macedonia|FYROM|Former Yugoslav Republic of Macedonia|Macedonia FYROM|马其顿"), ("MM", "Burma|Myanmar|Myanmar Burma|Burma Myanmar"), ("MO", "Macau|Macao|Macao China|澳门|中国澳门"), ("MP", "Northern Marianas|Northern Mariana|Saipan"),
        ("NL", "Holland|Netherlands The"), ("PG", "PNG|Papua"), ("PM", "St Pierre"), ("PS", "Palestine|Palestinian Authority|State of Palestine|Palestinian Territory|Palestine State|巴勒斯坦"), ("RE", "Reunion Island"), ("RU", "Russian Federation|Russia Federation|俄国"),
        ("SH", "St Helena Island"), ("SK", "Slovak Republic"), ("ST", "Sao Tome|Sao Tome Principe"), ("SX", "St Maarten"), ("SY", "Syrian Arab Republic"), ("SZ", "Swaziland|Eswatini|斯威士兰"), ("TC", "Turks and Caicos"), ("TL", "East Timor|Timor Leste|东帝汶"),
        ("TR", "Turkey|Turkiye"), ("TT", "Trinidad"), ("TW", "Taiwan|Taiwan China|Chinese Taipei|Taiwan Province of China|台湾|中国台湾|台湾地区"), ("TZ", "United Republic of Tanzania|Tanzania United Republic"), ("US", "United States of America|USA|America|美利坚合众国"),
        ("VA", "Vatican|Holy See|Vatican City State|Holy See Vatican City State"), ("VC", "St Vincent|St Vincent Grenadines"), ("VE", "Bolivarian Republic of Venezuela|Venezuela Bolivarian Republic"), ("VG", "British Virgin Islands|Virgin Islands UK|BVI"),
        ("VI", "US Virgin Islands|Virgin Islands|Virgin Islands USA|Virgin Islands United States|American Virgin Islands|USVI"), ("VN", "Viet Nam"), ("WF", "Wallis"), ("WS", "Western Samoa"), ("XK", "Kosovo"), ("ZA", "RSA"),
    ];

    private static readonly FrozenSet<string> s_codes = Codes.Split(' ').ToFrozenSet();
    private static readonly Lazy<FrozenDictionary<string, string>> s_byName = new(ByName);

    /// <summary>ISO 3166-1 alpha-2, upper case; null where the text is neither a code that exists nor a name.</summary>
    public static string? CodeOf(string text)
    {
        var name = text.Trim();
        if (name.Length != 2 || !name.All(char.IsAsciiLetter)) return s_byName.Value.GetValueOrDefault(KeyOf(name)) ?? (Turned(name) is { } turned ? s_byName.Value.GetValueOrDefault(KeyOf(turned)) : null);
        var code = name.ToUpperInvariant();
        return s_codes.Contains(code) ? code : s_otherCodes.GetValueOrDefault(code);
    }

    private static FrozenDictionary<string, string> ByName()
    {
        var names = new Dictionary<string, string>();
        foreach (var (code, others) in s_others)
            foreach (var name in others.Split('|')) Add(names, name, code);
        foreach (var code in s_codes)
            foreach (var language in new[] { "en", "zh-Hans", "zh-Hant" }) AddRegion(names, $"{language}-{code}", code);
        return names.ToFrozenDictionary();
    }

    /// <summary>The names of the culture data; a machine whose data lacks a country leaves its code.</summary>
    private static void AddRegion(Dictionary<string, string> names, string culture, string code)
    {
        try
        {
            var region = new RegionInfo(culture);
            if (region.ThreeLetterISORegionName is { Length: 3 } three) Add(names, three, code);
            Add(names, region.EnglishName, code);
            Add(names, region.NativeName, code);
        }
        catch (ArgumentException)
        {
            return;
        }
    }

    private static void Add(Dictionary<string, string> names, string name, string code)
    {
        if (KeyOf(name) is { Length: > 1 } key) names.TryAdd(key, code);
    }

    /// <summary><c>Korea, South</c> and <c>Virgin Islands (US)</c> as they are said.</summary>
    private static string? Turned(string name)
    {
        var at = name.IndexOfAny([',', '(']);
        return at <= 0 ? null : $"{name[(at + 1)..].TrimEnd(')')} {name[..at]}";
    }

    /// <summary>Letters alone, in one case, without accents and the words that come and go.</summary>
    private static string KeyOf(string name)
    {
        var plain = new StringBuilder();
        foreach (var c in name.Replace("&", " and ", StringComparison.Ordinal).Normalize(NormalizationForm.FormKD))
        {
            if (char.IsLetter(c)) plain.Append(char.ToUpperInvariant(c));
            else if (c is not ('\'' or '\u2019' or '.') && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark) plain.Append(' ');
        }
        var words = plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => w is not ("THE" or "AND" or "OF"));
        return string.Concat(words.Select(w => w == "SAINT" ? "ST" : w));
    }
}
