using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Features.Funding;
using static CommsCredits.Tests.Support.TestBooks;

namespace CommsCredits.Tests.Features.Funding;

public sealed class AddFundsFormTests
{
    public AddFundsFormTests() => CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");

    [Theory]
    [InlineData("49", "Amount:BelowMinimum")]
    [InlineData("50.5", "Amount:NotWhole")]
    [InlineData("abc", "Amount:NotANumber")]
    [InlineData("1000000000000", "Amount:AboveMaximum")]
    [InlineData("50", "")]
    [InlineData("50.000", "Amount:AmbiguousAmount")]
    [InlineData("50.00", "")]
    [InlineData("5,000", "")]
    public async Task Amount_IsRefusedBesideItsField(string typed, string refused)
    {
        await using var books = await OpenAsync();
        await books.AddCardAsync();
        var facts = await books.Get<FundingReader>().FactsAsync(books.Admin, Cancel);
        var form = AddFundsForm.Open(facts);
        form.Amount = typed;
        Assert.Equal(refused, Refusals(facts, form));
    }

    [Theory]
    [InlineData("12.34", "2026-08-01", "MS-1", "")]
    [InlineData("1.000", "2026-08-01", "MS-1", "Amount:AmbiguousAmount")]
    [InlineData("12.345", "2026-08-01", "MS-1", "Amount:TooManyDecimals")]
    [InlineData("0", "2026-08-01", "MS-1", "Amount:NotPositive")]
    [InlineData("1000000000000", "2026-08-01", "MS-1", "Amount:AboveMaximum")]
    [InlineData("12", "", "MS-1", "RecordedDay:DayMissing")]
    [InlineData("12", "2026-09-02", "MS-1", "RecordedDay:DayInFuture")]
    [InlineData("12", "2025-08-31", "MS-1", "RecordedDay:AlreadyLapsed")]
    [InlineData("12", "2026-08-01", " ", "Reference:ReferenceMissing")]
    public async Task Recorded_AsksForDayAndReference_AndTakesAnyAmountOfTheSmallestUnit(string typed, string day, string reference, string refused)
    {
        await using var books = await OpenAsync();
        var facts = await books.Get<FundingReader>().FactsAsync(books.Admin, Cancel);
        var form = AddFundsForm.Open(facts);
        Assert.True(form.IsRecorded);
        (form.Amount, form.RecordedDay, form.Reference) = (typed, day, reference);
        Assert.Equal(refused, Refusals(facts, form));
    }

    [Fact]
    public async Task Open_MakesAKeyOfItsOwn_AndAgainKeepsWhatWasTyped()
    {
        await using var books = await OpenAsync();
        var card = await books.AddCardAsync();
        var facts = await books.Get<FundingReader>().FactsAsync(books.Admin, Cancel);
        var form = AddFundsForm.Open(facts);
        Assert.Equal(card, form.Wish(facts, CultureInfo.CurrentCulture).OptionId);
        (form.Amount, form.PurchaseOrder, form.IsSpent) = ("70", "PO 1", true);
        var again = form.Again();
        Assert.Equal(("70", "PO 1", false), (again.Amount, again.PurchaseOrder, again.IsSpent));
        Assert.NotEqual(form.Key, again.Key);
        Assert.NotEqual(form.Key, AddFundsForm.Open(facts).Key);
    }

    [Fact]
    public void QuickSums_LieWithinTheLimits() =>
        Assert.Equal([Money.OfUnits(250), Money.OfUnits(500)], AddFundsForm.QuickSums(new(Money.OfUnits(200), Money.OfUnits(800))));

    private static string Refusals(FundingFacts facts, AddFundsForm form) =>
        string.Join(", ", new AddFundsFormValidator(facts, why => why.Code).Validate(form).Errors.Select(e => $"{e.PropertyName}:{e.ErrorMessage}"));
}
