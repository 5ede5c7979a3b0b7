using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Ledger;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Features.Usage;
using CommsCredits.Web.Features.Usage.Resolving;
using CommsCredits.Web.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Features.Usage.Resolving;

/// <summary>Calls that wait for a person are worked off, each once (R9.5-R9.7, R12.2, R12.3, R14.3).</summary>
public sealed class ExceptionOperationsTests
{
    private static readonly ExceptionChoice s_teleported = new(ExceptionReason.UnknownCallType, "user_teleported");

    [Fact]
    public async Task AMappedCode_RebooksAllAlike_Once_HoweverOftenItIsPressed()
    {
        await using var books = await FundedAsync();
        var export = new SmallExport();
        for (var i = 0; i < 250; i++) export.Row($"t{i}", type: "user_teleported");
        await export.Row("plain").Row("other", type: "user_beamed").ImportAsync(books);
        Assert.Equal(251, await OpenAsync(books));
        await MapAsync(books, CodeKind.CallType, "USER_Teleported", nameof(CallType.UserOut));
        var pressed = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => RebookAsync(books, s_teleported)));
        Assert.Equal(250, pressed.Sum(p => p.Charged));
        Assert.Equal(Money.OfUnits(125), pressed.Select(p => p.Amount).Total());
        Assert.Equal(1, await OpenAsync(books));
        Assert.Equal(Money.Of(5_000 - 125 - 0.5m), await books.BalanceAsync());
        await using var db = books.Read();
        Assert.Equal(251, await db.Calls.CountAsync(c => c.State == CallState.Booked, TestBooks.Cancel));
        Assert.Equal(251, await db.Entries.CountAsync(e => e.Kind == EntryKind.Usage, TestBooks.Cancel));
        Assert.All(await db.CallExceptions.Where(e => e.Resolved != null).ToListAsync(TestBooks.Cancel), e => Assert.Equal((ExceptionResolution.Booked, books.Admin.Id), (e.Resolution, e.ResolvedBy)));
        Assert.Null((await books.CheckAsync()).Fault);
        var again = await export.ImportAsync(books);
        Assert.Equal((252, 0, 0), (again.Known, again.Records, again.Exceptions));
    }

    [Fact]
    public async Task Rebooked_IntoAClosedMonth_IsLateInTheFirstOpenOne_AndAwaitsNoMore()
    {
        await using var books = await FundedAsync();
        await new SmallExport().Row("a", type: "user_teleported", charge: "2.40").Row("b").ImportAsync(books);
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-10-04T01:00:00Z"));
        await books.RunJobsAsync();
        await using var db = books.Read();
        var closed = await db.ClosedMonths.SingleAsync(TestBooks.Cancel);
        Assert.Equal((1, Money.Of(2.4m)), (closed.AwaitingCount, closed.AwaitingAmount));
        await MapAsync(books, CodeKind.CallType, "user_teleported", nameof(CallType.UserOut));
        await RebookAsync(books, s_teleported);
        await using var snapshot = await db.SnapshotAsync(TestBooks.Cancel);
        var organization = (await db.Organizations.SingleAsync(TestBooks.Cancel)).ToDomain();
        var october = await StatementOf.PeriodAsync(db, await new StatementBooks().ReadAsync(db, organization, TestBooks.Cancel), organization, new Month(2026, 10), TestBooks.Cancel);
        Assert.Equal((true, -2.4m), october.CorrectionsAndLate.Select(c => (c.IsLate, c.Amount.ToDecimal())).Single());
        Assert.Equal((Money.Of(2.4m), 0), (october.Used, october.AwaitingCount));
        Assert.Null((await books.CheckAsync()).Fault);
    }

    /// <summary>What the preview says is what the answer does, for every answer there is; and the preview alone changes nothing.</summary>
    [Theory]
    [InlineData(nameof(CallType.UserOut))]
    [InlineData(nameof(CallType.UserIn))]
    [InlineData(nameof(CallType.ConfIn))]
    public async Task APreview_SaysWhatTheAnswerDoes(string type)
    {
        await using var books = await FundedAsync();
        await new SmallExport().Row("a", type: "user_teleported", charge: "2.40").Row("b", type: "user_teleported", charge: "1.02").Row("c", type: "user_teleported", charge: "0", fee: "0")
            .Row("d", type: "user_teleported", charge: "", fee: "").ImportAsync(books);
        var reader = books.Get<ResolvingReader>();
        var preview = (await reader.PreviewAsync(books.Admin, new(CodeKind.CallType, "user_teleported", type), TestBooks.Cancel))!;
        Assert.Equal(4, await OpenAsync(books));
        Assert.Empty(await reader.MappedAsync(books.Admin, TestBooks.Cancel));
        Assert.Null(await reader.PreviewAsync(books.Admin, new(CodeKind.CallType, "user_teleported", "Nonsense"), TestBooks.Cancel));
        await MapAsync(books, CodeKind.CallType, "user_teleported", type);
        var done = await RebookAsync(books, s_teleported);
        Assert.Equal((done.Count, done.Amount, done.Waiting, true), (preview.Booked + preview.Free, preview.Amount, preview.Waiting, preview.IsWhole));
        Assert.Equal(4, preview.Booked + preview.Free + preview.Waiting);
        if (type == nameof(CallType.UserOut)) Assert.Equal((2, Money.Of(3.42m)), (preview.Booked, preview.Amount));
    }

    [Fact]
    public async Task WhatStillCannotBeBooked_WaitsForItsNewReason()
    {
        await using var books = await FundedAsync();
        await new SmallExport().Row("a", charge: "", fee: "", type: "user_teleported").ImportAsync(books);
        await MapAsync(books, CodeKind.CallType, "user_teleported", nameof(CallType.UserOut));
        Assert.Equal((0, 1), await RebookAsync(books, s_teleported) is var r ? (r.Count, r.Waiting) : default);
        var group = Assert.Single((await books.Get<ImportsReader>().ExceptionsAsync(books.Admin, TestBooks.Cancel)).Groups);
        Assert.Equal(ExceptionReason.NoRate, group.Code);
    }

    [Fact]
    public async Task Accepted_IsBookedAtTheAmountOrTheSourcesCharge_AndDismissedIsNot()
    {
        await using var books = await FundedAsync();
        await new SmallExport().Row("free", capability: "MCOEV", charge: "4.00").Row("euro", currency: "EUR", charge: "1.25").Row("minus", charge: "-3.00").ImportAsync(books);
        var free = new ExceptionChoice(ExceptionReason.ChargeOnFreeRow, "");
        Assert.Equal(Money.OfUnits(4), (await DecideAsync(books, free, new Accept(UsageKind.Overage, null))).Value!.Amount);
        Assert.Equal(0, (await DecideAsync(books, free, new Accept(UsageKind.Overage, null))).Value!.Count);
        var euro = new ExceptionChoice(ExceptionReason.OtherCurrency, "EUR");
        Assert.Equal(1, (await DecideAsync(books, euro, new Accept(UsageKind.International, null))).Value!.Waiting);
        Assert.Equal("NotPositive", (await DecideAsync(books, euro, new Accept(UsageKind.International, Money.Zero))).Refused?.Code);
        Assert.Equal(Money.Of(1.37m), (await DecideAsync(books, euro, new Accept(UsageKind.International, Money.Of(1.37m)))).Value!.Amount);
        Assert.Equal(1, (await DecideAsync(books, new(ExceptionReason.NegativeCharge, ""), new Dismiss())).Value!.Others);
        Assert.Equal(0, await OpenAsync(books));
        Assert.Equal(Money.Of(5_000 - 5.37m), await books.BalanceAsync());
        var resolved = await books.Get<ResolvingReader>().ResolvedAsync(books.Admin, 1, TestBooks.Cancel);
        Assert.Equal([ExceptionResolution.Accepted, ExceptionResolution.Accepted, ExceptionResolution.Dismissed], resolved.Lines.Select(l => l.Resolution).Order());
        Assert.All(resolved.Lines, l => Assert.Equal("Asked the carrier", l.Reason));
        await using var db = books.Read();
        Assert.False(await db.Calls.AnyAsync(c => c.UsageId == "minus", TestBooks.Cancel));
        Assert.Equal(3, await db.Audit.CountAsync(a => a.Action == "Exceptions.Decided" && a.After!.Contains("resolved\":{\""), TestBooks.Cancel));
    }

    [Fact]
    public async Task ChangedSinceBooked_ShowsBothVersions_AndIsTakenByACorrection()
    {
        await using var books = await FundedAsync();
        await new SmallExport().Row("a", charge: "2.00").Row("b", charge: "1.00").Row("c", charge: "3.00").ImportAsync(books);
        await new SmallExport().Row("a", charge: "1.20", seconds: 40).Row("b", charge: "1.50").Row("c", charge: "3.00", seconds: 59).ImportAsync(books);
        var lines = Assert.Single((await books.Get<ImportsReader>().ExceptionsAsync(books.Admin, TestBooks.Cancel)).Groups).Lines;
        var changed = (await books.Get<ResolvingReader>().ChangedAsync(books.Admin, lines[0].Id, TestBooks.Cancel))!;
        Assert.Equal((Money.OfUnits(2), Money.Of(1.2m)), (changed.Stands, changed.Cost));
        Assert.Equal([("Seconds", "60", "40"), ("Charge", "2000000", "1200000")], changed.Fields.Where(f => f.Differs).Select(f => (f.Name, f.Booked, f.Arrived)));
        ExceptionChoice Line(int at) => new(ExceptionReason.ChangedSinceBooked, "", lines[at].Id);
        Assert.Equal(Money.Of(-0.8m), (await DecideAsync(books, Line(0), new TakeNew(null))).Value!.Amount);
        Assert.Equal(1, (await DecideAsync(books, Line(1), new KeepBooked())).Value!.Others);
        Assert.Equal(1, (await DecideAsync(books, Line(2), new TakeNew(null))).Value!.Others);
        Assert.Equal(Money.Of(5_000 - 1.2m - 1 - 3), await books.BalanceAsync());
        await using var db = books.Read();
        Assert.Equal([ExceptionResolution.Corrected, ExceptionResolution.Kept, ExceptionResolution.Kept], (await db.CallExceptions.OrderBy(e => e.Id).ToListAsync(TestBooks.Cancel)).Select(e => e.Resolution!.Value));
        var again = await new SmallExport().Row("a", charge: "1.20", seconds: 40).ImportAsync(books);
        Assert.Equal((1, 0), (again.Known, again.Exceptions));
        Assert.Equal("NoSuchVerdict", (await DecideAsync(books, Line(0), new Dismiss())).Refused?.Code);
        Assert.Null((await books.CheckAsync()).Fault);
    }

    /// <summary>A call that was free and now costs something is drawn under corrections.</summary>
    [Fact]
    public async Task AFreeCall_ThatNowCosts_IsDrawnAsACorrection()
    {
        await using var books = await FundedAsync();
        await new SmallExport().Row("a", charge: "0.00").ImportAsync(books);
        await new SmallExport().Row("a", charge: "0.70").ImportAsync(books);
        Assert.Equal(1, (await DecideAsync(books, new(ExceptionReason.ChangedSinceBooked, ""), new TakeNew(null))).Value!.Charged);
        await using var db = books.Read();
        Assert.Equal(EntryKind.Correction, (await db.Entries.OrderBy(e => e.Sequence).LastAsync(TestBooks.Cancel)).Kind);
        Assert.Equal(Money.Of(4_999.3m), await books.BalanceAsync());
        Assert.Null((await books.CheckAsync()).Fault);
    }

    /// <summary>One call held back twice, with two contents: the first is booked, the other waits as a change of it.</summary>
    [Fact]
    public async Task ACallHeldBackTwice_IsBookedOnce()
    {
        await using var books = await FundedAsync();
        await new SmallExport().Row("a", type: "user_teleported", charge: "1.00").Row("a", type: "user_teleported", charge: "1.10").ImportAsync(books);
        await MapAsync(books, CodeKind.CallType, "user_teleported", nameof(CallType.UserOut));
        Assert.Equal((1, 1), await RebookAsync(books, s_teleported) is var r ? (r.Charged, r.Waiting) : default);
        Assert.Equal(ExceptionReason.ChangedSinceBooked, Assert.Single((await books.Get<ImportsReader>().ExceptionsAsync(books.Admin, TestBooks.Cancel)).Groups).Code);
        Assert.Equal(Money.OfUnits(4_999), await books.BalanceAsync());
    }

    [Fact]
    public async Task WhoMayNot_IsTurnedAway()
    {
        await using var books = await FundedAsync();
        var telecom = books.Admin with { Permissions = Roles.PermissionsOf([Roles.TelecomAdmin]) };
        var billing = books.Admin with { Permissions = Roles.PermissionsOf([Roles.BillingAdmin]) };
        var operations = books.Get<ExceptionOperations>();
        await Assert.ThrowsAsync<NotPermittedException>(() => operations.DecideAsync(telecom, new(ExceptionReason.ChangedSinceBooked, ""), new TakeNew(null), "why", TestBooks.Cancel));
        await Assert.ThrowsAsync<NotPermittedException>(() => operations.DecideAsync(billing, new(ExceptionReason.ChangedSinceBooked, ""), new KeepBooked(), "why", TestBooks.Cancel));
        await Assert.ThrowsAsync<NotPermittedException>(() => operations.RebookAsync(billing, s_teleported, TestBooks.Cancel));
        await Assert.ThrowsAsync<NotPermittedException>(() => books.Get<CodeMappingOperations>().MapAsync(billing, new(CodeKind.CallType, "x", "UserOut"), "why", TestBooks.Cancel));
        Assert.Equal("ReasonMissing", (await operations.DecideAsync(telecom, new(ExceptionReason.NegativeCharge, ""), new Dismiss(), " ", TestBooks.Cancel)).Refused?.Code);
    }

    [Fact]
    public async Task AMapping_IsAuditedListedAndRemovable_AndUsedByLaterClassifiers()
    {
        await using var books = await FundedAsync();
        await MapAsync(books, CodeKind.Capability, "MCONEW_1", nameof(CapabilityClass.Free));
        await MapAsync(books, CodeKind.Capability, "mconew_1", nameof(CapabilityClass.Credits));
        Assert.Equal("CodeKnown", (await books.Get<CodeMappingOperations>().MapAsync(books.Admin, new(CodeKind.Capability, "MCOEV", "Credits"), "why", TestBooks.Cancel)).Refused?.Code);
        Assert.Equal("ClassUnknown", (await books.Get<CodeMappingOperations>().MapAsync(books.Admin, new(CodeKind.Capability, "NEW", "3"), "why", TestBooks.Cancel)).Refused?.Code);
        var listed = Assert.Single(await books.Get<ResolvingReader>().MappedAsync(books.Admin, TestBooks.Cancel));
        Assert.Equal(new CodeMapping(CodeKind.Capability, "mconew_1", "Credits"), listed.Mapping);
        await using var db = books.Read();
        var organization = (await db.Organizations.SingleAsync(TestBooks.Cancel)).ToDomain();
        var call = CommsCredits.Tests.Calls.CallRecords.Call() with { Capability = "MCONEW_1" };
        Assert.NotNull((await books.Get<Classifiers>().ReadAsync(db, organization, TestBooks.Cancel)).KindOf(call));
        Assert.Null((await books.Get<CodeMappingOperations>().RemoveAsync(books.Admin, CodeKind.Capability, "mconew_1", TestBooks.Cancel)).Refused);
        Assert.Null((await books.Get<Classifiers>().ReadAsync(db, organization, TestBooks.Cancel)).KindOf(call));
        Assert.Equal(3, await db.Audit.CountAsync(a => a.Action.StartsWith("Code."), TestBooks.Cancel));
    }

    private static async Task<TestBooks> FundedAsync()
    {
        var books = await TestBooks.OpenAsync();
        await books.BuyAsync(5_000, await books.AddCardAsync());
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-09-20T09:00:00Z"));
        return books;
    }

    private static async Task MapAsync(TestBooks books, CodeKind kind, string code, string name) =>
        Assert.Null((await books.Get<CodeMappingOperations>().MapAsync(books.Admin, new(kind, code, name), "Says the carrier", TestBooks.Cancel)).Refused);

    private static async Task<Resolved> RebookAsync(TestBooks books, ExceptionChoice choice) => (await books.Get<ExceptionOperations>().RebookAsync(books.Admin, choice, TestBooks.Cancel)).Value!;

    private static Task<Outcome<Resolved>> DecideAsync(TestBooks books, ExceptionChoice choice, Verdict verdict) =>
        books.Get<ExceptionOperations>().DecideAsync(books.Admin, choice, verdict, "Asked the carrier", TestBooks.Cancel);

    private static async Task<int> OpenAsync(TestBooks books) => (await books.Get<ImportsReader>().ExceptionsAsync(books.Admin, TestBooks.Cancel)).Total;
}
