using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>State in the address. What is typed there by hand and makes no sense is as if it were not there.</summary>
public static class Query
{
    private const int FirstYear = 1900, LastYear = 2999, LastPage = 1_000_000;

    /// <summary>This page's address with some values changed; null takes one away.</summary>
    public static string With(this NavigationManager navigation, params ReadOnlySpan<(string Name, object? Value)> changes)
    {
        var values = new Dictionary<string, object?>(changes.Length);
        foreach (var (name, value) in changes) values[name] = value is null or string or DateOnly or int or long ? value : value.ToString();
        return navigation.GetUriWithQueryParameters(values);
    }

    /// <summary>A day of these times: at the ends of the calendar there is no day before, or after.</summary>
    public static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= FirstYear and <= LastYear ? day : null;

    public static T? Name<T>(string? text) where T : struct, Enum => Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !int.TryParse(text, out _) ? value : null;

    public static int? Whole(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static int Page(string? text) => Math.Clamp(Whole(text) ?? 1, 1, LastPage);

    /// <summary>The page that is drawn for this request says itself that there is nothing at its address; the status says it to programs. Nothing on a page's connection.</summary>
    public static void SayNotFound(this HttpContext? request)
    {
        // At the last moment: seen before, the renderer would put the general page in the place of this one
        if (request is { Response.HasStarted: false } http) http.Response.OnStarting(() =>
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }
}
