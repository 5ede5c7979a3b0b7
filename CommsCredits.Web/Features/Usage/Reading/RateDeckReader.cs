using CommsCredits.Domain;
using CommsCredits.Domain.Rating;

namespace CommsCredits.Web.Features.Usage.Reading;

/// <summary>
/// Reads a rate deck: <c>Destination Name, Destination Type, Country, Prefix, Price / min</c>, or for toll-free dial-in <c>Country, Prefix, Price / min</c>; columns in any
/// order. <c>Connection Fee</c>, <c>First Increment</c> and <c>Step</c> may be added. A seventh decimal, a bad prefix or one that comes twice is a listed bad line (R2.4).
/// </summary>
public sealed class RateDeckReader
{
    private const string Name = "Destination Name";
    private const string Type = "Destination Type";
    private const string Country = "Country";
    private const string Prefix = "Prefix";
    private const string Price = "Price / min";
    private const string Fee = "Connection Fee";
    private const string First = "First Increment";
    private const string Step = "Step";
    private readonly CsvRecords _records;
    private readonly CsvHeader _header;
    private readonly Dictionary<string, int> _lineOfPrefix = [];

    private RateDeckReader(CsvRecords records, CsvHeader header) => (_records, _header) = (records, header);

    private bool IsTollFree => !_header.Has(Name) && !_header.Has(Type);

    public static async Task<RateDeckFile> ReadAsync(Stream file, CancellationToken cancel = default)
    {
        using var records = new CsvRecords(file);
        var reader = new RateDeckReader(records, await CsvHeader.ReadAsync(records, [Country, Prefix, Price], [Name, Type, Fee, First, Step], cancel));
        List<Rate> rates = [];
        List<UnreadableLine> bad = [];
        while (await records.ReadAsync(cancel))
        {
            if (rates.Count + bad.Count == ReadingLimits.Rows) throw new UnreadableFileException(FileFault.TooManyRows, $"{ReadingLimits.Rows}");
            if (reader.Read(out var rate) is { } fault) bad.Add(fault); else rates.Add(rate!);
        }
        return new(reader.IsTollFree, rates, bad);
    }

    private UnreadableLine? Read(out Rate? rate)
    {
        rate = null;
        if (_records.Fault is { } fault) return Bad(fault);
        if (_records.Count != _header.Count)
        {
            var found = _records.Count;
            _records.GiveUpAfterFirstLine();
            return Bad(LineFault.CellCount, $"{found}", $"{_header.Count}");
        }
        if (!TryType(out var type)) return Bad(Type);
        if (Cell(Country) is not { Length: 2 } country || !country.All(char.IsAsciiLetter)) return Bad(Country);
        if (Cell(Prefix).TrimStart('+') is var prefix && !Rate.IsPrefix(prefix)) return Bad(Prefix);
        if (!TryPrice(Price, out var price) || Cell(Price).Length == 0) return Bad(Price);
        if (!TryPrice(Fee, out var fee)) return Bad(Fee);
        if (!TryIncrement(First, out var first)) return Bad(First);
        if (!TryIncrement(Step, out var step)) return Bad(Step);
        rate = new()
        {
            Prefix = prefix,
            Name = Cell(Name) is { Length: > 0 } name ? name : country.ToUpperInvariant(),
            Country = country.ToUpperInvariant(),
            Type = type,
            PricePerMinute = price,
            ConnectionFee = fee,
            Increments = first is null && step is null ? null : new(first ?? step!.Value, step ?? first!.Value),
        };
        return Doubled(rate);
    }

    private UnreadableLine? Doubled(Rate rate)
    {
        var key = RateDeck.KeyOf(IsTollFree ? DeckKind.TollFreeIn : DeckKind.Outbound, rate);
        return _lineOfPrefix.TryAdd(key, _records.Line) ? null : Bad(LineFault.DoubledPrefix, rate.Prefix, $"{_lineOfPrefix[key]}");
    }

    private bool TryType(out RateType type)
    {
        type = IsTollFree ? RateType.TollFree : RateType.Mixed;
        if (!_header.Has(Type)) return true;
        var text = Cell(Type).Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return text.All(char.IsAsciiLetter) && Enum.TryParse(text, ignoreCase: true, out type);
    }

    private bool TryPrice(string column, out Money price)
    {
        price = default;
        var cell = Cell(column);
        return cell.Length == 0 || (Cells.TryAmount(cell, out price, out var overlong) && !overlong && Rate.IsPrice(price));
    }

    private bool TryIncrement(string column, out int? seconds)
    {
        seconds = null;
        var cell = Cell(column);
        if (cell.Length == 0) return true;
        if (!Cells.TrySeconds(cell, out var read) || read < 1) return false;
        seconds = read;
        return true;
    }

    private string Cell(string column) => _header.Find(column) is >= 0 and var index ? _records[index].Trim().ToString() : "";

    private UnreadableLine Bad(string column) => Bad(LineFault.Cell, column, Cut(Cell(column)));

    private UnreadableLine Bad(LineFault fault, params IReadOnlyList<string> figures) => new(_records.Line, Cut(_records.Raw), fault, figures);

    private static string Cut(ReadOnlySpan<char> text) => text[..Math.Min(text.Length, ReadingLimits.RawChars)].ToString();
}
