using CommsCredits.Web.Api;
using CommsCredits.Web.Components;
using CommsCredits.Web.DevelopmentSignIn;
using CommsCredits.Web.Features.Audit;
using CommsCredits.Web.Features.FirstRun;
using CommsCredits.Web.Features.Ledger;
using CommsCredits.Web.Features.Privacy;
using CommsCredits.Web.Features.Statements;
using CommsCredits.Web.Features.Usage;
using CommsCredits.Web.Security;

namespace CommsCredits.Web.Setup;

/// <summary>Builds the portal without starting it: the program runs it, the command line takes services from it, tests drive it.</summary>
public static class PortalHost
{
    /// <summary>Throws <see cref="UnsafeSettingsException"/> with every fault of the configuration at once.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(PortalHost).Assembly.GetName().Name,
            // `dotnet run` has the repository root as working directory; a published copy may be started from anywhere
            ContentRootPath = File.Exists("appsettings.json") ? Directory.GetCurrentDirectory() : AppContext.BaseDirectory,
        });
        builder.DemandSafeSettings();
        builder.AddHardening();
        builder.AddSignIn();
        builder.AddTelemetry();
        builder.AddPortal();

        var app = builder.Build();
        app.UseKnownProxies();
        app.UseFaultPages();
        app.UseSecurityHeaders();
        app.UseHealth();
        app.UseCallbackLimits();
        app.UseMiddleware<ApiAnswering>();
        app.UsePortalLocalization();
        app.UseAuthentication();
        app.UseLimits();
        app.UseAuthorization();
        app.UseFirstRun();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealth();
        app.MapSignIn();
        app.MapDevelopmentIssuer();
        app.MapCulture();
        app.MapStatements(Localization.Cultures);
        app.MapLedger();
        app.MapAudit();
        app.MapFirstRun();
        app.MapPrivacy();
        app.MapImports();
        app.MapApi();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = "'none'");
        return app;
    }
}
