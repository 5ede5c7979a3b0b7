using CommsCredits.Domain;

namespace CommsCredits.Web.Features.Rates.Reading;

/// <summary>
/// Which cell is what, by the names in the header (R10.3): in any order and case, blanks and signs left out, by the names that carriers commonly use. What is found nowhere is named as left aside.
/// </summary>
internal sealed class DeckColumns
{
    public static readonly DeckColumn Prefix = new DeckColumn("Prefix", "Dial prefix", "Dialing prefix", "Destination prefix", "Destination prefixes", "Prefixes", "Dial code", "Dial codes", "Dialing code", "Dialing codes", "Code", "Codes");
    public static readonly DeckColumn Price = new DeckColumn("Price / min", "Price per minute", "Price", "Rate / min", "Rate per minute", "Rate", "Cost per minute", "Cost / min", "Per minute cost", "Per minute", "Rate cost");
    public static readonly DeckColumn Country = new DeckColumn("ISO2", "Country ISO", "ISO country code", "ISO", "Country code", "Country");
    public static readonly DeckColumn Name = new DeckColumn("Destination Name", "Destination", "Name", "Description");
    public static readonly DeckColumn Type = new DeckColumn("Destination Type", "Type", "Line type");
    public static readonly DeckColumn Fee = new DeckColumn("Connection Fee", "Connection charge", "Connect fee", "Connection cost", "Connect cost", "Connection price", "Setup fee", "Setup cost", "Call setup fee", "Price per call", "Rate surcharge", "Surcharge", "Fee");
    public static readonly DeckColumn First = new DeckColumn("First Increment", "Initial increment", "Interval 1", "First interval", "Initial interval", "Initial period", "Minimum seconds", "Minimum duration", "Min duration", "Minimum", "Minimum time", "Min time", "Rate minimum");
    public static readonly DeckColumn Step = new DeckColumn("Step", "Next increment", "Subsequent increment", "Additional increment", "Interval N", "Next interval", "Subsequent interval", "Rate increment", "Billing increment", "Billing increments", "Billing interval", "Increment", "Increments", "Pulse");
    public static readonly DeckColumn Currency = new DeckColumn("Currency", "Currency code", "Curr");
    public static readonly DeckColumn Date = new DeckColumn("Effective date", "Effective from", "Effective", "Valid from", "Start date", "Activation date", "Rate effective date");

    /// <summary>What the price of a call depends on and a list here cannot hold: a line that says something there is refused (<see cref="DeckFault.NotSupported"/>).</summary>
    private static readonly DeckColumn s_notSupported = new(
        "Origination prefixes", "Origination prefix", "Origin prefix", "Origin", "Exact match", "Included seconds", "Grace time", "Grace period", "Free seconds", "Minimum charge", "Minimum cost", "Peak rate", "Off peak rate", "Offpeak rate",
        "Weekend rate", "Evening rate", "Price per second", "Rate per second", "End date", "Valid to", "Valid until", "Effective to", "Expires", "Expiry date", "Discount", "Tax", "VAT");

    private static readonly DeckColumn[] s_single = [Prefix, Price, Name, Type, Fee, First, Step, Currency, Date];
    private readonly Dictionary<DeckColumn, (int Index, string Written)> _found = [];
    private readonly List<(int Index, string Written)> _countries = [], _notSupported = [];

    private DeckColumns(int count) => Count = count;

    public int Count { get; }

    /// <summary>The currency that the header of the price names, <c>Rate (USD)</c>; null where it names none.</summary>
    public string? PriceCurrency { get; private set; }

    /// <summary>Columns that nothing is read from, as the file writes them; one without a name by its number.</summary>
    public IReadOnlyList<string> LeftAside { get; private set; } = [];

    /// <summary>Columns that must stay empty.</summary>
    public IReadOnlyList<(int Index, string Written)> NotSupported => _notSupported;

    /// <summary>
    /// Refused: <c>DeckColumnMissing</c> (the names that are accepted), <c>DeckColumnTwice</c> (the name).
    /// </summary>
    public static Refused? Find(IReadOnlyList<string> header, out DeckColumns columns)
    {
        columns = new(header.Count);
        var names = header.Select(h => Plain(h, out _)).ToArray();
        foreach (var column in s_single)
        {
            foreach (var name in column.Plain)
            {
                int[] at = [.. Enumerable.Range(0, names.Length).Where(i => names[i] == name)];
                if (at.Length > 1) return new("DeckColumnTwice", header[at[0]].Trim(), "");
                if (at.Length == 0) continue;
                columns._found[column] = (at[0], header[at[0]].Trim());
                break;
            }
        }
        columns._countries.AddRange(from name in Country.Plain from i in Enumerable.Range(0, names.Length) where names[i] == name select (i, header[i].Trim()));
        columns._notSupported.AddRange(from i in Enumerable.Range(0, names.Length) where s_notSupported.Plain.Contains(names[i]) select (i, header[i].Trim()));
        if (columns._found.TryGetValue(Price, out var price) && Plain(header[price.Index], out var currency) is not null) columns.PriceCurrency = currency;
        var used = columns._found.Values.Concat(columns._countries).Concat(columns._notSupported).Select(c => c.Index).ToHashSet();
        columns.LeftAside = [.. Enumerable.Range(0, header.Count).Where(i => !used.Contains(i)).Select(i => header[i].Trim() is { Length: > 0 } written ? written : $"#{i + 1}")];
        foreach (var column in new[] { Prefix, Price })
            if (!columns.Has(column)) return new("DeckColumnMissing", string.Join(", ", column.Names), "");
        return columns._countries.Count > 0 ? null : new("DeckColumnMissing", string.Join(", ", Country.Names), "");
    }

    public bool Has(DeckColumn column) => _found.ContainsKey(column);

    /// <summary>The name as the file writes it.</summary>
    public string NameOf(DeckColumn column) => _found.TryGetValue(column, out var found) ? found.Written : column.Names[0];

    /// <summary>Empty where the file has no such column.</summary>
    public string Cell(IReadOnlyList<string> cells, DeckColumn column) => _found.TryGetValue(column, out var found) ? cells[found.Index].Trim() : "";

    /// <summary>What the line says of its country, in every column that may: beside a name, a "country code" may be the one that is dialled.</summary>
    public IEnumerable<string> CountryCells(IReadOnlyList<string> cells) => _countries.Select(c => cells[c.Index].Trim());

    /// <summary>Letters and digits alone; a currency's code behind the name is taken off it.</summary>
    private static string Plain(string name, out string? currency)
    {
        var words = name.Split([' ', '(', ')', '[', ']', '/', '_'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        currency = words.Length > 1 && words.FirstOrDefault(IsCurrency) is { } code ? code : null;
        var known = currency;
        return DeckColumn.PlainOf(string.Concat(words.Where(w => w != known)));
    }

    private static bool IsCurrency(string word) =>
        word is "USD" or "EUR" or "GBP" or "CHF" or "JPY" or "CNY" or "CAD" or "AUD" or "NZD" or "SEK" or "NOK" or "DKK" or "PLN" or "CZK" or "HUF" or "RON" or "BGN" or "TRY" or "INR" or "BRL" or "MXN" or "ZAR" or "SGD" or "HKD" or "KRW"
            or "AED" or "SAR" or "ILS" or "THB" or "MYR" or "IDR" or "PHP" or "RUB" or "UAH" or "ARS" or "CLP" or "COP" or "TWD" or "VND" or "EGP" or "NGN" or "KES";
}

/// <summary>A column by all names that are accepted for it; where a file has several, the one that stands first here counts.</summary>
internal sealed record DeckColumn(params string[] Names)
{
    public IReadOnlyList<string> Plain { get; } = [.. Names.Select(PlainOf)];

    public static string PlainOf(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
