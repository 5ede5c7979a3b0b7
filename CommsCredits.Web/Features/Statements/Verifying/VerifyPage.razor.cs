using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Documents;
using CommsCredits.Web.Documents.Reading;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace CommsCredits.Web.Features.Statements.Verifying;

/// <summary>A paper is dropped; the page says whether it is ours, and if not, what differs first.</summary>
public sealed partial class VerifyPage : IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private string? _fileName, _fault;
    private Verification? _answer;
    private bool _isReading;

    [Inject] private StatementVerifier Verifier { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;

    private async Task TakeAsync(InputFileChangeEventArgs chosen)
    {
        (_fileName, _fault, _answer) = (chosen.File.Name, null, null);
        if (chosen.File.Size > PaperReader.MostBytes)
        {
            _fault = L["Verify_TooLarge", PaperReader.MostBytes >> 20];
            return;
        }
        _isReading = true;
        try
        {
            await using var content = chosen.File.OpenReadStream(PaperReader.MostBytes, _left.Token);
            _answer = await Verifier.VerifyAsync(await Current.GetAsync(_left.Token), content, (int)chosen.File.Size, _left.Token);
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            // Nobody is there any more to be answered
        }
        catch (IOException)
        {
            _fault = L["Upload_Broken"];
        }
        finally
        {
            _isReading = false;
        }
    }

    /// <summary>The page is left: what is still being looked at ends.</summary>
    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    private static NoteKind KindOf(Verification answer) => answer.Verdict switch { PaperVerdict.Genuine => NoteKind.Good, PaperVerdict.Changed or PaperVerdict.Unknown => NoteKind.Warn, _ => NoteKind.Bad };

    private string What(Verification answer) => answer switch
    {
        { Verdict: PaperVerdict.Genuine, FirstPrinted: { } at } => L["Verify_PrintedText", Named(answer), Format.Date(DateOnly.FromDateTime(at)), answer.Fingerprint!],
        { Verdict: PaperVerdict.Genuine } => L["Verify_GenuineText", Named(answer), answer.Fingerprint!],
        { Verdict: PaperVerdict.Differs } => L["Verify_DiffersText", Named(answer)],
        { Verdict: PaperVerdict.Changed, ArePagesUnread: true } => L["Verify_SavedAgainText", Named(answer)],
        { Verdict: PaperVerdict.Changed } => L["Verify_ChangedText", Named(answer), Format.Number(answer.Offset!.Value)],
        { Verdict: PaperVerdict.Unknown } => L["Verify_UnknownText"],
        _ => L["Verify_UnreadableText"],
    };

    private static string Named(Verification answer) => new StatementWords(CultureInfo.CurrentUICulture).NameOf(answer.Period!.Value);

    /// <summary>What a stranger wrote into a file is shown cut.</summary>
    private string Shown(string text) => text.Length == 0 ? L["Verify_Nothing"] : text.Length > 200 ? text[..200] + "…" : text;
}
