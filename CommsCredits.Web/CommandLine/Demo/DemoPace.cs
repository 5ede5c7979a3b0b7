using CommsCredits.Domain;

namespace CommsCredits.Web.CommandLine.Demo;

/// <summary>
/// How many calls each export of the demo has. A quiet start lets the opening lot lapse; one loud month runs into the cap. Asked for another total, the same shape is stretched to it, to the call,
/// and the money that people put in grows with it, as far as the limit of one purchase allows.
/// </summary>
public sealed class DemoPace
{
    /// <summary>An export comes every so many days and holds the calls of the days since the last one.</summary>
    public const int DaysAnImport = 7;

    /// <summary>Calls of a month that is closed, which the carrier sends once.</summary>
    public const int LateCalls = 12;

    private const int CallsADay = 24;
    private const long LargestPurchase = 5_000;

    private readonly Dictionary<DateOnly, int> _calls = [];
    private readonly long _growth = 1;

    /// <param name="first">The day the books begin.</param>
    /// <param name="last">The last day with anything in it.</param>
    /// <param name="total">Calls of all exports together; null for as many as the demo has by itself.</param>
    /// <param name="lateDay">When the late calls come; they count into the total where that is within the days.</param>
    public DemoPace(DateOnly first, DateOnly last, int? total, DateOnly lateDay)
    {
        var days = Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Where(age => age % DaysAnImport == DaysAnImport - 1).Select(first.AddDays).ToList();
        var shape = days.Select(day => (long)CallsOn(first, day) * DaysAnImport).ToList();
        var whole = shape.Sum();
        var wanted = total is { } t ? Math.Max(0, t - (lateDay <= last ? LateCalls : 0)) : whole;
        if (whole > 0) _growth = Math.Max(1, (wanted + whole - 1) / whole);
        long before = 0, given = 0;
        for (var i = 0; i < days.Count; i++)
        {
            before += shape[i];
            _calls[days[i]] = (int)(before * wanted / whole - given);
            given += _calls[days[i]];
        }
    }

    /// <summary>The calls of the export that comes on a day; null where none comes.</summary>
    public int? CallsOn(DateOnly day) => _calls.TryGetValue(day, out var calls) ? calls : null;

    /// <summary>A trigger or a cap, in whole units.</summary>
    public Money Sum(long units) => Money.OfUnits(units * _growth);

    /// <summary>What one purchase brings.</summary>
    public Money Purchase(long units) => Money.OfUnits(Math.Min(units * _growth, LargestPurchase));

    private static int CallsOn(DateOnly begin, DateOnly day) =>
        (day.Year * 12 + day.Month - begin.Year * 12 - begin.Month) switch { 0 or 1 => CallsADay / 3, 4 => CallsADay * 3, 6 => CallsADay * 3 / 2, _ => CallsADay };
}
