using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Web.Features.Usage;

namespace CommsCredits.Web.CommandLine;

/// <summary>One line on standard error that is written over and over while an import runs, and gone at its end.</summary>
internal sealed class ImportProgressLine(ImportsReader reader, Actor actor, Guid import, bool isShown) : IDisposable
{
    public static readonly TimeSpan Rhythm = TimeSpan.FromMilliseconds(250);
    private int _width;

    public async Task ShowAsync()
    {
        if (!isShown || await reader.SummaryAsync(actor, import, CancellationToken.None) is not { } now) return;
        var left = now.Progress.SecondsLeft is { } seconds ? $", about {seconds} s left" : "";
        Write(string.Create(CultureInfo.InvariantCulture, $"{now.FileName}: {now.Thousandths / 10m:0.0}%, {now.Lines:N0} lines, {now.Progress.LinesASecond:N0} a second{left}"));
    }

    public void Dispose()
    {
        if (_width == 0) return;
        Write("");
        Console.Error.Write('\r');
    }

    private void Write(string text)
    {
        Console.Error.Write($"\r{text.PadRight(_width)}");
        _width = text.Length;
    }
}
