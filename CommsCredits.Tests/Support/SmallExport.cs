using System.Globalization;
using System.Text;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Features.Usage;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Support;

/// <summary>A call export of a few rows, each said by what is special about it; the rest is an ordinary charged call abroad.</summary>
public sealed class SmallExport
{
    private const string Header = "UsageId,Call ID,Conference ID,User Location,AAD ObjectId,UPN,User Display Name,Caller ID,Call Type,Number Type,Domestic/International,Destination Dialed,Destination Number,"
        + "Start Time,End Time,Duration Seconds,Connection Fee,Charge,Currency,Capability";

    private readonly StringBuilder _text = new StringBuilder(Header).Append("\r\n");

    public SmallExport Row(string id, string charge = "0.50", string type = "user_out", string capability = "MCOPSTNPP", string currency = "USD", string start = "2026-09-10T10:00:00", int seconds = 60,
        string number = "+4930901820", string fee = "0.00")
    {
        var end = DateTime.Parse(start, CultureInfo.InvariantCulture).AddSeconds(seconds);
        _text.Append(CultureInfo.InvariantCulture, $"{id},call-{id},,US,09a3e95c-bc77-44a0-97e3-29389069bffe,dara@example.org,Dara Petrov,+12065550100,{type},Subscriber,International,Germany,{number},{start}.0000000+00:00,{end:yyyy-MM-ddTHH:mm:ss}.0000000+00:00,{seconds},{fee},{charge},{currency},{capability}\r\n");
        return this;
    }

    public async Task<ImportRow> ImportAsync(TestBooks books)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(_text.ToString()));
        var id = (await books.Get<UsageOperations>().StartImportAsync(books.Admin, "small.csv", file, TestBooks.Cancel)).Value!.First;
        await books.Get<ImportQueue>().RunWaitingAsync(TestBooks.Cancel);
        await books.RunJobsAsync();
        await using var db = books.Read();
        return await db.Imports.SingleAsync(i => i.Id == id, TestBooks.Cancel);
    }

    public override string ToString() => _text.ToString();
}
