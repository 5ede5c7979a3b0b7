using System.Globalization;
using System.Text;
using CommsCredits.Domain;
using CommsCredits.Domain.Rating;

namespace CommsCredits.Web.CommandLine.Demo;

/// <summary>
/// Invents call exports in the documented format, charged by the shipped decks. The same seed gives the same calls. Numbers are invented; nobody is called.
/// </summary>
public sealed class DemoCalls(int seed, IReadOnlyList<Rate> outbound, IReadOnlyList<Rate> tollFree, string currency)
{
    private const string Header =
        "UsageId,Call ID,Conference ID,User Location,AAD ObjectId,UPN,User Display Name,Caller ID,Call Type,Number Type,Domestic/International,Destination Dialed,"
        + "Destination Number,Start Time,End Time,Duration Seconds,Connection Fee,Charge,Currency,Capability";

    private static readonly string[] s_first = ["Ana", "Bela", "Chen", "Dara", "Emil", "Fatou", "Goran", "Hana", "Ines", "Jonas", "Kofi", "Lena", "Mira", "Nils", "Olga", "Paul", "Quinn", "Rosa"];
    private static readonly string[] s_last = ["Ruiz", "Novak", "Okoro", "Lind", "Haas", "Mensah", "Petrov", "Sato", "Silva", "Weber", "Dupont", "Khan"];

    private readonly Random _random = new(seed);
    private readonly List<Rate> _destinations = [.. outbound.Where(r => r.PricePerMinute < Money.OfUnits(1)).OrderBy(r => r.Prefix, StringComparer.Ordinal)];

    /// <summary>An export of so many calls that start within a span of UTC time, in no order, as real ones are.</summary>
    public string Export(DateTime from, DateTime to, int calls, bool withOddRows = false)
    {
        var text = new StringBuilder(Header).Append('\n');
        for (var i = 0; i < calls; i++) Append(text, StartIn(from, to), i % 3 == 2);
        if (withOddRows) AppendOddRows(text, from);
        return text.ToString();
    }

    private void Append(StringBuilder text, DateTime start, bool isFree)
    {
        var person = Person();
        var seconds = _random.Next(20) == 0 ? 0 : 20 + _random.Next(1, 14) * _random.Next(5, 45);
        if (isFree)
        {
            Row(text, person, "user_out", "Subscriber", "Domestic", "United States", $"+1425555{_random.Next(10000):0000}", start, seconds, 0, "MCOPSTN1");
            return;
        }
        if (_random.Next(4) == 0)
        {
            var rate = tollFree[_random.Next(tollFree.Count)];
            var type = _random.Next(2) == 0 ? "conf_in" : "ucap_in";
            Row(text, type == "ucap_in" ? ("", "", "") : person, type, "TollFree", "Domestic", rate.Country, $"+{rate.Prefix}555{_random.Next(10000):0000}", start, seconds, Charge(rate, seconds), "MCOPSTNPP");
            return;
        }
        var destination = _destinations[_random.Next(_destinations.Count)];
        var number = "+" + destination.Prefix + _random.Next(1_000_000, 10_000_000).ToString(CultureInfo.InvariantCulture);
        Row(text, person, _random.Next(8) == 0 ? "conf_out" : "user_out", "Subscriber", "International", destination.Name, number, start, seconds, Charge(destination, seconds), "MCOPSTNPP");
    }

    /// <summary>A type nobody knows, money in another currency, a charge on a free row, and a line that is broken.</summary>
    private void AppendOddRows(StringBuilder text, DateTime start)
    {
        var person = Person();
        Row(text, person, "user_teleported", "Subscriber", "International", "Kenya - Mobile", "+254722418120", start, 61, 0.57m, "MCOPSTNPP");
        Row(text, person, "user_in", "Subscriber", "Domestic", "United States", "+14255550123", start.AddMinutes(5), 240, 3.10m, "MCOEV");
        Row(text, person, "user_out", "Subscriber", "International", "France", "+33144556677", start.AddMinutes(9), 130, 1.25m, "MCOPSTNPP", "CHF");
        text.Append("broken\n");
    }

    private void Row(StringBuilder text, (string Id, string Login, string Name) person, string type, string numberType, string scope, string destination, string number, DateTime start, int seconds,
        decimal charge, string capability, string? otherCurrency = null)
    {
        const string instant = "yyyy-MM-dd'T'HH:mm:ss.fffffff'+00:00'";
        string[] cells =
        [
            Id(), $"{_random.Next()}_{_random.Next()}@192.0.2.{_random.Next(1, 255)}", "", "US", person.Id, person.Login, person.Name, "+12065550100", type, numberType, scope, Quoted(destination), number,
            start.ToString(instant, CultureInfo.InvariantCulture), start.AddSeconds(seconds).ToString(instant, CultureInfo.InvariantCulture), seconds.ToString(CultureInfo.InvariantCulture), "0.00",
            charge.ToString("0.00", CultureInfo.InvariantCulture), otherCurrency ?? currency, capability,
        ];
        text.AppendJoin(',', cells).Append('\n');
    }

    /// <summary>Most people work by day.</summary>
    private DateTime StartIn(DateTime from, DateTime to)
    {
        var at = from.AddSeconds(_random.NextInt64((long)(to - from).TotalSeconds));
        var byDay = at.Date.AddHours(15).AddSeconds(_random.Next(9 * 3600));
        return _random.Next(5) > 0 && byDay >= from && byDay < to ? byDay : at;
    }

    private (string Id, string Login, string Name) Person()
    {
        var number = _random.Next(40);
        var (first, last) = (s_first[number % s_first.Length], s_last[number * 7 % s_last.Length]);
        return ($"d0000000-0000-4000-8000-{number:000000000000}", $"{first.ToLowerInvariant()}.{last.ToLowerInvariant()}@marlow.example", $"{first} {last}");
    }

    private string Id()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes).ToString("D");
    }

    private static decimal Charge(Rate rate, int seconds) =>
        seconds == 0 ? 0 : decimal.Round(rate.PricePerMinute.ToDecimal() * ((seconds + 59) / 60), 2, MidpointRounding.AwayFromZero);

    private static string Quoted(string cell) => cell.Contains(',', StringComparison.Ordinal) ? $"\"{cell}\"" : cell;
}
