using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Rating;
using CommsCredits.Web.Data;
using CommsCredits.Web.Ledger;

namespace CommsCredits.Web.Features.Rates.Reading;

/// <summary>
/// Reads a rate deck: <c>Destination Name, Destination Type, Country, Prefix, Price / min</c>, or for toll-free dial-in <c>Country, Prefix, Price / min</c>; columns in any
/// order and under other common names. <c>Connection Fee</c>, <c>First Increment</c> and <c>Step</c> may be added. A line that cannot be used is listed with its reason.
/// </summary>
public sealed class RateDeckReader
{
    public const int MostRows = 100_000;
    public const int KeptBadLines = 500;
    public const int RawChars = 200;
    public const int NameChars = 120;

    /// <summary>An hour, in seconds.</summary>
    public const int LongestIncrement = 3_600;
    public static int MostBytes => DeckText.MostBytes;

    private static readonly Dictionary<string, RateType> s_types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["landline"] = RateType.Landline, ["fixed"] = RateType.Landline, ["fixedline"] = RateType.Landline, ["geographic"] = RateType.Landline,
        ["mobile"] = RateType.Mobile, ["cell"] = RateType.Mobile, ["cellular"] = RateType.Mobile, ["mixed"] = RateType.Mixed, ["all"] = RateType.Mixed,
        ["nongeographic"] = RateType.NonGeographic, ["premium"] = RateType.Premium, ["tollfree"] = RateType.TollFree, ["freephone"] = RateType.TollFree,
    };

    private readonly DeckText _text;
    private readonly DeckColumns _columns;
    private readonly DeckKind _kind;
    private readonly Dictionary<string, int> _lineOfPrefix = [];
    private IReadOnlyList<string> _cells = [];
    private int _line;

    private RateDeckReader(DeckText text, DeckColumns columns, DeckKind? kind) =>
        (_text, _columns, _kind) = (text, columns, kind ?? (IsTollFreeHeader(columns) ? DeckKind.TollFreeIn : DeckKind.Outbound));

    /// <summary>
    /// Refused: <c>DeckTooLarge</c> (MiB), <c>DeckEmpty</c>, <c>DeckNotText</c>, <c>DeckColumnMissing</c> (accepted names), <c>DeckColumnTwice</c> (the name), <c>DeckTooManyRows</c> (the limit).
    /// </summary>
    /// <param name="kind">What the deck is for: a toll-free list may price a +1 prefix once per country. Null: as the header looks.</param>
    public static async Task<Outcome<RateDeckFile>> ReadAsync(Stream file, DeckKind? kind = null, CancellationToken cancel = default)
    {
        var read = await DeckText.ReadAsync(file, cancel);
        if (read.Value is not { } text) return read.Refused!;
        if (text[1].Length > DeckText.MostLineChars || text.Cells(1) is not { } header) return new Refused("DeckNotText");
        if (DeckColumns.Find(header, out var columns) is { } refused) return refused;
        return new RateDeckReader(text, columns, kind).ReadAll();
    }

    private static bool IsTollFreeHeader(DeckColumns columns) => !columns.Has(DeckColumns.Name) && !columns.Has(DeckColumns.Type);

    private Outcome<RateDeckFile> ReadAll()
    {
        List<Rate> rates = [];
        List<BadLine> bad = [];
        var badCount = 0;
        for (_line = 2; _line <= _text.Count; _line++)
        {
            if (string.IsNullOrWhiteSpace(_text[_line])) continue;
            if (rates.Count + badCount == MostRows) return new Refused("DeckTooManyRows", MostRows);
            if (Read(out var rate) is not { } fault) rates.Add(rate!);
            else if (++badCount <= KeptBadLines) bad.Add(fault);
        }
        return new RateDeckFile(IsTollFreeHeader(_columns), rates, bad, badCount);
    }

    private BadLine? Read(out Rate? rate)
    {
        rate = null;
        if (_text[_line].Length > DeckText.MostLineChars) return Bad(DeckFault.TooLong, Text(DeckText.MostLineChars));
        if (_text.Cells(_line) is not { } cells) return Bad(DeckFault.Quotes);
        if (cells.Count != _columns.Count) return Bad(DeckFault.CellCount, Text(cells.Count), Text(_columns.Count));
        _cells = cells;
        if (Prefix(out var prefix) is { } noPrefix) return noPrefix;
        if (!TryType(out var type)) return Bad(DeckFault.TypeUnknown, Cell(DeckColumns.Type));
        if (Countries.CodeOf(Cell(DeckColumns.Country)) is not { } country) return Bad(DeckFault.CountryUnknown, Cell(DeckColumns.Country));
        if (Cell(DeckColumns.Name) is var name && name.Length > NameChars) return Bad(DeckFault.NameTooLong, Text(NameChars));
        if (Cell(DeckColumns.Price).Length == 0) return Bad(DeckFault.PriceMissing, _columns.NameOf(DeckColumns.Price));
        if (Price(DeckColumns.Price, out var price) is { } noPrice) return noPrice;
        if (Price(DeckColumns.Fee, out var fee) is { } noFee) return noFee;
        if (Increment(DeckColumns.First, out var first) is { } noFirst) return noFirst;
        if (Increment(DeckColumns.Step, out var step) is { } noStep) return noStep;
        rate = new()
        {
            Prefix = prefix, Name = name.Length > 0 ? name : country, Country = country, Type = type, PricePerMinute = price, ConnectionFee = fee,
            Increments = first is null && step is null ? null : new(first ?? step!.Value, step ?? first!.Value),
        };
        var key = RateDeck.KeyOf(_kind, rate);
        return _lineOfPrefix.TryAdd(key, _line) ? null : Bad(DeckFault.PrefixTwice, prefix, Text(_lineOfPrefix[key]));
    }

    private BadLine? Prefix(out string prefix)
    {
        prefix = Cell(DeckColumns.Prefix).TrimStart('+').Replace(" ", "", StringComparison.Ordinal);
        if (prefix.Length == 0) return Bad(DeckFault.PrefixMissing);
        if (!prefix.All(char.IsAsciiDigit)) return Bad(DeckFault.PrefixNotDigits, Cell(DeckColumns.Prefix));
        return prefix.Length > Rate.LongestPrefix ? Bad(DeckFault.PrefixTooLong, prefix, Text(Rate.LongestPrefix)) : null;
    }

    private bool TryType(out RateType type)
    {
        var text = string.Concat(Cell(DeckColumns.Type).Where(c => c is not ('-' or ' ' or '_')));
        type = _kind.LooksAtTheCaller() ? RateType.TollFree : RateType.Mixed;
        return text.Length == 0 || s_types.TryGetValue(text, out type);
    }

    private BadLine? Price(DeckColumn column, out Money price)
    {
        price = default;
        var (cell, name) = (Cell(column), _columns.NameOf(column));
        if (cell.Length == 0) return null;
        var figure = _text.Separator == ';' && !cell.Contains('.', StringComparison.Ordinal) ? cell.Replace(',', '.') : cell;
        if (!decimal.TryParse(figure, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)) return Bad(DeckFault.PriceNotANumber, name, cell);
        if (figure.StartsWith('-') && value <= 0) return Bad(DeckFault.PriceNegative, name, cell);
        if (value > Rate.HighestPrice.ToDecimal()) return Bad(DeckFault.PriceTooHigh, name, cell, Text((long)Rate.HighestPrice.ToDecimal()));
        if (DecimalsOf(figure) > Rounding.MaxPlaces) return Bad(DeckFault.PriceSeventhDecimal, name, cell);
        price = Money.Of(value);
        return null;
    }

    /// <summary>Counted in the text, zeros at the end left out: a decimal rounds beyond 28 digits.</summary>
    private static int DecimalsOf(string figure) => figure.IndexOf('.') is >= 0 and var point ? figure[(point + 1)..].TrimEnd('0').Length : 0;

    private BadLine? Increment(DeckColumn column, out int? seconds)
    {
        seconds = null;
        var cell = Cell(column);
        if (cell.Length == 0) return null;
        if (!int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var read) || read is < 1 or > LongestIncrement) return Bad(DeckFault.IncrementUnread, _columns.NameOf(column), cell);
        seconds = read;
        return null;
    }

    private string Cell(DeckColumn column) => _columns.Cell(_cells, column);

    private BadLine Bad(DeckFault fault, params string[] figures) => new(_line, Cut(_text[_line]), fault, [.. figures.Select(Cut)]);

    private static string Cut(string text) => text.Length <= RawChars ? text : text[..RawChars];
    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
