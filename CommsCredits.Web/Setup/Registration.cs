using CommsCredits.Web.Components.Layout;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.DataProtection;
using MudBlazor.Services;

namespace CommsCredits.Web.Setup;

/// <summary>The services of the portal that are not sign-in. Other parts add a method of their own beside this one.</summary>
public static class Registration
{
    public static void AddPortal(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddPortalLocalization();
        services.AddMudServices();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddExceptionHandler<FaultLog>();
        services.AddSingleton<TenantDirectory>();
        services.AddSingleton<ShellReader>();
        services.AddScoped<CurrentActor>();
        services.AddDataProtection()
            .SetApplicationName("CommsCredits")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(builder.DataFolder(), "keys")));
    }

    /// <summary>Where the portal keeps what it writes: <c>Data:Folder</c>, relative to the content root unless absolute.</summary>
    public static string DataFolder(this IHostApplicationBuilder builder) =>
        Path.Combine(builder.Environment.ContentRootPath, builder.Configuration["Data:Folder"] ?? "data");
}
