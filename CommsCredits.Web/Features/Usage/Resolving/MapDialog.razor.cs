using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Security;
using FluentValidation;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CommsCredits.Web.Features.Usage.Resolving;

/// <summary>Says what an unknown code is, and books at once what waited for it.</summary>
public sealed partial class MapDialog
{
    private readonly MapForm _typed = new();
    private MudForm? _form;
    private string? _refusal;
    private MapPreview? _preview;
    private bool _isMapping;
    private Func<object, string, Task<IEnumerable<string>>> _validate = default!;

    [CascadingParameter] private IMudDialogInstance Dialog { get; set; } = default!;
    [Parameter, EditorRequired] public CodeKind Kind { get; set; }
    [Parameter, EditorRequired] public string Code { get; set; } = "";
    [Parameter, EditorRequired] public int Count { get; set; }
    [Parameter, EditorRequired] public Organization Organization { get; set; } = default!;
    [Inject] private CodeMappingOperations Mappings { get; set; } = default!;
    [Inject] private ResolvingReader Reader { get; set; } = default!;
    [Inject] private ExceptionOperations Operations { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;

    private string[] Names => Kind == CodeKind.CallType ? Enum.GetNames<CallType>() : Enum.GetNames<CapabilityClass>();

    public static async Task<Resolved?> OpenAsync(IDialogService dialogs, DialogParameters<MapDialog> parameters)
    {
        var options = new DialogOptions { FullWidth = true, MaxWidth = MaxWidth.Small, CloseOnEscapeKey = true, BackdropClick = false };
        var opened = await dialogs.ShowAsync<MapDialog>(null, parameters, options);
        return (await opened.Result)?.Data as Resolved;
    }

    protected override void OnInitialized()
    {
        var validator = new MapFormValidator(Kind, Words);
        _validate = async (model, field) =>
            (await validator.ValidateAsync(ValidationContext<MapForm>.CreateWithOptions((MapForm)model, o => o.IncludeProperties(field)))).Errors.Select(e => e.ErrorMessage);
    }

    /// <summary>What the answer would do, before it is given.</summary>
    private async Task LookAsync() => _preview = _typed.Class.Length == 0 ? null : await Reader.PreviewAsync(await Current.GetAsync(), new(Kind, Code, _typed.Class), CancellationToken.None);

    /// <summary>Who pays for such calls; null where the words of the class say it already.</summary>
    private string? Pays(string? name) => string.IsNullOrEmpty(name) ? null
        : Kind == CodeKind.CallType ? L[$"CallTypePays_{name}"].Value
        : name is nameof(CapabilityClass.CallingPlan) or nameof(CapabilityClass.Conferencing) or nameof(CapabilityClass.Free) ? L[$"CapabilityPays_{name}"].Value : null;

    private async Task MapAsync()
    {
        if (_isMapping || _form is null) return;
        _isMapping = true;
        try
        {
            _refusal = null;
            await _form.ValidateAsync();
            if (!_form.IsValid) return;
            var actor = await Current.GetAsync();
            var mapped = await Mappings.MapAsync(actor, new(Kind, Code, _typed.Class), _typed.Reason, CancellationToken.None);
            if (mapped.Refused is { } why)
            {
                _refusal = Words(why);
                return;
            }
            var cause = Kind == CodeKind.CallType ? ExceptionReason.UnknownCallType : ExceptionReason.UnknownCapability;
            var rebooked = await Operations.RebookAsync(actor, new(cause, Code), CancellationToken.None, _typed.Reason);
            Dialog.Close(DialogResult.Ok(rebooked.Value));
        }
        finally
        {
            _isMapping = false;
        }
    }

    private string? Words(string? name) => string.IsNullOrEmpty(name) ? name : Kind == CodeKind.CallType ? L[$"CallType_{name}"] : L[$"CapabilityClass_{name}"];
    private string Words(Refused why) => RefusalWords.Say(L, why, Organization);
}
