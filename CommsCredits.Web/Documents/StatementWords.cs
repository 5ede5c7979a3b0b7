using System.Globalization;
using System.Resources;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Statements;
using CommsCredits.Web.Data;
using CommsCredits.Web.Documents.Layout;
using CommsCredits.Web.Documents.Pdf;
using CommsCredits.Web.Resources;

namespace CommsCredits.Web.Documents;

/// <summary>
/// Every word, date and number format of a printed statement, for one culture. A language without its own texts gets the English ones with
/// its own number format.
/// </summary>
/// <param name="culture">The reader's culture.</param>
/// <param name="describe">What to print for the cause of an entry (<c>topup:…</c>, a correction's reason): "Visa ending 4242, receipt T-0011". Null, or an answer of null,
/// prints the reference itself.</param>
/// <param name="nameOf">The name of a person by the opaque id (R12.4); null where it was erased.</param>
/// <param name="loginOf">The login of a person by the opaque id, for a name that paper cannot show; null where none is known.</param>
public sealed class StatementWords(CultureInfo culture, Func<MovementLine, string?>? describe = null, Func<string, string?>? nameOf = null, Func<string, string?>? loginOf = null)
{
    private static readonly ResourceManager s_texts = new(typeof(StatementTexts));

    private readonly NumberFormatInfo _numbers = NumbersOf(culture);

    /// <summary>The culture that decides texts and formats: another one prints other bytes.</summary>
    public string Culture { get; } = culture.Name;

    /// <summary>The tag of the language that the texts are in.</summary>
    public string Language { get; } = IsChinese(culture) ? "zh-Hans" : "en";

    public string this[string key] =>
        s_texts.GetString(key, culture) ?? throw new InvalidOperationException($"StatementTexts has no text '{key}'.");

    public string this[string key, params object[] values] => string.Format(culture, this[key], values);

    public string Lot(int number) => this["Lot", number];
    public string Count(long number) => number.ToString("N0", _numbers);
    public string Number(decimal value, int decimals) => value.ToString($"N{decimals}", _numbers);
    public string Percent(decimal part) => part.ToString("P1", _numbers);
    public string Date(DateOnly day) => day.ToString(this["DatePattern"], culture);
    public string LongDate(DateOnly day) => day.ToString(this["LongDatePattern"], culture);
    public string Day(DateOnly day) => day.ToString(this["DayPattern"], culture);
    public string MonthOf(Month month) => month.FirstDay.ToString(this["MonthPattern"], culture);

    /// <summary>"October 2026", "Quarter 4 of 2026", "Year 2026", "March 2026 to May 2027".</summary>
    public string NameOf(MonthSpan period) =>
        period.IsMonth ? MonthOf(period.First)
        : period.IsQuarter ? this["QuarterName", period.Quarter, period.First.Year]
        : period.IsCalendarYear ? this["YearName", period.First.Year]
        : this["SpanName", MonthOf(period.First), MonthOf(period.Last)];

    /// <summary>"1 to 31 October 2026", "1 January to 31 March 2026".</summary>
    public string Period(MonthSpan period)
    {
        var first = period.IsMonth ? "PeriodFirstPattern" : period.First.Year == period.Last.Year ? "PeriodFirstInYearPattern" : "LongDatePattern";
        return this["Period", period.FirstDay.ToString(this[first], culture), period.LastDay.ToString(this[period.IsMonth ? "PeriodLastPattern" : "LongDatePattern"], culture)];
    }

    /// <summary>The country of a <see cref="ShareLine"/>, in the reader's language where it is known there.</summary>
    public string Country(string key) => key.Length == 0 ? this["NoCountry"] : Countries.Shown(key, CultureInfo.GetCultureInfo(Language));

    /// <summary>The person of a <see cref="ShareLine"/>: the name, or what tells an erased person from another.</summary>
    public string Person(string key) => key.Length == 0 ? this["NoPerson"] : nameOf?.Invoke(key) ?? this["ErasedPerson", key[^Math.Min(4, key.Length)..].ToUpperInvariant()];

    /// <summary>As <see cref="Person"/>, on paper: the login stands for a name in letters that no font of ours has. Files keep the name.</summary>
    public string PersonOnPaper(string key) =>
        Person(key) is var name && TextMeasure.CanBeDrawn(name, FontFace.Regular) ? name : loginOf?.Invoke(key) is { Length: > 0 } login ? login : name;

    /// <summary>What a statement's file is called within: "Statement 2026-Q3, Marlow Instruments, Inc."; no person is in it.</summary>
    public string FileTitle(Statement statement) => this["FileTitle", statement.Period, TextMeasure.OneLine(statement.Organization.Name)];

    /// <summary>"Sum of the month", "Sum of the quarter".</summary>
    public string SumOf(MonthSpan period) => this[ByLength(period, "Sum", "SumOfQuarter", "SumOfYear", "SumOfMonths")];

    /// <summary>"Month", "Quarter".</summary>
    public string LengthOf(MonthSpan period) => this[ByLength(period, "Month", "Quarter", "Year", "Months")];

    public string Describe(MovementLine line) => describe?.Invoke(line) ?? line.Reference;

    public string KindOf(UsageKind kind) => kind switch
    {
        UsageKind.TollFreeConference => this["KindTollFreeConference"],
        UsageKind.TollFreeAttendant => this["KindTollFreeAttendant"],
        UsageKind.ConferenceDialOut => this["KindConferenceDialOut"],
        UsageKind.CallMeAt => this["KindCallMeAt"],
        UsageKind.International => this["KindInternational"],
        UsageKind.Overage => this["KindOverage"],
        UsageKind.PayAsYouGo => this["KindPayAsYouGo"],
        UsageKind.PayPerMinuteTollIn => this["KindPayPerMinuteTollIn"],
        UsageKind.PayPerMinuteTollFreeIn => this["KindPayPerMinuteTollFreeIn"],
        UsageKind.PayPerMinuteDialOut => this["KindPayPerMinuteDialOut"],
        UsageKind.Premium => this["KindPremium"],
        UsageKind.VoiceApplicationTransfer => this["KindVoiceApplicationTransfer"],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public string EntryOf(EntryKind kind) => kind switch
    {
        EntryKind.Purchase => this["EntryPurchase"],
        EntryKind.OpeningLot => this["EntryOpeningLot"],
        EntryKind.Usage => this["EntryUsage"],
        EntryKind.Repayment => this["EntryRepayment"],
        EntryKind.Expiry => this["EntryExpiry"],
        EntryKind.ExpiryReversal => this["EntryExpiryReversal"],
        EntryKind.CreditBack => this["EntryCreditBack"],
        EntryKind.Correction => this["EntryCorrection"],
        EntryKind.PaidBack => this["EntryPaidBack"],
        EntryKind.Chargeback => this["EntryChargeback"],
        EntryKind.DisputeWon => this["EntryDisputeWon"],
        EntryKind.MoveToPostpaid => this["EntryMoveToPostpaid"],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static string ByLength(MonthSpan period, string month, string quarter, string year, string months) =>
        period.IsMonth ? month : period.IsQuarter ? quarter : period.IsCalendarYear ? year : months;

    /// <summary>The culture's separators with a true minus; its thin space becomes a plain no-break space, which every font has.</summary>
    private static NumberFormatInfo NumbersOf(CultureInfo culture)
    {
        var numbers = (NumberFormatInfo)culture.NumberFormat.Clone();
        numbers.NegativeSign = "\u2212";
        numbers.NumberNegativePattern = 1;
        numbers.NumberGroupSeparator = numbers.NumberGroupSeparator.Replace('\u202F', '\u00A0');
        numbers.PercentGroupSeparator = numbers.NumberGroupSeparator;
        return numbers;
    }

    private static bool IsChinese(CultureInfo culture) =>
        culture.Name.Length > 0 && (culture.Name == "zh-Hans" || IsChinese(culture.Parent));
}
