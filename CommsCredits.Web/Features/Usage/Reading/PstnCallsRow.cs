using CommsCredits.Domain;
using CommsCredits.Domain.Calls;

namespace CommsCredits.Web.Features.Usage.Reading;

/// <summary>Makes a line of the current record. The first cell that cannot be read names the fault.</summary>
internal sealed class PstnCallsRow(CsvRecords records, CsvHeader header)
{
    /// <summary>What stands for bytes that are no letter of the file's encoding.</summary>
    private const char Unread = '\uFFFD';
    private readonly CellTexts _texts = new();
    private readonly int _usageId = header.Find(PstnColumns.UsageId);
    private readonly int _callId = header.Find(PstnColumns.CallId);
    private readonly int _conferenceId = header.Find(PstnColumns.ConferenceId);
    private readonly int _userLocation = header.Find(PstnColumns.UserLocation);
    private readonly int _userId = header.Find(PstnColumns.UserId);
    private readonly int _userPrincipalName = header.Find(PstnColumns.UserPrincipalName);
    private readonly int _userName = header.Find(PstnColumns.UserName);
    private readonly int _callerNumber = header.Find(PstnColumns.CallerNumber);
    private readonly int _callType = header.Find(PstnColumns.CallType);
    private readonly int _numberType = header.Find(PstnColumns.NumberType);
    private readonly int _international = header.Find(PstnColumns.International);
    private readonly int _destinationName = header.Find(PstnColumns.DestinationName);
    private readonly int _destinationNumber = header.Find(PstnColumns.DestinationNumber);
    private readonly int _start = header.Find(PstnColumns.Start);
    private readonly int _seconds = header.Find(PstnColumns.Seconds);
    private readonly int _fee = header.Find(PstnColumns.Fee);
    private readonly int _charge = header.Find(PstnColumns.Charge);
    private readonly int _currency = header.Find(PstnColumns.Currency);
    private readonly int _capability = header.Find(PstnColumns.Capability);
    private readonly int _externalCountry = header.Find(PstnColumns.ExternalCountry);
    private readonly int _operator = header.Find(PstnColumns.Operator);

    private readonly (int Index, string Name)[] _present = [.. PstnColumns.Known.Where(header.Has).Select(name => (header.Find(name), name))];

    private readonly (int Index, string Name)[] _neverEmpty =
        [.. new[] { PstnColumns.UsageId, PstnColumns.CallType, PstnColumns.Capability }.Select(name => (header.Find(name), name))];

    public UsageLine Read()
    {
        if (records.Fault is { } fault) return Unreadable(fault);
        if (records.Count != header.Count)
        {
            var found = records.Count;
            records.GiveUpAfterFirstLine();
            return Unreadable(LineFault.CellCount, $"{found}", $"{header.Count}");
        }
        if (FirstUnfit() is { } unfit) return unfit;
        return ReadCells();
    }

    private UsageLine ReadCells()
    {
        if (!Cells.TryInstant(Cell(_start), out var start)) return Unreadable(_start, PstnColumns.Start);
        if (!Cells.TrySeconds(Cell(_seconds), out var seconds)) return Unreadable(_seconds, PstnColumns.Seconds);
        if (!TryAmount(_fee, out var fee, out var longFee)) return Unreadable(_fee, PstnColumns.Fee);
        if (!TryAmount(_charge, out var charge, out var longCharge)) return Unreadable(_charge, PstnColumns.Charge);
        if (!TryUser(out var user)) return Unreadable(_userId, PstnColumns.UserId);
        return new ReadableLine(records.Line, new CallRecord
        {
            UsageId = UsageId(),
            Start = start,
            Seconds = seconds,
            CallType = _texts.Of(Cell(_callType)),
            NumberType = Text(_numberType) ?? "",
            Capability = _texts.Of(Cell(_capability)),
            Currency = Text(_currency)?.ToUpperInvariant(),
            Fee = fee,
            Charge = charge,
            OverlongAmount = longCharge ?? longFee,
            CallId = Text(_callId),
            ConferenceId = Text(_conferenceId),
            UserLocation = Text(_userLocation),
            UserId = user,
            UserPrincipalName = Text(_userPrincipalName),
            UserName = Text(_userName),
            CallerNumber = Text(_callerNumber),
            DestinationNumber = Text(_destinationNumber),
            DestinationName = Text(_destinationName),
            IsInternational = International(),
            ExternalCountry = Text(_externalCountry),
            Operator = Text(_operator),
        });
    }

    private UnreadableLine? FirstUnfit()
    {
        foreach (var (index, name) in _neverEmpty)
        {
            if (Cell(index).Contains(Unread)) return Unreadable(index, name);
            if (Cells.IsAbsent(Cell(index))) return Unreadable(LineFault.EmptyCell, name);
        }
        foreach (var (index, name) in _present)
            if (!IsFit(records[index])) return Unreadable(index, name);
        return null;
    }

    /// <summary>A database keeps no NUL, and a cell of pages is not one.</summary>
    private static bool IsFit(ReadOnlySpan<char> cell) => cell.Length <= ReadingLimits.CellChars && !cell.Contains('\0');

    private ReadOnlySpan<char> Cell(int index) => index < 0 ? default : records[index].Trim();

    /// <summary>A text of which a letter could not be read is not there: it is never stored garbled, and a whole copy of the file brings it.</summary>
    private string? Text(int index)
    {
        var cell = Cell(index);
        return Cells.IsAbsent(cell) || cell.Contains(Unread) ? null : _texts.Of(cell);
    }

    /// <summary>One spelling for one id, whatever the case and the braces.</summary>
    private string UsageId()
    {
        var cell = Cell(_usageId);
        return Guid.TryParse(cell, out var id) ? id.ToString() : cell.ToString();
    }

    private bool? International() => Cell(_international) switch
    {
        var cell when cell.Equals("International", StringComparison.OrdinalIgnoreCase) => true,
        var cell when cell.Equals("Domestic", StringComparison.OrdinalIgnoreCase) => false,
        _ => null,
    };

    private bool TryUser(out Guid? user)
    {
        user = null;
        var cell = Cell(_userId);
        if (Cells.IsAbsent(cell)) return true;
        if (!Guid.TryParse(cell, out var id)) return false;
        user = id;
        return true;
    }

    private bool TryAmount(int index, out Money? amount, out string? overlong)
    {
        (amount, overlong) = (null, null);
        var cell = Cell(index);
        if (Cells.IsAbsent(cell)) return true;
        if (!Cells.TryAmount(cell, records.Separator, out var exact, out var isLong)) return false;
        if (isLong) overlong = cell.ToString(); else amount = exact;
        return true;
    }

    private UnreadableLine Unreadable(int index, string column) => Unreadable(LineFault.Cell, column, Cut(Cell(index)));

    private UnreadableLine Unreadable(LineFault fault, params IReadOnlyList<string> figures) => new(records.Line, Cut(records.Raw), fault, figures);

    private static string Cut(ReadOnlySpan<char> text) => text[..Math.Min(text.Length, ReadingLimits.RawChars)].ToString();
}
