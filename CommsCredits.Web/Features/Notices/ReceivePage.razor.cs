using CommsCredits.Domain;
using CommsCredits.Domain.Notices;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Notices;

/// <summary>What is chosen on the page, as it is chosen.</summary>
public sealed class ReceiveForm
{
    public bool All { get; set; }
    public List<NoticeKind> Kinds { get; set; } = [];

    public static ReceiveForm Of(Receiving receiving) => new() { All = receiving is { Receives: null, MayReceiveAll: true }, Kinds = [.. receiving.Receives ?? receiving.Kinds] };
}

/// <summary>Which notices the reader receives themselves (R14.3).</summary>
public sealed partial class ReceivePage
{
    private Actor? _actor;
    private Receiving? _receiving;
    private string? _refused;
    private bool _isSaved, _isBusy;

    /// <summary>What is chosen survives the first drawing and a lost connection.</summary>
    [PersistentState] public ReceiveForm? Form { get; set; }
    [Inject] private NoticesReader Reader { get; set; } = default!;
    [Inject] private NoticeOperations Operations { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;

    private bool MayChange => _actor!.May(Permission.ChangeNotices) && Obstacle is null;

    private string? Obstacle => _receiving?.State switch
    {
        ReceivingState.TakenOff => L["Receive_TakenOff", Roles.BillingAdmin].Value,
        ReceivingState.NoAddress => L["Receive_NoAddress", Roles.BillingAdmin].Value,
        ReceivingState.AddressTaken => L["Receive_AddressTaken", _receiving.Address!, Roles.BillingAdmin].Value,
        _ => null,
    };

    private string? Lead => _receiving switch
    {
        null => null,
        { State: ReceivingState.On, Receives: null } => L["Receive_LeadAll", _receiving.Address!].Value,
        { State: ReceivingState.On } when _receiving.Receives.Count + _receiving.AlsoReceives.Count > 0 => L["Receive_LeadSome", Format.Number(_receiving.Receives.Count + _receiving.AlsoReceives.Count), _receiving.Address!].Value,
        _ => L["Receive_LeadNone"].Value,
    };

    protected override async Task OnInitializedAsync()
    {
        _actor = await Current.GetAsync();
        await ReadAsync();
        Form ??= ReceiveForm.Of(_receiving!);
    }

    private async Task ReadAsync() => _receiving = await Reader.ReceivingAsync(_actor!, CancellationToken.None);

    private async Task SaveAsync()
    {
        if (_isBusy) return;
        _isBusy = true;
        try
        {
            var outcome = await Operations.ReceiveAsync(_actor!, Form!.All ? null : Form.Kinds, CancellationToken.None);
            (_isSaved, _refused) = (outcome.Refused is null, outcome.Refused is { } why ? L[$"Refusal_{why.Code}"].Value : null);
            await ReadAsync();
            if (_isSaved) Form = ReceiveForm.Of(_receiving!);
        }
        finally
        {
            _isBusy = false;
        }
    }
}
