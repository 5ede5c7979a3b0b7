using System.Diagnostics;
using CommsCredits.Domain;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Data;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace CommsCredits.Web.Features.Usage;

/// <summary>Takes a file by dropping or choosing it, and leads to its import as soon as it is kept.</summary>
public sealed partial class UploadBox
{
    private static readonly TimeSpan s_drawEvery = TimeSpan.FromMilliseconds(200);
    private string _name = "";
    private string? _fault;
    private bool _receiving;
    private long _thousandths;
    private long _drawn;

    [Inject] private UsageOperations Operations { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    private async Task TakeAsync(InputFileChangeEventArgs chosen)
    {
        (_name, _fault, _thousandths) = (chosen.File.Name, null, 0);
        if (chosen.File.Size > UsageOperations.UploadBytes)
        {
            _fault = Words(new("FileTooLarge", UsageOperations.UploadBytes >> 20));
            return;
        }
        _receiving = true;
        try
        {
            await using var content = new CountedStream(chosen.File.OpenReadStream(UsageOperations.UploadBytes), chosen.File.Size, Received);
            var outcome = await Operations.StartImportAsync(await Current.GetAsync(), _name, content, CancellationToken.None);
            if (outcome.Refused is { } refused) _fault = Words(refused);
            else Navigation.NavigateTo(outcome.Value is { Imports: [var only] } ? $"/usage/imports/{only}" : "/usage/imports", forceLoad: outcome.Value!.Imports.Count > 1);
        }
        catch (Exception fault) when (StorageTroubles.Of(fault) is not null)
        {
            _fault = L[$"Storage_{StorageTroubles.Of(fault)}"];
        }
        catch (IOException)
        {
            _fault = L["Upload_Broken"];
        }
        finally
        {
            _receiving = false;
        }
    }

    private string Words(Refused refused) => L[$"UploadRefused_{refused.Code}", [_name, .. refused.Figures]];

    private void Received(long thousandths)
    {
        _thousandths = thousandths;
        if (Stopwatch.GetElapsedTime(_drawn) < s_drawEvery) return;
        _drawn = Stopwatch.GetTimestamp();
        _ = InvokeAsync(StateHasChanged);
    }
}
