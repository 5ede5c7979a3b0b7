using System.Net;

namespace CommsCredits.Web.Mail;

/// <summary>What a mail of ours says, before it is text or HTML: both say the same.</summary>
public sealed record MailPage
{
    private const string Dark = """
        :root{color-scheme:light dark}
        @media (prefers-color-scheme:dark){
        .ground{background:#0d1517!important}
        .sheet{background:#131e21!important;border-color:#27363a!important}
        .ink{color:#e4eced!important}
        .quiet{color:#a0b2b6!important}
        .press{background:#63c1c4!important;color:#05292c!important}
        .line{border-color:#27363a!important}
        }
        """;

    public required string Language { get; init; }

    /// <summary>Above the title: who tells this.</summary>
    public required string Brand { get; init; }
    public required string Title { get; init; }
    public required IReadOnlyList<string> Paragraphs { get; init; }

    /// <summary>The address in words, for whoever reads plain text.</summary>
    public required string LinkText { get; init; }
    public required string Button { get; init; }

    /// <summary>Absolute, or null where the portal's address is not known: then only the words name the page.</summary>
    public string? Link { get; init; }
    public required string Foot { get; init; }

    public string Text() => string.Join("\n\n", [Brand, Title, .. Paragraphs, LinkText, Foot]) + "\n";

    /// <summary>One narrow table, styles on the elements themselves, nothing from elsewhere. The colours are the portal's; readers that prefer dark ones get those where their program lets a mail choose.</summary>
    public string Html() => $$"""
        <!DOCTYPE html>
        <html lang="{{Language}}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="supported-color-schemes" content="light dark">
        <title>{{Say(Title)}}</title>
        <style>
        {{Dark}}
        </style>
        </head>
        <body class="ground" style="margin:0;padding:0;background:#f4f6f6">
        <table role="presentation" class="ground" width="100%" cellpadding="0" cellspacing="0" style="background:#f4f6f6"><tr><td align="center" style="padding:24px 12px">
        <table role="presentation" class="sheet" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border:1px solid #d8dfe0;border-radius:8px;font-family:'IBM Plex Sans','Segoe UI','Noto Sans SC','Microsoft YaHei',Arial,sans-serif">
        <tr><td class="quiet" style="padding:20px 28px 0;font-size:13px;line-height:18px;color:#4a5e64">{{Say(Brand)}}</td></tr>
        <tr><td style="padding:6px 28px 0"><h1 class="ink" style="margin:0;font-size:22px;line-height:28px;font-weight:500;color:#12252a">{{Say(Title)}}</h1></td></tr>
        <tr><td style="padding:14px 28px 0">
        {{string.Join("\n", Paragraphs.Select((p, i) => Paragraph(p, i == 0)))}}
        </td></tr>
        <tr><td style="padding:8px 28px 22px">{{Pressed()}}</td></tr>
        <tr><td class="quiet line" style="padding:14px 28px 20px;border-top:1px solid #d8dfe0;font-size:13px;line-height:18px;color:#4a5e64">{{Say(Foot)}}</td></tr>
        </table>
        </td></tr></table>
        </body>
        </html>
        """;

    /// <summary>The first says what happened and stands out a little.</summary>
    private static string Paragraph(string text, bool isFirst) =>
        $"""<p class="ink" style="margin:0 0 12px;font-size:{(isFirst ? 16 : 15)}px;line-height:{(isFirst ? 24 : 22)}px;color:#12252a">{Say(text)}</p>""";

    private string Pressed() => Link is null
        ? $"""<p class="ink" style="margin:0;font-size:15px;line-height:22px;color:#12252a">{Say(LinkText)}</p>"""
        : $"""<a class="press" href="{Say(Link)}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#0b5a60;color:#ffffff;font-size:15px;line-height:20px;font-weight:500;text-decoration:none">{Say(Button)}</a>"""
            + $"""<p class="quiet" style="margin:10px 0 0;font-size:13px;line-height:18px;color:#4a5e64;word-break:break-all">{Say(LinkText)}</p>""";

    private static string Say(string text) => WebUtility.HtmlEncode(text);
}
