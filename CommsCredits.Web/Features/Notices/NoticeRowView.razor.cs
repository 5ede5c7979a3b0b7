using CommsCredits.Domain;
using CommsCredits.Domain.Notices;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Mail;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Notices;

/// <summary>One notice: what happened in the mail's own words, when, where something can be done, and whom it reached.</summary>
public sealed partial class NoticeRowView
{
    private NoticeWords _words = new("", [], "/");
    private string? _toldWith;

    [Parameter, EditorRequired] public NoticeLine Line { get; set; } = default!;
    [Parameter, EditorRequired] public Organization Organization { get; set; } = default!;
    [Parameter, EditorRequired] public DateTime Now { get; set; }
    [Parameter] public bool IsNew { get; set; }
    [Parameter] public EventCallback<MailLine> OnAgain { get; set; }

    private bool IsUrgent => NoticeKinds.IsUrgent(Line.Notice.Kind);

    /// <summary>Stands open: it needs somebody, or one of its mails does. What only tells is one line, which opens.</summary>
    private bool IsLoud => IsUrgent || Line.Mails.Any(m => m.State is MailState.Failing or MailState.GivenUp);

    private string Mailed => _toldWith is not null ? L["Notices_ToldWith", _toldWith]
        : Line.Mails.Count == 0 ? L[Line.IsAddressed ? "Notices_ToNobody" : "MailState_Waiting"]
        : Line.Mails.Count(m => m.State == MailState.Sent) is > 0 and var sent ? L["Notices_SentTo", Format.Number(sent)]
        : L[$"MailState_{Line.Mails[0].State}"];

    private string PageName => _words.Path switch
    {
        "/funding" => L["Nav_Funding"],
        "/recharge" => L["Nav_Recharge"],
        "/ledger" => L["Nav_Ledger"],
        "/payments" => L["Nav_Payments"],
        "/rates/pools" => L["Nav_Rates"],
        ['/', 's', ..] => L["Nav_Statements"],
        _ => L["Nav_Overview"],
    };

    protected override void OnParametersSet() =>
        (_words, _toldWith) = (NoticeMail.Say(Line.Notice, Organization), Line.ToldWith is { } later ? NoticeMail.Say(later, Organization).Subject : null);

    /// <summary>On the organization's clocks; the year only where it is another.</summary>
    private string Time(DateTime instant)
    {
        var (local, today) = (Organization.Calendar.WallClock(instant), Organization.Calendar.DayOf(Now));
        var day = DateOnly.FromDateTime(local);
        return $"{(day.Year == today.Year ? Format.DayMonth(day) : Format.Date(day))} {Format.Time(local)}";
    }
}
