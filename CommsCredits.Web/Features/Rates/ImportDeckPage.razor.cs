using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Rating;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Features.Rates.Reading;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace CommsCredits.Web.Features.Rates;

/// <summary>A price list is read, compared with the one in force, and added only when the person has seen what it changes.</summary>
public sealed partial class ImportDeckPage
{
    private Actor? _actor;
    private Organization? _organization;
    private DateOnly _today;
    private byte[]? _bytes;
    private string? _fileName, _fault;
    private RateDeckFile? _file;
    private DeckPreview? _preview;
    private IReadOnlyDictionary<string, Refused> _faults = new Dictionary<string, Refused>();
    private bool _isSaving;

    /// <summary>What is typed survives the first drawing and a lost connection.</summary>
    [PersistentState] public DeckWish? Wish { get; set; }
    [Inject] private RatesReader Reader { get; set; } = default!;
    [Inject] private RateDeckOperations Operations { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        _actor = await Current.GetAsync();
        var list = await Reader.DecksAsync(_actor, CancellationToken.None);
        _today = list.Today;
        Wish ??= new()
        {
            ValidFrom = Month.Of(_today).Next.FirstDay, Places = list.Organization.Currency.Decimals.ToString(CultureInfo.InvariantCulture),
        };
        _organization = list.Organization;
    }

    private async Task TakeAsync(InputFileChangeEventArgs chosen)
    {
        (_fileName, _fault, _file, _preview, _bytes) = (chosen.File.Name, null, null, null, null);
        if (chosen.File.Size > RateDeckReader.MostBytes)
        {
            _fault = Words(new("DeckTooLarge", RateDeckReader.MostBytes >> 20));
            return;
        }
        try
        {
            using var memory = new MemoryStream();
            await using var content = chosen.File.OpenReadStream(RateDeckReader.MostBytes);
            await content.CopyToAsync(memory);
            _bytes = memory.ToArray();
        }
        catch (IOException)
        {
            _fault = L["Upload_Broken"];
            return;
        }
        if (Wish!.Name.Length == 0) Wish.Name = Path.GetFileNameWithoutExtension(_fileName)[..Math.Min(RateDeckOperations.NameChars, Path.GetFileNameWithoutExtension(_fileName).Length)];
        if (await ReadAsync(null) is { IsTollFree: true } && !Wish.Kind.LooksAtTheCaller()) Wish.Kind = DeckKind.TollFreeIn;
        await ReadAgainAsync();
    }

    /// <summary>The kind decides which prefixes stand twice, and the day which lines begin too late, so the file is read once more for them.</summary>
    private async Task ReadAgainAsync()
    {
        _file = _bytes is null ? null : await ReadAsync(Wish!.Kind);
        await ChangedAsync();
    }

    private async Task<RateDeckFile?> ReadAsync(DeckKind? kind)
    {
        var read = await RateDeckReader.ReadAsync(new MemoryStream(_bytes!), new DeckAim(kind, _organization!.Currency.Code, Wish!.ValidFrom));
        _fault = read.Refused is { } refused ? Words(refused) : read.Value!.Rates.Count == 0 ? Words(new("DeckNoRates")) : null;
        return read.Value;
    }

    private async Task ChangedAsync()
    {
        var terms = Wish!.Terms(out _faults);
        if (_file is null) _faults = _faults.Where(f => f.Key != nameof(DeckWish.Name)).ToDictionary();
        _preview = terms is null || _file is not { Rates.Count: > 0 } file ? null : await Reader.PreviewAsync(_actor!, terms, file.Rates, CancellationToken.None);
    }

    private async Task AddAsync()
    {
        if (_isSaving || _preview is not { } preview || _file is not { } file) return;
        _isSaving = true;
        try
        {
            var outcome = await Operations.AddAsync(_actor!, preview.Terms, file.Rates, CancellationToken.None);
            if (outcome.Refused is { } refused) _fault = Words(refused);
            else Navigation.LeaveTo("/rates");
        }
        finally
        {
            _isSaving = false;
        }
    }

    private string? Error(string field) => _faults.TryGetValue(field, out var why) ? Words(why) : null;
    private string Words(Refused refused) => RefusalWords.Say(L, refused, _organization!);
}
