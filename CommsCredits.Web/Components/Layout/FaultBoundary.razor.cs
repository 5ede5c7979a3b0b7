using CommsCredits.Web.Data;
using CommsCredits.Web.Setup;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Layout;

/// <summary>A fault of a page: what did not happen, a reference that the log has too, and a way on. The circuit lives.</summary>
public sealed partial class FaultBoundary
{
    private string _reference = "";
    private DateTime _at;
    private StorageTrouble? _trouble;

    [Inject] private ILogger<FaultBoundary> Log { get; set; } = default!;
    [Inject] private TimeProvider Clock { get; set; } = default!;
    [Inject] private DatabaseFile File { get; set; } = default!;
    [Inject] private NavigationManager Address { get; set; } = default!;

    protected override Task OnErrorAsync(Exception exception)
    {
        _reference = FaultReference.New();
        File.Report(exception);
        _trouble = StorageTroubles.Of(exception);
        _at = Clock.GetUtcNow().UtcDateTime;
        Log.LogError(exception, "Fault {Reference} at /{Path}", _reference, Address.ToBaseRelativePath(Address.Uri));
        return Task.CompletedTask;
    }
}
