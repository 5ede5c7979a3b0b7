using CommsCredits.Domain;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.ApiKeys;

/// <summary>Which programs have a key, what each may do, and when it was last used. Which key is being changed stands in the address; a secret never does.</summary>
public sealed partial class ApiKeysPage : IDisposable
{
    private const string New = "new";
    private Actor? _actor;
    private ApiKeyBook? _book;
    private Refused? _refused;
    private ShownSecret? _shown;
    private string? _answer;
    private bool _mayChange;
    private IDisposable? _subscription;

    /// <summary>A key's id, or <c>new</c>.</summary>
    [SupplyParameterFromQuery] public string? Edit { get; set; }

    /// <summary>What is typed survives the first drawing and a lost connection.</summary>
    [PersistentState] public ApiKeyForm? Form { get; set; }
    [PersistentState] public string? Edited { get; set; }
    [Inject] private ApiKeyReader Reader { get; set; } = default!;
    [Inject] private ApiKeyOperations Operations { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;
    [Inject] private PageFeed Feed { get; set; } = default!;

    private ApiKeyLine? Chosen => _book?.Keys.FirstOrDefault(k => k.Id.ToString() == Edit && !k.IsOver);

    protected override async Task OnInitializedAsync()
    {
        _actor = await Current.GetAsync();
        _mayChange = _actor.May(Permission.ChangeApiKeys);
        if (RendererInfo.IsInteractive) _subscription = Feed.Follow(_actor.OrganizationId, () => InvokeAsync(RefreshAsync));
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_actor is null) return;
        var book = await Reader.BookAsync(_actor, CancellationToken.None);
        if (Edit != Edited)
        {
            if (Edit is not null) (_answer, _shown) = (null, null);
            (Edited, _refused) = (Edit, null);
            Form = Edit == New ? new() : null;
        }
        _book = book;
    }

    private async Task RefreshAsync()
    {
        _book = await Reader.BookAsync(_actor!, CancellationToken.None);
        StateHasChanged();
    }

    private async Task AddAsync(ApiKeyWish wish) => Show(await Operations.AddAsync(_actor!, wish, CancellationToken.None));

    private async Task RotateAsync(int overlapHours) => Show(await Operations.RotateAsync(_actor!, Chosen!.Id, overlapHours, CancellationToken.None));

    private async Task RenameAsync(string name) => Say("ApiKeys_Renamed", await Operations.RenameAsync(_actor!, Chosen!.Id, name, CancellationToken.None));

    private async Task RevokeAsync() => Say("ApiKeys_Revoked", await Operations.RevokeAsync(_actor!, Chosen!.Id, CancellationToken.None));

    private void Show(Outcome<ShownSecret> outcome)
    {
        (_refused, _shown) = (outcome.Refused, outcome.Value);
        if (_refused is null) Navigation.LeaveTo("/api-keys");
    }

    private void Say(string text, Outcome<string> outcome)
    {
        _refused = outcome.Refused;
        if (_refused is not null) return;
        _answer = L[text, outcome.Value!];
        Navigation.LeaveTo("/api-keys");
    }

    private string Lead(ApiKeyBook book) => book.Working == 0 ? L["ApiKeys_LeadNone"]
        : book.Keys.Where(k => !k.IsOver).Max(k => k.LastUsed) is { } used ? L["ApiKeys_LeadUsed", Format.Number(book.Working), KeyTable.Time(book, used)] : L["ApiKeys_Lead", Format.Number(book.Working)];

    public void Dispose() => _subscription?.Dispose();
}
