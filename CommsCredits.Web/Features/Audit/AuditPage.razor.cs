using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Audit;

/// <summary>Who did what, when and from where, with before and after. Everything that is chosen is in the address.</summary>
public sealed partial class AuditPage : IDisposable
{
    private PageSearch? _search;
    private Actor? _actor;
    private AuditFilter _filter = new();
    private AuditList? _list;

    [SupplyParameterFromQuery] public string? From { get; set; }
    [SupplyParameterFromQuery] public string? To { get; set; }
    [SupplyParameterFromQuery(Name = "who")] public string? AskedWho { get; set; }
    [SupplyParameterFromQuery] public string? Thing { get; set; }
    [SupplyParameterFromQuery] public string? Page { get; set; }
    [CascadingParameter] private HttpContext? Http { get; set; }
    [Inject] private ReadTurns Turns { get; set; } = default!;
    [Inject] private AuditReader Reader { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    private bool IsFiltered => _filter != new AuditFilter();
    private string? Lead => _list is not { } list ? null : list.FaultAt is null ? L["Audit_Lead", Format.Number(list.Rows)].Value : L["Audit_LeadBroken", Format.Number(list.Rows)].Value;
    private string CsvHref => "/audit.csv" + new Uri(Navigation.With(("page", null))).Query;
    private IReadOnlyList<FilterChoice> Things => [.. AuditWords.Things.Select(t => new FilterChoice(t, L[$"AuditThing_{t}"])).OrderBy(c => c.Text, StringComparer.CurrentCulture)];
    private IReadOnlyList<FilterChoice> Actors => [.. _list!.Actors.Select(a => new FilterChoice(a.Id, Who(a.Id, a.Name)))];

    protected override async Task OnParametersSetAsync()
    {
        _actor ??= await Current.GetAsync();
        _filter = AuditFilter.Of(From, To, AskedWho, Thing);
        _search ??= new(Turns);
        _list = await _search.RunAsync(_actor, Http, cancel => Reader.ListAsync(_actor, _filter, Query.Page(Page), cancel)) ?? _list;
    }

    /// <summary>"Top-up of 500.00 USD paid", "Recipient Ana Ruiz (ana@…) removed"; where nothing is known of the subject, its id stands behind.</summary>
    private string What(AuditLine line)
    {
        if (!AuditWords.Things.Contains(line.Deed.Thing) || !AuditWords.Deeds.Contains(line.Deed.Deed)) return $"{line.Deed.Thing}.{line.Deed.Deed}";
        var (thing, deed) = (L[$"AuditThing_{line.Deed.Thing}"].Value, L[$"AuditDeed_{line.Deed.Deed}"].Value);
        return line.About is { } about ? L[AuditWords.IsNoun(line.Deed.Deed) ? "Audit_SaidOfNoun" : "Audit_SaidOf", thing, About(line.Deed.Thing, about), deed] : L["Audit_Said", thing, deed];
    }

    /// <summary>An id that no name stands for, and that says more than the sentence does.</summary>
    private static bool SubjectIsSaid(AuditLine line) => line.About is null && !AuditWords.SaysNothing(line.Subject);

    private string About(string thing, AuditAbout about) => about switch
    {
        { IsErased: true } => L["Audit_ErasedPerson"],
        { Plan: { } plan } => L[$"Plan_{plan}"] is { ResourceNotFound: false } known ? known : plan,
        { Name: { } name, Amount: { } amount } => L["Audit_AboutOf", name, Money(amount)],
        { Amount: { } amount } => L["Audit_Of", Money(amount)],
        { Name: { } name } => Month.TryParse(name, out var month) ? Format.Month(month) : thing == "Mail" ? L["Audit_To", name] : name,
        _ => "",
    };

    private string Money(Money amount) => $"{Format.Money(amount, _list!.Currency)} {_list.Currency.Code}";

    private string Who(string id, string? name) => name ?? (id == "cli" ? L["Audit_CommandLine"].Value : id.StartsWith("job:", StringComparison.Ordinal) ? L["Audit_Job", id[4..]].Value : id);

    private string Time(AuditLine line)
    {
        var local = _list!.Calendar.WallClock(line.At);
        var day = DateOnly.FromDateTime(local);
        return (day.Year == _list.Calendar.WallClock(_list.Now).Year ? Format.DayMonth(day) : Format.Date(day)) + local.ToString(" HH:mm:ss", CultureInfo.InvariantCulture);
    }

    private string Link(params ReadOnlySpan<(string Name, object? Value)> changes) => Navigation.With([.. changes, ("page", null)]);

    public void Dispose() => _search?.Dispose();

    private string Paged(int by) => Navigation.With(("page", _list!.First / AuditReader.PageSize + 1 + by));
}
