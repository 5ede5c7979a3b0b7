using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Features.Funding;

/// <summary>
/// How long the money that is left can be used: each open lot as a bar from today to the end of its last usable day, in the order in which lots pay.
/// Two sizes are rendered and the style sheet picks one.
/// </summary>
public sealed partial class LotsInTime
{
    private const int SoonDays = 60;
    private static readonly Size[] s_sizes = [new("wide-only", 712, 136, 90, 1, true), new("phone-only", 326, 50, 84, 3, false)];

    /// <summary>Given by a page that shows the open lots.</summary>
    [CascadingParameter] public LotColors Colors { get; set; } = LotColors.Plain;

    [Parameter, EditorRequired] public IReadOnlyList<LotLine> Lots { get; set; } = [];
    [Parameter, EditorRequired] public DateOnly Today { get; set; }
    [Parameter, EditorRequired] public Currency Currency { get; set; } = default!;

    private string Spoken => string.Concat(Lots.Select(l => L["LotsInTime_Spoken", l.Lot.Number, Format.Money(l.Lot.Left, Currency), Format.Date(l.Lot.LastUsableDay)].Value));

    private bool IsSoon(CreditLot lot) => lot.LastUsableDay.DayNumber - Today.DayNumber <= SoonDays;
    private string EndOf(CreditLot lot) => L["LotsInTime_Ends", Format.DayMonth(lot.LastUsableDay)];

    private static string MonthName(Month month) => month.FirstDay.ToString(month.Number == 1 ? "yyyy" : "MMM", CultureInfo.CurrentCulture);

    private sealed record Size(string Class, int Width, int Left, int TextRoom, int NameEvery, bool IsWide);

    /// <summary>Where days and rows lie; the axis goes from this month to the month after the last end.</summary>
    private sealed record Plot(Size Size, IReadOnlyList<LotLine> Lots, DateOnly Today)
    {
        public decimal Bottom => 22 + Lots.Count * 34;
        public decimal Height => Bottom + 26;
        public IEnumerable<Month> Months
        {
            get
            {
                for (var month = First; month <= Last; month = month.Next) yield return month;
            }
        }

        private Month First { get; } = Month.Of(Today);
        private Month Last { get; } = Month.Of(Lots.Max(l => l.Lot.LastUsableDay)).Next;

        public static decimal Y(int row) => 39 + row * 34;

        public decimal X(DateOnly day) =>
            Size.Left + (Size.Width - 8 - Size.Left) * (decimal)(day.DayNumber - First.FirstDay.DayNumber) / (Last.FirstDay.DayNumber - First.FirstDay.DayNumber);

        public bool HasRoomAfter(decimal x) => x + Size.TextRoom < Size.Width;

        public bool IsNamed(Month month) => (month.Year * 12 + month.Number - First.Year * 12 - First.Number) % Size.NameEvery == 0 && X(month.FirstDay) < Size.Width - 24;
    }
}
