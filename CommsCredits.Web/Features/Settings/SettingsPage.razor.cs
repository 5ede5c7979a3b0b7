using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Settings;

/// <summary>How the organization is set, and what cannot be set any more.</summary>
public sealed partial class SettingsPage : IDisposable
{
    private Actor? _actor;
    private SettingsFacts? _facts;
    private Refused? _refused;
    private IReadOnlyDictionary<string, string> _faults = new Dictionary<string, string>();
    private bool _isSaved, _isSaving;
    private IDisposable? _subscription;

    /// <summary>What is typed survives the first drawing, news of the pool and a lost connection.</summary>
    [PersistentState] public SettingsForm? Form { get; set; }
    [Inject] private SettingsReader Reader { get; set; } = default!;
    [Inject] private SettingsOperations Operations { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private PageFeed Feed { get; set; } = default!;

    private bool MayChange => _actor!.May(Permission.ChangeSettings);
    private string Code => _facts!.Organization.Currency.Code;

    private string? Lead => _facts is not { } facts ? null : L["Settings_Lead",
        Format.Short(facts.Settings.TopUpMinimum, facts.Organization.Currency), Format.Short(facts.Settings.TopUpMaximum, facts.Organization.Currency), Code,
        facts.Settings.LowLevels.Count == 0 ? L["Settings_LeadNoLevels"].Value : L["Settings_LeadLevels", Levels(facts.Settings.LowLevels)].Value].Value;

    /// <summary>Levels that were not there before and that the balance has reached already (R13.2).</summary>
    private string? ToldAtOnce
    {
        get
        {
            var (settings, _) = Form!.Read(_facts!.Organization.Currency, CultureInfo.CurrentCulture);
            var reached = settings.LowLevels.Except(_facts.Settings.LowLevels).Where(l => l.IsPositive && _facts.Balance <= l && !(_facts.Rule is { IsOn: true } rule && rule.Trigger == l)).ToList();
            return reached.Count == 0 ? null : L["Settings_ToldAtOnce", Levels(reached), Code].Value;
        }
    }

    protected override async Task OnInitializedAsync()
    {
        _actor = await Current.GetAsync();
        if (RendererInfo.IsInteractive) _subscription = Feed.Follow(_actor.OrganizationId, () => InvokeAsync(RefreshAsync));
        _facts = await Reader.FactsAsync(_actor, CancellationToken.None);
        Form ??= SettingsForm.Of(_facts.Settings, CultureInfo.CurrentCulture);
    }

    private async Task RefreshAsync()
    {
        _facts = await Reader.FactsAsync(_actor!, CancellationToken.None);
        StateHasChanged();
    }

    private void Discard() => (Form, _faults, _refused, _isSaved) = (SettingsForm.Of(_facts!.Settings, CultureInfo.CurrentCulture), new Dictionary<string, string>(), null, false);

    private async Task SaveAsync()
    {
        if (_isSaving) return;
        (_isSaved, _refused) = (false, null);
        var checkedForm = new SettingsFormValidator(_facts!, why => RefusalWords.Say(L, why, _facts!.Organization)).Validate(Form!);
        _faults = checkedForm.Errors.GroupBy(e => e.PropertyName).ToDictionary(g => g.Key, g => g.First().ErrorMessage);
        if (!checkedForm.IsValid) return;
        _isSaving = true;
        try
        {
            var outcome = await Operations.SaveAsync(_actor!, Form!.Read(_facts!.Organization.Currency, CultureInfo.CurrentCulture).Settings, CancellationToken.None);
            _refused = outcome.Refused;
            if (outcome.Value is not { } saved) return;
            (_isSaved, Form) = (true, SettingsForm.Of(saved, CultureInfo.CurrentCulture));
            _facts = await Reader.FactsAsync(_actor!, CancellationToken.None);
        }
        finally
        {
            _isSaving = false;
        }
    }

    private string? Error(string field) => _faults.GetValueOrDefault(field);

    /// <summary>The levels have one fault together; an empty field has no part in it.</summary>
    private bool IsBad(int level) => Error(nameof(SettingsForm.LowLevels)) is not null && !string.IsNullOrWhiteSpace(Form!.LowLevels[level]);

    private string Levels(IEnumerable<Money> levels) => string.Join(", ", levels.OrderDescending().Select(l => Format.Short(l, _facts!.Organization.Currency)));

    public void Dispose() => _subscription?.Dispose();
}
