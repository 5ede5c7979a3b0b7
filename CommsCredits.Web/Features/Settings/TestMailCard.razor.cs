using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Web.Mail;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Settings;

/// <summary>One mail at once, and what the server said to it.</summary>
public sealed partial class TestMailCard
{
    private string _address = "";
    private string? _fault, _failed, _sentTo;
    private bool _isSending;

    [Parameter, EditorRequired] public Actor Actor { get; set; } = default!;
    [Parameter, EditorRequired] public MailServerFacts Server { get; set; } = default!;
    [Parameter] public string Class { get; set; } = "";
    [Inject] private TestMail Mail { get; set; } = default!;

    private async Task SendAsync()
    {
        if (_isSending) return;
        (_fault, _failed, _sentTo, _isSending) = (null, null, null, true);
        try
        {
            var address = _address.Trim();
            var outcome = await Mail.SendAsync(Actor, address, CultureInfo.CurrentUICulture.Name, CancellationToken.None);
            if (outcome.Refused is { Code: "MailNotSent" } why) _failed = (string)why.Figures[0];
            else if (outcome.Refused is { } refused) _fault = L[$"Refusal_{refused.Code}", [.. refused.Figures]];
            else _sentTo = address;
        }
        finally
        {
            _isSending = false;
        }
    }

    private static MailFault Fault(string message) => MailNotSentException.Read(message).Fault;
}
