using System.Text;
using CommsCredits.Web.Data;

namespace CommsCredits.Web.Features.Usage.Reading;

/// <summary>
/// The records of a comma separated file (RFC 4180), one at a time over a reused buffer. A library reader gives up, or swallows all that follows, at a quote that is
/// never closed; this one gives up that physical line alone and goes on at the next, which is why it is our own.
/// </summary>
internal sealed class CsvRecords(Stream stream, Encoding? encoding = null) : IDisposable
{
    private const int BufferChars = 65_536;
    private readonly StreamReader _reader = new(stream, encoding ?? FileText.Utf8, detectEncodingFromByteOrderMarks: true, bufferSize: 65_536, leaveOpen: true);
    private readonly List<CsvCell> _cells = [];
    private readonly char[] _buffer = new char[BufferChars];
    private int _start;
    private int _end;
    private bool _atEnd;
    private bool _skipsToLineEnd;
    private int _nextLine = 1;
    private long _chars;

    /// <summary>The physical line on which the current record begins.</summary>
    public int Line { get; private set; }

    /// <summary>What divides the cells: a comma, unless <see cref="ChooseSeparatorAsync"/> found that the header says otherwise.</summary>
    public char Separator { get; private set; } = ',';

    /// <summary>Null where the record is well formed.</summary>
    public LineFault? Fault { get; private set; }

    public int Count => _cells.Count;

    /// <summary>The current record as written, without its line break.</summary>
    public ReadOnlySpan<char> Raw => _buffer.AsSpan(RawStart, RawLength);

    private int RawStart { get; set; }
    private int RawLength { get; set; }

    /// <summary>The text of a cell without its quotes; cells with doubled quotes make a new string, others are views of the buffer.</summary>
    public ReadOnlySpan<char> this[int index]
    {
        get
        {
            var cell = _cells[index];
            var text = _buffer.AsSpan(RawStart + cell.Start, cell.Length);
            return cell.HasDoubledQuotes ? text.ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : text;
        }
    }

    /// <summary>Goes to the next record that is not an empty line; false at the end. Spans of the record before are gone.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancel)
    {
        while (true)
        {
            if (!_atEnd && _end - _start < ReadingLimits.RecordChars + 2) await FillAsync(cancel);
            if (_skipsToLineEnd) SkipToLineEnd();
            else if (_start == _end) return false;
            else if (ReadOne()) return true;
        }
    }

    /// <summary>After a record that its reader cannot use and that spans lines: only its first line is given up, reading goes on at its second.</summary>
    public void GiveUpAfterFirstLine()
    {
        var text = _buffer.AsSpan(RawStart, _start - RawStart);
        var length = text.IndexOfAny('\r', '\n');
        if (length < 0) return;
        RawLength = length;
        _start = RawStart;
        _nextLine = Line;
        Consume(length);
    }

    /// <summary>
    /// Goes to the header, and takes the sign that divides it: what a spreadsheet's <c>sep=;</c> says, or the one of comma, semicolon and tab that makes the most names of it. A <c>#TYPE</c> line, which
    /// PowerShell writes first, is passed over.
    /// </summary>
    public async ValueTask ChooseSeparatorAsync(IReadOnlyCollection<string> names, CancellationToken cancel)
    {
        await FillAsync(cancel);
        while (true)
        {
            var rest = _buffer.AsSpan(_start, _end - _start);
            var length = rest.IndexOfAny('\r', '\n');
            var line = length < 0 ? rest : rest[..length];
            if (line.Trim('"').StartsWith("#TYPE ", StringComparison.Ordinal) && length >= 0)
            {
                Consume(length);
            }
            else if (line.Trim('"') is ['s' or 'S', 'e' or 'E', 'p' or 'P', '=', var sign] && sign is ',' or ';' or '\t' && length >= 0)
            {
                Separator = sign;
                Consume(length);
                return;
            }
            else
            {
                var header = line.ToString();
                Separator = new[] { ',', ';', '\t' }.MaxBy(c => header.Split(c).Count(cell => names.Contains(cell.Trim().Trim('"'), StringComparer.OrdinalIgnoreCase)));
                return;
            }
        }
    }

    public void Dispose() => _reader.Dispose();

    private async ValueTask FillAsync(CancellationToken cancel)
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        while (_end < _buffer.Length)
        {
            var read = await _reader.ReadAsync(_buffer.AsMemory(_end), cancel);
            if (read == 0)
            {
                _atEnd = true;
                return;
            }
            _end += read;
            _chars += read;
            if (_chars > ReadingLimits.FileBytes) throw new UnreadableFileException(FileFault.TooLarge, $"{ReadingLimits.FileBytes}");
        }
    }

    private bool ReadOne()
    {
        Line = _nextLine;
        RawStart = _start;
        _cells.Clear();
        Fault = null;
        var text = _buffer.AsSpan(_start, Math.Min(_end - _start, ReadingLimits.RecordChars));
        var position = 0;
        while (true)
        {
            if (!ReadCell(text, ref position)) return GiveUpLine(LineFault.Quotes);
            if (position == text.Length && text.Length < _end - _start) return GiveUpLine(LineFault.TooLong);
            if (position == text.Length || text[position] is '\r' or '\n') break;
            if (_cells.Count == ReadingLimits.Columns) return GiveUpLine(LineFault.CellCount);
            position++;
        }
        RawLength = position;
        Consume(position);
        return RawLength > 0;
    }

    private bool ReadCell(ReadOnlySpan<char> text, ref int position)
    {
        if (position < text.Length && text[position] == '"') return ReadQuoted(text, ref position);
        var length = text[position..].IndexOfAny(Separator, '\r', '\n');
        if (length < 0) length = text.Length - position;
        _cells.Add(new(position, length, false));
        position += length;
        return true;
    }

    private bool ReadQuoted(ReadOnlySpan<char> text, ref int position)
    {
        var start = ++position;
        var doubled = false;
        while (true)
        {
            var quote = text[position..].IndexOf('"');
            if (quote < 0) return false;
            position += quote + 1;
            if (position == text.Length || text[position] != '"') break;
            doubled = true;
            position++;
        }
        _cells.Add(new(start, position - 1 - start, doubled));
        return (position == text.Length || text[position] == Separator || text[position] is '\r' or '\n') && LinesIn(text[start..position]) < ReadingLimits.RecordLines;
    }

    /// <summary>The record is no record: its first physical line is given up, however long it is.</summary>
    private bool GiveUpLine(LineFault fault)
    {
        var rest = _buffer.AsSpan(_start, _end - _start);
        var length = rest.IndexOfAny('\r', '\n');
        _cells.Clear();
        RawLength = length < 0 ? rest.Length : length;
        Fault = RawLength >= ReadingLimits.RecordChars ? LineFault.TooLong : fault;
        if (HasWholeLineBreak(rest, length) || _atEnd)
        {
            Consume(RawLength);
            return true;
        }
        _start = _end;
        _skipsToLineEnd = true;
        return true;
    }

    private void SkipToLineEnd()
    {
        var rest = _buffer.AsSpan(_start, _end - _start);
        var length = rest.IndexOfAny('\r', '\n');
        if (HasWholeLineBreak(rest, length)) Consume(length);
        else if (_atEnd) (_start, _nextLine) = (_end, _nextLine + 1);
        else
        {
            _start = _end;
            return;
        }
        _skipsToLineEnd = false;
    }

    private bool HasWholeLineBreak(ReadOnlySpan<char> text, int at) => at >= 0 && (text[at] == '\n' || at + 1 < text.Length || _atEnd);

    /// <summary>Goes behind the line break that follows, and counts lines.</summary>
    private void Consume(int length)
    {
        _nextLine += LinesIn(_buffer.AsSpan(_start, length));
        _start += length;
        if (_start == _end) return;
        if (_buffer[_start] == '\r' && _start + 1 < _end && _buffer[_start + 1] == '\n') _start++;
        _start++;
        _nextLine++;
    }

    private static int LinesIn(ReadOnlySpan<char> text)
    {
        var lines = 0;
        for (var i = text.IndexOfAny('\r', '\n'); i >= 0; i = text.IndexOfAny('\r', '\n'))
        {
            lines++;
            text = text[(text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? i + 2 : i + 1)..];
        }
        return lines;
    }

    private readonly record struct CsvCell(int Start, int Length, bool HasDoubledQuotes);
}
