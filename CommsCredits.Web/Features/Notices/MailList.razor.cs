using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CommsCredits.Web.Features.Notices;

/// <summary>To whom a notice went: what needs somebody first, then those whom it reached.</summary>
public sealed partial class MailList
{
    private const int Shown = 4;

    [Parameter, EditorRequired] public IReadOnlyList<MailLine> Mails { get; set; } = [];
    [Parameter] public bool IsAddressed { get; set; }

    /// <summary>The subject of the notice in whose mail this one was told.</summary>
    [Parameter] public string? ToldWith { get; set; }
    [Parameter, EditorRequired] public Func<DateTime, string> Time { get; set; } = default!;
    [Parameter] public EventCallback<MailLine> OnAgain { get; set; }

    /// <summary>The one that took longest first: when all of them had it.</summary>
    private List<MailLine> Sent => [.. Mails.Where(m => m.State == MailState.Sent).OrderByDescending(m => m.Sent)];

    private string Tried(MailLine mail) => mail.NextTry is { } next && mail.State == MailState.Failing
        ? L["Notices_Tried", Format.Number(mail.Tries), Time(next)]
        : L["Notices_TriedLast", Format.Number(mail.Tries)];

    private static string Colour(MailLine mail) => mail.State switch { MailState.GivenUp => "bad", MailState.Failing => "warn", MailState.Waiting => "info", _ => "plain" };

    private static string Symbol(MailLine mail) => mail.State switch
    {
        MailState.GivenUp => Icons.Material.Outlined.Block,
        MailState.Failing => Icons.Material.Outlined.WarningAmber,
        MailState.Waiting => Icons.Material.Outlined.Schedule,
        _ => Icons.Material.Outlined.PersonOff,
    };
}
