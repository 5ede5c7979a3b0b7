using CommsCredits.Domain;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace CommsCredits.Web.Features.Settings.SignInChecks;

/// <summary>Is signing in set up rightly, and what must be done where it is not? Asks the issuer when the page lives, and again when told to.</summary>
public sealed partial class SignInPage : IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private Actor? _actor;
    private SignInReport? _report;
    private bool _isBusy;

    [Inject] private SignInCheck Check { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private AuthenticationStateProvider State { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    private string? Lead => _report is not { } report ? L["SignIn_LeadAsking"]
        : report.Wrong > 0 ? L[report.Wrong == 1 ? "SignIn_LeadWrongOne" : "SignIn_LeadWrong", Format.Number(report.Wrong)]
        : report.ToLookAt > 0 ? L[report.ToLookAt == 1 ? "SignIn_LeadLookOne" : "SignIn_LeadLook", Format.Number(report.ToLookAt)]
        : L["SignIn_LeadFine"];

    protected override async Task OnInitializedAsync() => _actor = await Current.GetAsync();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        await RunAsync();
        StateHasChanged();
    }

    private async Task RunAsync()
    {
        if (_isBusy) return;
        _isBusy = true;
        try
        {
            _report = await Check.RunAsync(_actor!, new(Navigation.BaseUri), (await State.GetAuthenticationStateAsync()).User, _left.Token);
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            // Whoever has left the page needs no answer.
        }
        finally
        {
            _isBusy = false;
        }
    }

    private string Say(SignInFinding finding) => L[$"SignInSaid_{finding.Code}", [.. finding.Figures.Select(f => f switch { int number => Format.Number(number), DateOnly day => Format.Date(day), _ => f })]];

    private string From(RoleLine line) => line switch
    {
        { Has: false } => "–",
        { FromRole: true, FromGroups.Count: > 0 } => L["SignIn_FromBoth"],
        { FromRole: true } => L["SignIn_FromRole"],
        { FromGroups.Count: > 0 } => L["SignIn_FromGroup"],
        _ => L["SignIn_FromDirectory"],
    };

    private static string Colour(CheckState state) => state switch { CheckState.Fine => "ok", CheckState.Look => "warn", CheckState.Wrong => "bad", _ => "plain" };

    private static string Symbol(CheckState state) => state switch { CheckState.Fine => Icons.Material.Outlined.CheckCircle, CheckState.Look => Icons.Material.Outlined.WarningAmber, CheckState.Wrong => Icons.Material.Outlined.Block, _ => Icons.Material.Outlined.Schedule };

    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }
}
