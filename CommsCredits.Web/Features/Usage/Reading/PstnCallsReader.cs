using System.Runtime.CompilerServices;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Web.Data;

namespace CommsCredits.Web.Features.Usage.Reading;

/// <summary>
/// Reads a <c>PSTN.calls.*.csv</c> as it comes out of the admin centre (R9.7): columns by name in any order, unknown ones tolerated. Streams: nothing but the
/// current record is held. An export that went through a spreadsheet may be in Windows-1252, or divided by semicolons or tabs. Bad content makes an unreadable line, never an exception; only a file that is no such file throws <see cref="UnreadableFileException"/>.
/// </summary>
public sealed class PstnCallsReader
{
    public static async IAsyncEnumerable<UsageLine> ReadAsync(Stream file, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        if (file.CanSeek && file.Length - file.Position > ReadingLimits.FileBytes) throw new UnreadableFileException(FileFault.TooLarge, $"{ReadingLimits.FileBytes}");
        using var records = new CsvRecords(file, await EncodingScan.OfAsync(file, cancel));
        var row = new PstnCallsRow(records, await CsvHeader.ReadAsync(records, PstnColumns.Required, PstnColumns.Known, cancel));
        for (var rows = 1; await records.ReadAsync(cancel); rows++)
        {
            if (rows > ReadingLimits.Rows) throw new UnreadableFileException(FileFault.TooManyRows, $"{ReadingLimits.Rows}");
            yield return row.Read();
        }
    }
}
