using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace CommsCredits.Web.Setup;

/// <summary>English and Simplified Chinese: the person's choice (a cookie), else what the browser asks for, else English.</summary>
public static class Localization
{
    /// <summary>The languages, each by its own name, first the default.</summary>
    public static readonly IReadOnlyList<CultureInfo> Cultures = [CultureInfo.GetCultureInfo("en"), CultureInfo.GetCultureInfo("zh-Hans")];

    public static void AddPortalLocalization(this IServiceCollection services)
    {
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new RequestCulture(Cultures[0]);
            options.SupportedCultures = [.. Cultures];
            options.SupportedUICultures = [.. Cultures];
            options.RequestCultureProviders = [new CookieRequestCultureProvider(), new BrowserLanguage()];
        });
    }

    public static void UsePortalLocalization(this WebApplication app) => app.UseRequestLocalization();

    public static void MapCulture(this WebApplication app) =>
        app.MapPost("/culture", (HttpContext context, [FromForm] string culture, [FromForm] string? returnUrl) =>
        {
            if (Cultures.Any(c => c.Name == culture))
                context.Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new(culture)),
                    new CookieOptions { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true, Secure = context.Request.IsHttps });
            return Results.LocalRedirect(LocalUrl.OrHome(returnUrl));
        }).AllowAnonymous();

    /// <summary>Browsers ask for zh-CN or zh-SG, whose parent is zh-Hans only by way of .NET's culture tree.</summary>
    private sealed class BrowserLanguage : AcceptLanguageHeaderRequestCultureProvider;
}
