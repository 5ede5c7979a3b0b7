using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Web.Components.Controls;

namespace CommsCredits.Web.Mail;

/// <summary>The stored figures of a notice, said in the current culture, the organization's zone and currency. A figure that is not there is a dash.</summary>
internal sealed class NoticeFigures(IReadOnlyDictionary<string, string> figures, Organization organization)
{
    private const string Nothing = "–";

    public string this[string name] => figures.GetValueOrDefault(name) is { Length: > 0 } text ? text : Nothing;

    public bool Has(string name) => this[name] != Nothing;

    /// <summary><c>500.00 USD</c>.</summary>
    public string Money(string name) => Has(name) ? Amount(this[name]) : Nothing;

    /// <summary>In another currency than the pool's, where the gateway took another.</summary>
    public string Money(string name, string currency) =>
        Has(name) && Has(currency) ? $"{Format.Money(Micros(this[name]), Currency.Of(this[currency]))} {this[currency]}" : Money(name);

    public string Moneys(string name) => Has(name) ? string.Join(", ", this[name].Split(' ').Select(Amount)) : "";

    public string Number(string name) => Has(name) ? Format.Number(long.Parse(this[name], CultureInfo.InvariantCulture)) : Nothing;

    public bool IsPositive(string name) => Has(name) && Micros(this[name]).IsPositive;

    /// <summary>How much of the whole it is, in whole percent rounded down, 100 at most: 83, where a notice was set off by passing 80.</summary>
    public string Percent(string part, string whole) => Has(part) && Has(whole) && Micros(this[whole]).Micros is > 0 and var all
        ? Int128.Clamp((Int128)Micros(this[part]).Micros * 100 / all, 0, 100).ToString(CultureInfo.InvariantCulture) : Nothing;

    public string Day(string name) => Has(name) ? Format.Date(DateOnly.ParseExact(this[name], "yyyy-MM-dd", CultureInfo.InvariantCulture), weekday: true) : Nothing;

    public string Month(string name) => Domain.Month.TryParse(this[name], out var month) ? Format.Month(month) : Nothing;

    /// <summary>The last day of a stored month.</summary>
    public string EndOf(string name) => Domain.Month.TryParse(this[name], out var month) ? Format.Date(month.LastDay) : Nothing;

    /// <summary>An instant on the wall clock of the organization.</summary>
    public string Time(string name)
    {
        if (!Has(name)) return Nothing;
        var at = DateTime.Parse(this[name], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);
        var local = organization.Calendar.WallClock(at);
        return $"{Format.Date(DateOnly.FromDateTime(local))} {Format.Time(local)}";
    }

    private string Amount(string micros) => $"{Format.Money(Micros(micros), organization.Currency)} {organization.Currency.Code}";

    private static Money Micros(string text) => new(long.Parse(text, CultureInfo.InvariantCulture));
}
