using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace CommsCredits.Web.Features.FirstRun;

/// <summary>A person with a role whose directory has no organization is led to the first run from every page; the form there makes it.</summary>
public static class FirstRunEndpoints
{
    public const string Path = "/first-run", Setup = "/setup";

    /// <summary>What can be wrong with the form.</summary>
    public static IReadOnlyList<string> Texts { get; } = ["FirstRun_NameMissing", "FirstRun_NameTooLong", "FirstRun_CurrencyWrong", "FirstRun_ZoneWrong", "FirstRun_BeginMissing", "FirstRun_BeginWrong"];

    public static void UseFirstRun(this WebApplication app) => app.Use(async (http, next) =>
    {
        var isPage = http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is { Type: var page } && page != typeof(FirstRunPage) && page.Namespace?.EndsWith(".Pages", StringComparison.Ordinal) != true;
        if (isPage && SignedInPerson.From(http.User) is { } person && SignedInPerson.PermissionsOf(http.User).Count > 0
            && await http.RequestServices.GetRequiredService<TenantDirectory>().OrganizationOfAsync(person.TenantId, http.RequestAborted) is null)
            http.Response.Redirect(Path);
        else await next(http);
    });

    public static void MapFirstRun(this WebApplication app) =>
        app.MapPost(Path, async ([FromForm] string? name, [FromForm] string? currency, [FromForm] string? zone, [FromForm] string? begin, HttpContext http, FirstRunOperations operations, TimeProvider clock, CancellationToken cancel) =>
        {
            if (SignedInPerson.From(http.User) is not { } person) return Results.NotFound();
            var form = new FirstRunForm(name?.Trim(), currency?.Trim().ToUpperInvariant(), zone?.Trim(), begin);
            var answer = new FirstRunFormValidator(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)).Validate(form);
            if (answer.IsValid) return Results.Redirect(await operations.CreateAsync(person, form, cancel) ? Setup : Path);
            var back = QueryHelpers.AddQueryString(Path, new Dictionary<string, string?> { ["name"] = name is { Length: > 300 } ? name[..300] : name, ["currency"] = currency?.Length > 10 ? "" : currency, ["zone"] = zone?.Length > 60 ? "" : zone, ["begin"] = begin?.Length > 10 ? "" : begin });
            return Results.Redirect(answer.Errors.Aggregate(back, (to, error) => QueryHelpers.AddQueryString(to, "wrong", $"{error.PropertyName}:{error.ErrorMessage}")));
        }).RequireAuthorization();
}
