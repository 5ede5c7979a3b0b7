using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Rating;
using CommsCredits.Web.Data;
using CommsCredits.Web.Ledger;

namespace CommsCredits.Web.Features.Rates.Reading;

/// <summary>
/// Reads a rate deck: <c>Destination Name, Destination Type, Country, Prefix, Price / min</c>, or for toll-free dial-in <c>Country, Prefix, Price / min</c>; columns in any
/// order and under other common names. Fee, increments, currency and day of a line are read where they are there (R10.3, docs/decisions/0015). Several prefixes of a line are several rates. A line that cannot be
/// used is listed with its reason, and a column that nothing is read from is named.
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

    /// <summary>Prefixes that one line may list or span.</summary>
    public const int MostPrefixes = 1_000;

    private static readonly string[] s_days = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyyMMdd", "d.M.yyyy", "d MMM yyyy", "d MMMM yyyy", "d-MMM-yyyy", "MMM d yyyy", "MMM d, yyyy", "MMMM d, yyyy"];

    private static readonly Dictionary<string, RateType> s_types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["landline"] = RateType.Landline, ["fixed"] = RateType.Landline, ["fixedline"] = RateType.Landline, ["geographic"] = RateType.Landline, ["geo"] = RateType.Landline, ["landlinefixed"] = RateType.Landline, ["fixedlandline"] = RateType.Landline,
        ["mobile"] = RateType.Mobile, ["cell"] = RateType.Mobile, ["cellular"] = RateType.Mobile, ["mixed"] = RateType.Mixed, ["all"] = RateType.Mixed,
        ["nongeographic"] = RateType.NonGeographic, ["sharedcost"] = RateType.NonGeographic, ["premium"] = RateType.Premium, ["prs"] = RateType.Premium, ["tollfree"] = RateType.TollFree, ["freephone"] = RateType.TollFree,
    };

    private readonly DeckText _text;
    private readonly DeckColumns _columns;
    private readonly DeckAim _aim;
    private readonly DeckKind _kind;
    private readonly char _decimals;
    private readonly List<Rate?> _rates = [];
    private readonly List<BadLine> _bad = [];
    private readonly Dictionary<string, Placed> _placed = [];
    private IReadOnlyList<string> _cells = [];
    private int _line, _badCount, _earlier;

    private RateDeckReader(DeckText text, DeckColumns columns, DeckAim aim)
    {
        (_text, _columns, _aim, _kind) = (text, columns, aim, aim.Kind ?? (IsTollFreeHeader(columns) ? DeckKind.TollFreeIn : DeckKind.Outbound));
        _decimals = text.Separator != ',' && !HasPoints() ? ',' : '.';
    }

    /// <summary>As the other, with nothing to compare currencies and days with.</summary>
    public static Task<Outcome<RateDeckFile>> ReadAsync(Stream file, DeckKind? kind = null, CancellationToken cancel = default) => ReadAsync(file, new DeckAim(kind), cancel);

    /// <summary>
    /// Refused: <c>DeckTooLarge</c> (MiB), <c>DeckEmpty</c>, <c>DeckNotText</c>, <c>DeckColumnMissing</c> (accepted names), <c>DeckColumnTwice</c> (the name), <c>DeckTooManyRows</c> (the limit).
    /// </summary>
    public static async Task<Outcome<RateDeckFile>> ReadAsync(Stream file, DeckAim aim, CancellationToken cancel = default)
    {
        var read = await DeckText.ReadAsync(file, cancel);
        if (read.Value is not { } text) return read.Refused!;
        if (text[text.Header].Length > DeckText.MostLineChars || text.Cells(text.Header) is not { } header) return new Refused("DeckNotText");
        if (DeckColumns.Find(header, out var columns) is { } refused) return refused;
        return new RateDeckReader(text, columns, aim).ReadAll();
    }

    private static bool IsTollFreeHeader(DeckColumns columns) => !columns.Has(DeckColumns.Name) && !columns.Has(DeckColumns.Type);

    private Outcome<RateDeckFile> ReadAll()
    {
        for (_line = _text.Header + 1; _line <= _text.Count; _line++)
        {
            if (_text[_line].AsSpan().Trim().Trim(_text.Separator).IsWhiteSpace()) continue;
            if (_rates.Count + _badCount >= MostRows) return new Refused("DeckTooManyRows", MostRows);
            if (Read() is { } fault) Add(fault);
        }
        return new RateDeckFile(IsTollFreeHeader(_columns), [.. _rates.OfType<Rate>()], [.. _bad.OrderBy(b => b.Number)], _badCount)
        {
            LeftAside = _columns.LeftAside, IsWindows1252 = _text.IsWindows1252, EarlierLines = _earlier,
        };
    }

    private void Add(BadLine fault)
    {
        if (++_badCount <= KeptBadLines) _bad.Add(fault);
    }

    /// <summary>A line is used whole or not at all.</summary>
    private BadLine? Read()
    {
        if (_text[_line].Length > DeckText.MostLineChars) return Bad(DeckFault.TooLong, Text(DeckText.MostLineChars));
        if (_text.Cells(_line) is not { } cells) return Bad(DeckFault.Quotes);
        if (cells.Count != _columns.Count) return Bad(DeckFault.CellCount, Text(cells.Count), Text(_columns.Count));
        _cells = cells;
        if (Prefixes(out var prefixes) is { } noPrefix) return noPrefix;
        if (!TryType(out var type)) return Bad(DeckFault.TypeUnknown, Cell(DeckColumns.Type));
        if (_columns.CountryCells(cells).Select(Countries.CodeOf).FirstOrDefault(c => c is not null) is not { } country) return Bad(DeckFault.CountryUnknown, _columns.CountryCells(cells).MaxBy(c => c.Length)!);
        if (Cell(DeckColumns.Name) is var name && name.Length > NameChars) return Bad(DeckFault.NameTooLong, Text(NameChars));
        if (Cell(DeckColumns.Price).Length == 0) return Bad(DeckFault.PriceMissing, _columns.NameOf(DeckColumns.Price));
        if (Price(DeckColumns.Price, out var price) is { } noPrice) return noPrice;
        if (Price(DeckColumns.Fee, out var fee) is { } noFee) return noFee;
        if (ReadIncrements(out var increments) is { } noIncrements) return noIncrements;
        if (OtherTerms(out var day) is { } otherTerms) return otherTerms;
        var rates = prefixes.ConvertAll(prefix => new Rate
        {
            Prefix = prefix, Name = name.Length > 0 ? name : country, Country = country, Type = type, PricePerMinute = price, ConnectionFee = fee, Increments = increments,
        });
        return Place(rates, day);
    }

    /// <summary>Currency, day, and whatever a price would depend on that cannot be kept here.</summary>
    private BadLine? OtherTerms(out DateOnly? day)
    {
        day = null;
        var currency = Cell(DeckColumns.Currency) is { Length: > 0 } cell ? cell : _columns.PriceCurrency;
        if (currency is not null && _aim.Currency is { } ours && !currency.Equals(ours, StringComparison.OrdinalIgnoreCase)) return Bad(DeckFault.OtherCurrency, currency, ours);
        foreach (var (index, written) in _columns.NotSupported)
            if (!SaysNothing(_cells[index])) return Bad(DeckFault.NotSupported, written, _cells[index].Trim());
        if (Cell(DeckColumns.Date) is not { Length: > 0 } date) return null;
        if (!TryDay(date, out var read)) return Bad(DeckFault.DateUnread, _columns.NameOf(DeckColumns.Date), date);
        day = read;
        if (_aim.ValidFrom is not { } from) return null;
        if (read > from) return Bad(DeckFault.DateLater, Text(read), Text(from));
        if (read < from) _earlier++;
        return null;
    }

    /// <summary>A prefix stands once; of several lines with days, the one with the latest day counts.</summary>
    private BadLine? Place(List<Rate> rates, DateOnly? day)
    {
        var keys = rates.ConvertAll(r => RateDeck.KeyOf(_kind, r));
        for (var i = 0; i < keys.Count; i++)
        {
            if (keys.IndexOf(keys[i]) < i) return Bad(DeckFault.PrefixTwice, rates[i].Prefix, Text(_line));
            if (!_placed.TryGetValue(keys[i], out var other) || IsReplaced(other, day)) continue;
            return other.Day is { } later && day < later ? Bad(DeckFault.DateReplaced, rates[i].Prefix, Text(other.Line)) : Bad(DeckFault.PrefixTwice, rates[i].Prefix, Text(other.Line));
        }
        for (var i = 0; i < keys.Count; i++)
        {
            if (_placed.TryGetValue(keys[i], out var older))
            {
                _rates[older.At] = null;
                if (_bad.TrueForAll(b => b.Number != older.Line)) Add(new(older.Line, Cut(_text[older.Line]), DeckFault.DateReplaced, rates[i].Prefix, Text(_line)));
            }
            _placed[keys[i]] = new(_rates.Count, _line, day);
            _rates.Add(rates[i]);
        }
        return null;
    }

    private static bool IsReplaced(Placed older, DateOnly? day) => older.Day is { } before && day > before;

    private BadLine? Prefixes(out List<string> prefixes)
    {
        prefixes = [];
        var cell = Cell(DeckColumns.Prefix);
        if (cell is ['=', '"', .., '"'] && cell.Length > 3) cell = cell[2..^1];
        foreach (var written in cell.TrimStart('\'').Split([',', ';', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (written.Any(c => char.IsWhiteSpace(c) || c == '\u00A0')) return Bad(DeckFault.PrefixAmbiguous, cell);
            if (written.Split(['-', '\u2013', '\u2014', '\u2010', '\u2011']) is { Length: > 1 } ends)
            {
                if (ends.Length > 2 || !Expand(ends[0].TrimStart('+'), ends[1].TrimStart('+'), prefixes)) return Bad(DeckFault.PrefixRange, cell, Text(MostPrefixes));
            }
            else prefixes.Add(written.TrimStart('+'));
            if (prefixes.Count > MostPrefixes) return Bad(DeckFault.PrefixRange, cell, Text(MostPrefixes));
        }
        if (prefixes.Count == 0) return Bad(DeckFault.PrefixMissing);
        foreach (var prefix in prefixes)
        {
            if (prefix.Length == 0 || !prefix.All(char.IsAsciiDigit)) return Bad(DeckFault.PrefixNotDigits, Cell(DeckColumns.Prefix));
            if (prefix[0] == '0') return Bad(DeckFault.PrefixAccessCode, Cell(DeckColumns.Prefix));
            if (prefix.Length > Rate.LongestPrefix) return Bad(DeckFault.PrefixTooLong, prefix, Text(Rate.LongestPrefix));
        }
        return null;
    }

    /// <summary><c>44791-44799</c>: both ends of one length, the first not after the last.</summary>
    private static bool Expand(string first, string last, List<string> prefixes)
    {
        if (!Rate.IsPrefix(first) || !Rate.IsPrefix(last) || first.Length != last.Length) return false;
        var (from, to) = (long.Parse(first, CultureInfo.InvariantCulture), long.Parse(last, CultureInfo.InvariantCulture));
        if (to < from || to - from >= MostPrefixes - prefixes.Count) return false;
        for (var prefix = from; prefix <= to; prefix++) prefixes.Add(prefix.ToString(CultureInfo.InvariantCulture).PadLeft(first.Length, '0'));
        return true;
    }

    private bool TryType(out RateType type)
    {
        var text = string.Concat(Cell(DeckColumns.Type).Where(c => c is not ('-' or ' ' or '_' or '/')));
        type = _kind.LooksAtTheCaller() ? RateType.TollFree : RateType.Mixed;
        return text.Length == 0 || s_types.TryGetValue(text, out type);
    }

    private BadLine? Price(DeckColumn column, out Money price)
    {
        price = default;
        var (cell, name) = (Cell(column), _columns.NameOf(column));
        if (cell.Length == 0) return null;
        var figure = _decimals == ',' ? cell.Replace(',', '.') : cell;
        if (!decimal.TryParse(figure, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)) return Bad(DeckFault.PriceNotANumber, name, cell);
        if (figure.StartsWith('-') && value <= 0) return Bad(DeckFault.PriceNegative, name, cell);
        if (value > Rate.HighestPrice.ToDecimal()) return Bad(DeckFault.PriceTooHigh, name, cell, Text((long)Rate.HighestPrice.ToDecimal()));
        if (DecimalsOf(figure) > Rounding.MaxPlaces) return Bad(DeckFault.PriceSeventhDecimal, name, cell);
        price = Money.Of(value);
        return null;
    }

    /// <summary>Counted in the text, zeros at the end left out: a decimal rounds beyond 28 digits.</summary>
    private static int DecimalsOf(string figure) => figure.IndexOf('.') is >= 0 and var point ? figure[(point + 1)..].TrimEnd('0').Length : 0;

    /// <summary>
    /// One column of two figures (<c>60/1</c>) or of one, or two columns. A figure alone is both. Where a file says both, they must agree.
    /// </summary>
    private BadLine? ReadIncrements(out Increments? increments)
    {
        increments = null;
        var (first, step) = (Cell(DeckColumns.First), Cell(DeckColumns.Step));
        if (first.Length == 0 && step.Length == 0) return null;
        if (!TryIncrements(first, out var firsts)) return Bad(DeckFault.IncrementUnread, _columns.NameOf(DeckColumns.First), first);
        if (!TryIncrements(step, out var steps)) return Bad(DeckFault.IncrementUnread, _columns.NameOf(DeckColumns.Step), step);
        if (firsts is { Length: 2 } && steps is { Length: > 0 } && !(steps.Length == 1 ? steps[0] == firsts[1] : steps.SequenceEqual(firsts))) return Bad(DeckFault.IncrementUnread, _columns.NameOf(DeckColumns.Step), step);
        if (steps is { Length: 2 } && firsts is [var alone] && alone != steps[0]) return Bad(DeckFault.IncrementUnread, _columns.NameOf(DeckColumns.First), first);
        increments = (firsts, steps) switch
        {
            ([var a, var b], _) => new(a, b),
            (_, [var a, var b]) => new(a, b),
            ([var a], [var b]) => new(a, b),
            ([var a], _) => new(a, a),
            (_, [var b]) => new(b, b),
            _ => null,
        };
        return null;
    }

    /// <summary>Whole seconds, one figure or two with a stroke between; none for an empty cell.</summary>
    private static bool TryIncrements(string cell, out int[] seconds)
    {
        seconds = [];
        if (cell.Length == 0) return true;
        var parts = cell.Split(['/', '-', '+', ':', '\\'], StringSplitOptions.TrimEntries);
        seconds = [.. parts.Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 0)];
        return seconds.Length <= 2 && Array.TrueForAll(seconds, s => s is >= 1 and <= LongestIncrement);
    }

    /// <summary>A day that can be read one way only: the year first, the month as a word, or days with dots as they are written where nobody puts the month first.</summary>
    private static bool TryDay(string cell, out DateOnly day)
    {
        var text = cell.Split(['T', ' '], 2) is [var first, var time] && TimeOnly.TryParse(time.TrimEnd('Z'), CultureInfo.InvariantCulture, out var at) && at == TimeOnly.MinValue ? first : cell;
        return DateOnly.TryParseExact(text, s_days, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    private static bool SaysNothing(string cell) => cell.Trim() is "" or "-" || cell.Trim().Equals("no", StringComparison.OrdinalIgnoreCase) || cell.Trim().Equals("false", StringComparison.OrdinalIgnoreCase)
        || (decimal.TryParse(cell, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var figure) && figure == 0);

    /// <summary>A price with a point anywhere: then a comma is no decimal sign in this file.</summary>
    private bool HasPoints()
    {
        for (var line = _text.Header + 1; line <= _text.Count; line++)
            if (_text[line].Length <= DeckText.MostLineChars && _text.Cells(line) is { } cells && cells.Count == _columns.Count
                && (_columns.Cell(cells, DeckColumns.Price).Contains('.', StringComparison.Ordinal) || _columns.Cell(cells, DeckColumns.Fee).Contains('.', StringComparison.Ordinal))) return true;
        return false;
    }

    private string Cell(DeckColumn column) => _columns.Cell(_cells, column);

    private BadLine Bad(DeckFault fault, params string[] figures) => new(_line, Cut(_text[_line]), fault, [.. figures.Select(Cut)]);

    private static string Cut(string text) => text.Length <= RawChars ? text : text[..RawChars];
    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Where a prefix stands, from which line and day.</summary>
    private readonly record struct Placed(int At, int Line, DateOnly? Day);
}
