using System.Text;
using CommsCredits.Domain.Calls;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Features.Usage;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Features.Usage;

/// <summary>What an export from the world does to the books: twins, other operators, names that were garbled.</summary>
public sealed class ExportsOfTheWorldTests
{
    private const string Header = "UsageId,AAD ObjectId,UPN,User Display Name,Caller ID,Call Type,Number Type,Domestic/International,Destination Dialed,Destination Number,Start Time,Duration Seconds,Connection Fee,Charge,Currency,Capability,Operator";

    private static CancellationToken Cancel => TestBooks.Cancel;

    [Fact]
    public async Task RowsOfAnotherOperator_WithoutACharge_AreRecordedFree_WithTheReason()
    {
        await using var books = await TestBooks.OpenAsync(now: "2026-09-20T09:00:00Z");
        var import = await ImportAsync(books, Row("1", charge: "", by: "Contoso Telecom"), Row("2", charge: "No data", by: "Contoso Telecom"), Row("3", charge: "0.00", by: "Contoso Telecom"),
            Row("4", charge: "0.53", by: "Contoso Telecom"), Row("5", charge: "0.53", by: "Microsoft"), Row("6", charge: "0.53", by: ""), Row("7", charge: "", by: "microsoft"));
        Assert.Equal((3, 1), (import.Charged, import.Exceptions));
        await using var db = books.Read();
        Assert.Equal(["1", "2", "3"], await db.Calls.Where(c => c.FreeReason == FreeReason.OtherOperator).Select(c => c.UsageId).OrderBy(i => i).ToListAsync(Cancel));
        Assert.Equal(0, (await ImportAsync(books, Row("1", charge: "", by: "Contoso Telecom"))).Exceptions);
    }

    [Fact]
    public async Task ARowThatAgreesWithAnotherInAllButItsId_IsBooked_Marked_AndFound()
    {
        await using var books = await TestBooks.OpenAsync(now: "2026-09-20T09:00:00Z");
        await ImportAsync(books, Row("1"), Row("2"), Row("3", start: "2026-09-10T11:00:00"), Row("4", charge: "0.54"), Row("5", number: "+4930901821"), Row("6", charge: ""), Row("7", charge: "0.00"));
        await ImportAsync(books, Row("8", start: "2026-09-10T11:00:00"));
        var reader = books.Get<CallsReader>();
        var all = await reader.ListAsync(books.Admin, new(), 1, Cancel);
        Assert.Equal(["1", "2", "3", "8"], all.Lines.Where(c => c.IsTwin).Select(c => c.UsageId).Order());
        Assert.Equal(["3", "8", "1", "2"], (await reader.ListAsync(books.Admin, new() { IsTwin = true }, 1, Cancel)).Lines.Select(c => c.UsageId));
        Assert.Equal(6, all.Charged);
        var stranger = books.Admin with { OrganizationId = Guid.NewGuid() };
        await Assert.ThrowsAnyAsync<Exception>(() => reader.ListAsync(stranger, new() { IsTwin = true }, 1, Cancel));
    }

    [Fact]
    public async Task ALaterCopyInUtf8_MendsAGarbledName_AndNoFigure()
    {
        await using var books = await TestBooks.OpenAsync(now: "2026-09-20T09:00:00Z");
        await ImportAsync(books, Row("1", name: "Jürgen Groß"), Row("2", name: "Lena Vogt"));
        await books.TamperAsync("UPDATE \"Calls\" SET \"PersonName\" = 'J' || char(65533) || 'rgen Gro' || char(65533) WHERE \"UsageId\" = '1'; UPDATE \"CallPeople\" SET \"Name\" = 'J' || char(65533) || 'rgen'");
        var again = await ImportAsync(books, Row("1", name: "Jürgen Groß"), Row("2", name: "Somebody Else"));
        Assert.Equal((2, 0), (again.Known, again.Charged));
        await using var db = books.Read();
        Assert.Equal(["Jürgen Groß", "Lena Vogt"], await db.Calls.OrderBy(c => c.UsageId).Select(c => c.PersonName).ToListAsync(Cancel));
        Assert.Equal("Jürgen Groß", await db.CallPeople.Select(p => p.Name).SingleAsync(Cancel));
        Assert.Null((await books.CheckAsync()).Fault);
    }

    [Fact]
    public async Task APersonWhoWasErased_StaysErased_WhateverCopyComes()
    {
        await using var books = await TestBooks.OpenAsync(now: "2026-09-20T09:00:00Z");
        await ImportAsync(books, Row("1", name: "Jürgen Groß"));
        await books.TamperAsync("""UPDATE "Calls" SET "PersonName" = NULL, "CallerNumber" = NULL, "DestinationNumber" = NULL, "ContentHash" = zeroblob(32)""");
        Assert.Equal(1, (await ImportAsync(books, Row("1", name: "Jürgen Groß"))).Known);
        await using var db = books.Read();
        Assert.Null(await db.Calls.Select(c => c.PersonName).SingleAsync(Cancel));
    }

    private static string Row(string id, string charge = "0.53", string by = "Microsoft", string name = "Lena Vogt", string start = "2026-09-10T10:00:00", string number = "+4930901820") =>
        $"{id},09a3e95c-bc77-44a0-97e3-29389069bffe,lena@example.org,{name},+12065550100,user_out,Subscriber,International,Germany,{number},{start}Z,60,0.00,{charge},USD,MCOPSTNPP,{by}";

    private static async Task<ImportRow> ImportAsync(TestBooks books, params string[] rows)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', [Header, .. rows])));
        var id = (await books.Get<UsageOperations>().StartImportAsync(books.Admin, "world.csv", file, Cancel)).Value!.First;
        await books.Get<ImportQueue>().RunWaitingAsync(Cancel);
        await using var db = books.Read();
        return await db.Imports.SingleAsync(i => i.Id == id, Cancel);
    }
}
