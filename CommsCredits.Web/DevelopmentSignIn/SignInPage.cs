using System.Net;

namespace CommsCredits.Web.DevelopmentSignIn;

/// <summary>
/// The issuer's two pages, in English only: they stand in for Microsoft's and never reach a customer. They use the portal's style sheet
/// by its plain name, with the few values that MudThemeProvider would write.
/// </summary>
public static class SignInPage
{
    private static readonly string[] s_carried = ["client_id", "response_type", "redirect_uri", "code_challenge", "code_challenge_method", "nonce", "state", "scope", "response_mode"];

    private const string Head = """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Development sign-in</title>
        <link rel="icon" href="/favicon.svg"><link rel="stylesheet" href="/app.css"><style>
        :root{color-scheme:light dark;--mud-typography-default-family:"IBM Plex Sans",sans-serif;--mud-palette-background:light-dark(#F4F6F6,#0D1517);--mud-palette-surface:light-dark(#fff,#131E21);
        --mud-palette-text-primary:light-dark(#12252A,#E4ECED);--mud-palette-text-secondary:light-dark(#4A5E64,#A0B2B6);--mud-palette-primary:light-dark(#0B5A60,#63C1C4);
        --mud-palette-primary-text:light-dark(#fff,#05292C);--mud-palette-lines-default:light-dark(#D8DFE0,#27363A);--mud-palette-table-hover:light-dark(#F1F5F5,#18262A)}
        body{margin:0;font:400 .875rem/1.25rem "IBM Plex Sans","Noto Sans SC",sans-serif;color:var(--mud-palette-text-primary)}
        </style></head><body>
        """;

    private const string Brand = """
        <div class="door-brand"><svg viewBox="0 0 24 24" aria-hidden="true"><rect x="2" y="2" width="20" height="20" rx="5" fill="var(--mud-palette-primary)"/><rect x="6" y="14.5" width="12" height="3" rx="1" fill="var(--mud-palette-primary-text)"/><rect x="6" y="10.25" width="12" height="3" rx="1" fill="var(--mud-palette-primary-text)" opacity=".72"/><rect x="6" y="6" width="6.5" height="3" rx="1" fill="var(--mud-palette-primary-text)" opacity=".45"/></svg><span>CommsCredits</span></div>
        """;

    public static string Choose(DevelopmentSettings settings, Func<string, string?> get) => $"""
        {Head}<main class="door"><div class="door-in">{Brand}
        <h1>Development sign-in</h1><p class="sub">This page stands in for Microsoft Entra ID on this machine. Choose who you are; no password is asked.</p>
        <form method="post">{string.Concat(s_carried.Select(n => Hidden(n, get(n))))}<ul class="people">{string.Concat(settings.People.Select(Row))}</ul></form>
        </div><p class="door-foot">No internet needed</p></main></body></html>
        """;

    public static string Continue(string script, string redirectUri, string code, string? state) => $"""
        {Head}<main class="door"><h1 class="skip">Development sign-in</h1><form method="post" action="{E(redirectUri)}">{Hidden("code", code)}{Hidden("state", state)}<noscript><button>Continue</button></noscript></form></main>
        <script src="{E(script)}"></script></body></html>
        """;

    private static string Row(DevelopmentPerson person)
    {
        var roles = person.Roles.Length == 0 ? "No role" : string.Join(", ", person.Roles);
        var name = person.Organization is null ? person.Name : $"{person.Name}, {person.Organization}";
        var initials = string.Concat(person.Name.Split(' ').Select(w => w[..1]));
        return $"""<li><button name="login" value="{E(person.Login)}"><span class="cc-avatar" aria-hidden="true">{E(initials)}</span><span class="grow"><span class="med">{E(name)}</span><span class="cap">{E(roles)}</span></span></button></li>""";
    }

    private static string Hidden(string name, string? value) => $"""<input type="hidden" name="{name}" value="{E(value)}">""";

    private static string E(string? text) => WebUtility.HtmlEncode(text ?? "");
}
