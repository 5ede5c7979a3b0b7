using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Web.Features.Plans;

namespace CommsCredits.Tests.Features.Plans;

public sealed class PriceFormTests
{
    private static readonly CultureInfo s_english = CultureInfo.GetCultureInfo("en-US");

    [Fact]
    public void AForm_IsReadInItsCulture()
    {
        var price = Form(amount: "1.234,50", currency: " eur ").Read(ShippedCatalogue.Read(), CultureInfo.GetCultureInfo("de-DE"), out var faults)!;
        Assert.Empty(faults);
        Assert.Equal((Money.Of(1234.5m), "EUR", "Offer 17", new DateOnly(2026, 1, 1)), (price.Amount, price.Currency, price.Source, price.ValidFrom));
    }

    [Fact]
    public void Zero_IsAPrice_AndEmptyIsNone()
    {
        Assert.Equal(Money.Zero, Form(amount: "0").Read(ShippedCatalogue.Read(), s_english, out _)!.Amount);
        Assert.Null(Form(amount: "").Read(ShippedCatalogue.Read(), s_english, out var faults));
        Assert.Equal("NotANumber", faults["Amount"].Code);
    }

    [Theory]
    [InlineData("Amount", "NotANumber", "eight", "USD", "Offer", "2026-01-01", "domestic")]
    [InlineData("Amount", "NegativeAmount", "-1", "USD", "Offer", "2026-01-01", "domestic")]
    [InlineData("Amount", "TooManyDecimals", "8.001", "USD", "Offer", "2026-01-01", "domestic")]
    [InlineData("Amount", "TooManyDecimals", "8.5", "JPY", "Offer", "2026-01-01", "domestic")]
    [InlineData("Amount", "PriceTooHigh", "1000000.01", "USD", "Offer", "2026-01-01", "domestic")]
    [InlineData("Currency", "PriceCurrency", "8", "dollars", "Offer", "2026-01-01", "domestic")]
    [InlineData("Currency", "PriceCurrency", "8", "", "Offer", "2026-01-01", "domestic")]
    [InlineData("Source", "PriceNoSource", "8", "USD", " ", "2026-01-01", "domestic")]
    [InlineData("Source", "TooLong", "8", "USD", "long", "2026-01-01", "domestic")]
    [InlineData("ValidFrom", "DeckDayUnread", "8", "USD", "Offer", null, "domestic")]
    [InlineData("ValidFrom", "PriceDay", "8", "USD", "Offer", "0206-01-01", "domestic")]
    [InlineData("PlanId", "PlanUnknown", "8", "USD", "Offer", "2026-01-01", "ghost")]
    public void AFault_StandsAtItsField(string field, string code, string amount, string currency, string source, string? day, string plan)
    {
        var form = Form(amount, currency, source == "long" ? new string('x', 201) : source, day, plan);
        Assert.Null(form.Read(ShippedCatalogue.Read(), s_english, out var faults));
        var fault = Assert.Single(faults);
        Assert.Equal((field, code), (fault.Key, fault.Value.Code));
        Assert.Equal(amount, form.Amount);
    }

    private static PriceForm Form(string amount = "8", string currency = "USD", string source = "Offer 17", string? day = "2026-01-01", string plan = "domestic") =>
        new() { PlanId = plan, Amount = amount, Currency = currency, Source = source, ValidFrom = day is null ? null : DateOnly.Parse(day, CultureInfo.InvariantCulture) };
}
