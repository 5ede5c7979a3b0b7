using System.Globalization;
using CommsCredits.Domain;

namespace CommsCredits.Web.Api;

/// <summary>
/// The parameters of one request, read strictly: unlike a page, a program is told what it spelled wrong, or it would take all entries for those it asked for. Read everything, then look at
/// <see cref="Problem"/>.
/// </summary>
internal sealed class ApiQuery
{
    public const string CursorIs = "From the answer before; leave it out to begin. Keep the other parameters as they were.", LimitIs = "Rows in one answer, 1 to 500; 100 where nothing is said.";
    public const int UsualLimit = 100, MostLimit = 500;
    private const int FirstYear = 2000, LastYear = 2100;
    private const string CursorName = "cursor", LimitName = "limit";
    private readonly HttpContext _http;
    private readonly IQueryCollection _values;

    public ApiQuery(HttpRequest request, params ReadOnlySpan<string> known)
    {
        (_http, _values) = (request.HttpContext, request.Query);
        foreach (var name in _values.Keys)
            if (!known.Contains(name)) Refuse(ApiProblem.ParameterInvalid, $"There is no parameter '{Short(name)}' here.");
    }

    /// <summary>The first thing that was wrong.</summary>
    public IResult? Problem { get; private set; }

    public DateOnly? Day(string name) => Read(name, "a day like 2026-11-19", text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= FirstYear and <= LastYear ? day : (DateOnly?)null);

    public T? Name<T>(string name) where T : struct, Enum => Read(name, "one of " + string.Join(", ", Enum.GetNames<T>()), text => Enum.GetNames<T>().Contains(text) ? Enum.Parse<T>(text) : (T?)null);

    public int? Number(string name, int least, int most) =>
        Read(name, $"a whole number from {least} to {most}", text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : (int?)null);

    public Money? Amount(string name) => Read(name, "an amount like 12.50, above zero, with six decimals at most", text =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount is > 0 and < 1_000_000_000 && decimal.Round(amount, 6) == amount ? Money.Of(amount) : (Money?)null);

    /// <summary>One of some things, by its name.</summary>
    public T? One<T>(string name, IReadOnlyList<T> of, Func<T, string> nameOf) where T : class
    {
        if (Text(name) is not { Length: > 0 } text) return null;
        if (of.FirstOrDefault(o => nameOf(o) == text) is { } one) return one;
        Refuse(ApiProblem.ParameterInvalid, $"'{name}' is one of {string.Join(", ", of.Select(nameOf))}.");
        return null;
    }

    public int Limit() => Number(LimitName, 1, MostLimit) ?? UsualLimit;

    /// <summary>Before the first row where no cursor is given. A cursor belongs to the conditions it was given for.</summary>
    public ListPlace Place(string list)
    {
        var (cursors, caller) = (_http.RequestServices.GetRequiredService<Cursors>(), _http.Caller());
        var conditions = string.Join('&', _values.Where(v => v.Key is not (CursorName or LimitName) && v.Value is [{ Length: > 0 }]).OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={Uri.EscapeDataString(v.Value[0]!)}"));
        long? after = Text(CursorName) is not { Length: > 0 } text ? 0 : cursors.Read(caller, list, conditions, text);
        if (after is null) Refuse(ApiProblem.CursorInvalid, null);
        return new(after ?? 0, row => cursors.Write(caller, list, conditions, row));
    }

    public string? Text(string name) => _values.TryGetValue(name, out var values) ? values.Count == 1 ? values[0] : Refuse(ApiProblem.ParameterInvalid, $"'{name}' is given more than once.") : null;

    private T? Read<T>(string name, string what, Func<string, T?> read) where T : struct
    {
        if (Text(name) is not { Length: > 0 } text) return null;
        var value = read(text);
        if (value is null) Refuse(ApiProblem.ParameterInvalid, $"'{name}' is {what}.");
        return value;
    }

    private string? Refuse(ApiProblem problem, string? detail)
    {
        Problem ??= problem.Result(detail);
        return null;
    }

    private static string Short(string name) => name.Length > 40 ? name[..40] + "…" : name;
}
