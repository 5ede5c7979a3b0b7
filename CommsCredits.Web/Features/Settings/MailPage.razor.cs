using CommsCredits.Domain;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Settings;

/// <summary>Who is told by mail, and how mail leaves this server. Who is being changed stands in the address.</summary>
public sealed partial class MailPage : IDisposable
{
    private const string New = "new", Here = "/settings/mail";
    private Actor? _actor;
    private MailFacts? _facts;
    private Refused? _refused;
    private string? _answer;
    private RecipientLine? _removed;
    private IDisposable? _subscription;

    /// <summary>A recipient's id, or <c>new</c>.</summary>
    [SupplyParameterFromQuery] public string? Edit { get; set; }

    /// <summary>What is typed survives the first drawing, news of the pool and a lost connection.</summary>
    [PersistentState] public RecipientForm? Form { get; set; }
    [PersistentState] public string? Edited { get; set; }
    [Inject] private SettingsReader Reader { get; set; } = default!;
    [Inject] private RecipientOperations Operations { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;
    [Inject] private PageFeed Feed { get; set; } = default!;

    private bool MayChange => _actor!.May(Permission.ChangeSettings);

    private string? Lead => _facts is not { } facts ? null
        : facts.Recipients.Count == 0 ? L["Recipients_LeadNone"].Value
        : L[facts.Server.Host is null ? "Recipients_LeadFolder" : "Recipients_Lead", Format.Number(facts.Recipients.Count), facts.Server.Host ?? ""].Value;

    protected override async Task OnInitializedAsync()
    {
        _actor = await Current.GetAsync();
        if (RendererInfo.IsInteractive) _subscription = Feed.Follow(_actor.OrganizationId, () => InvokeAsync(RefreshAsync));
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_actor is null) return;
        var facts = await Reader.MailAsync(_actor, CancellationToken.None);
        if (Edit != Edited)
        {
            if (Edit is not null) (_answer, _removed) = (null, null);
            (Edited, _refused) = (Edit, null);
            Form = Edit == New ? new() : facts.Recipients.FirstOrDefault(r => r.Id.ToString() == Edit) is { } line ? RecipientForm.Of(line) : null;
        }
        _facts = facts;
    }

    private async Task RefreshAsync()
    {
        _facts = await Reader.MailAsync(_actor!, CancellationToken.None);
        StateHasChanged();
    }

    private async Task SaveAsync(RecipientWish wish)
    {
        var outcome = await (Form!.Id is { } id ? Operations.ChangeAsync(_actor!, id, wish, CancellationToken.None) : Operations.AddAsync(_actor!, wish, CancellationToken.None));
        _refused = outcome.Refused;
        if (_refused is not null) return;
        (_answer, _removed) = (L["Recipients_Saved", wish.Name], null);
        Navigation.LeaveTo(Here);
    }

    private async Task RemoveAsync(RecipientLine line)
    {
        var outcome = await Operations.RemoveAsync(_actor!, line.Id, CancellationToken.None);
        _refused = outcome.Refused;
        if (_refused is null) (_answer, _removed) = (L["Recipients_Removed", line.Name], line);
        else (_answer, _removed) = (null, null);
        await RefreshAsync();
        if (_refused is null && Edit == line.Id.ToString()) Navigation.LeaveTo(Here);
    }

    private async Task UndoAsync()
    {
        var outcome = await Operations.RestoreAsync(_actor!, _removed!.Id, CancellationToken.None);
        (_refused, _answer, _removed) = (outcome.Refused, outcome.Refused is null ? L["Recipients_Restored", _removed.Name].Value : null, null);
        await RefreshAsync();
    }

    public void Dispose() => _subscription?.Dispose();
}
