using CommsCredits.Domain.Calls;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Features.Usage.Resolving;
using CommsCredits.Web.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Features.Usage;

/// <summary>Lines are worked out ahead of the write, by the lists and answers of that time.</summary>
public sealed class ReadAheadTests
{
    private const int Rows = 3_000;

    [Fact]
    public async Task WhatWasReadAheadOfAnAnswer_IsDecidedAnewByTheWrite()
    {
        await using var books = await TestBooks.OpenAsync();
        await books.BuyAsync(5_000, await books.AddCardAsync());
        books.Clock.SetUtcNow(DateTimeOffset.Parse("2026-09-20T09:00:00Z"));
        var export = new SmallExport();
        for (var i = 0; i < Rows; i++) export.Row($"r{i}", charge: "0.10", type: "user_teleported");
        var heldBack = 0;
        using (books.Get<BalanceFeed>().Subscribe(books.OrganizationId, _ => Answer())) await export.ImportAsync(books);

        Assert.InRange(heldBack, 1, Rows / 2);
        await using var db = books.Read();
        var import = await db.Imports.SingleAsync(TestBooks.Cancel);
        Assert.Equal((ImportState.Done, Rows, heldBack, Rows - heldBack), (import.State, import.Lines, import.Exceptions, import.Charged));
        Assert.True(await db.CallExceptions.MaxAsync(e => e.Line, TestBooks.Cancel) < await db.Calls.MinAsync(c => c.Line, TestBooks.Cancel));

        // The first batch of lines is booked, the reader is far ahead of it: now somebody says what the code means.
        void Answer()
        {
            if (heldBack > 0) return;
            using var now = books.Read();
            if ((heldBack = now.CallExceptions.Count()) == 0) return;
            Assert.Null(books.Get<CodeMappingOperations>().MapAsync(books.Admin, new(CodeKind.CallType, "user_teleported", nameof(CallType.UserOut)), "Says the carrier", TestBooks.Cancel).GetAwaiter().GetResult().Refused);
        }
    }
}
