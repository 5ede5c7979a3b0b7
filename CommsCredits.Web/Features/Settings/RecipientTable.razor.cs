using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Settings;

/// <summary>Everybody on the list.</summary>
public sealed partial class RecipientTable
{
    private const int Named = 3;

    [Parameter, EditorRequired] public MailFacts Facts { get; set; } = default!;
    [Parameter] public bool MayChange { get; set; }
    [Parameter] public EventCallback<RecipientLine> OnRemove { get; set; }

    private string Kinds(RecipientLine line) => line.Kinds switch
    {
        null => L["NoticeKinds_All"],
        [] => L["Recipients_Nothing"],
        { Count: <= Named } few => string.Join(", ", few.Select(k => L[$"NoticeKind_{k}"])),
        { } many => L["Recipients_Kinds", string.Join(", ", many.Take(Named - 1).Select(k => L[$"NoticeKind_{k}"])), Format.Number(many.Count - Named + 1)],
    };

    private string Last(RecipientLine line) => line.LastSent is { } sent ? Format.Date(Facts.Organization.Calendar.DayOf(sent)) : L["Recipients_NoMail"];
}
