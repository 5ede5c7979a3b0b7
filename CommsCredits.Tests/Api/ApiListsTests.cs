using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Documents.Layout;
using CommsCredits.Web.Features.Statements;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Api;

/// <summary>What the lists say, and that following a cursor shows each row once.</summary>
public sealed partial class ApiListsTests(ApiPortal portal) : IClassFixture<ApiPortal>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheBalance_IsExact_AndSaysWhetherCallsAreBlocked()
    {
        var admin = await portal.OrganizationAsync();
        using var program = portal.Program((await portal.KeyAsync(admin)).Secret);
        await DrawAsync(admin, 98.123456m);
        var before = await program.GetAsync("/api/v1/balance", Cancel);
        Assert.True(before.Headers.CacheControl?.NoStore);
        var balance = await before.JsonAsync();
        Assert.Equal(("1.876544", "USD", "0", false, false), (balance.Text("usable"), balance.Text("currency"), balance.Text("overdraft"), balance.GetProperty("blocked").GetBoolean(), balance.GetProperty("billedAfterUse").GetBoolean()));
        Assert.EndsWith("Z", balance.Text("asOf"), StringComparison.Ordinal);
        await DrawAsync(admin, 2m);
        balance = await program.JsonAsync("/api/v1/balance");
        Assert.Equal(("-0.123456", "0.123456", true), (balance.Text("usable"), balance.Text("overdraft"), balance.GetProperty("blocked").GetBoolean()));
    }

    [Fact]
    public async Task Figures_AreTheSame_WhateverLanguageIsAskedFor()
    {
        var admin = await portal.OrganizationAsync();
        using var program = portal.Program((await portal.KeyAsync(admin)).Secret);
        await DrawAsync(admin, 1.5m);
        foreach (var language in new[] { "en", "zh-CN", "de-DE" })
        {
            program.DefaultRequestHeaders.AcceptLanguage.Clear();
            program.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            Assert.Equal("98.5", (await program.JsonAsync("/api/v1/balance")).Text("usable"));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(500)]
    public async Task TheLedger_FollowedByItsCursor_GivesEachEntryOnce_AlsoWhatIsPostedMeanwhile(int limit)
    {
        var admin = await portal.OrganizationAsync(lots: 2, calls: 12);
        using var program = portal.Program((await portal.KeyAsync(admin)).Secret);
        var (seen, cursor, more) = (new List<long>(), "", true);
        for (var rounds = 0; more; rounds++)
        {
            var page = await program.JsonAsync($"/api/v1/ledger?limit={limit}&cursor={cursor}");
            seen.AddRange(page.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("sequence").GetInt64()));
            (cursor, more) = (page.Text("cursor"), page.GetProperty("more").GetBoolean());
            if (rounds == 1) await DrawAsync(admin, 0.25m);
        }
        await DrawAsync(admin, 0.25m);
        var later = await program.JsonAsync($"/api/v1/ledger?limit={limit}&cursor={cursor}");
        seen.AddRange(later.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("sequence").GetInt64()));
        Assert.Equal(Enumerable.Range(1, await CountAsync(admin)).Select(n => (long)n), seen);
        Assert.Equal(0, (await program.JsonAsync($"/api/v1/ledger?cursor={later.Text("cursor")}")).GetProperty("entries").GetArrayLength());
    }

    [Fact]
    public async Task TheLedger_HoldsToItsConditions_AndItsBalancesAreThePools()
    {
        var admin = await portal.OrganizationAsync(lots: 2, calls: 3);
        using var program = portal.Program((await portal.KeyAsync(admin)).Secret);
        var today = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd");
        Assert.Equal(3, await RowsAsync("kind=Usage"));
        Assert.Equal(2, await RowsAsync("kind=OpeningLot"));
        Assert.Equal(4, await RowsAsync("lot=1"));
        Assert.Equal(2, await RowsAsync("min=0.26"));
        Assert.Equal(5, await RowsAsync($"from={today}&to={today}"));
        Assert.Equal(0, await RowsAsync("to=2020-01-01"));
        Assert.Equal(0, await RowsAsync("lot=999"));
        var entries = (await program.JsonAsync("/api/v1/ledger")).GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal(["100", "200", "199.75", "199.5", "199.25"], entries.Select(e => e.Text("balanceAfter")));
        Assert.Equal(("Lot(1)", "Usage(International)", "0.25", "-0.25", "Usage"), (entries[2].Text("from"), entries[2].Text("to"), entries[2].Text("amount"), entries[2].Text("change"), entries[2].Text("kind")));

        async Task<int> RowsAsync(string query) => (await program.JsonAsync("/api/v1/ledger?" + query)).GetProperty("entries").GetArrayLength();
    }

    [Fact]
    public async Task Lots_AreAllThere_OpenAndUsed_EachOnce()
    {
        var admin = await portal.OrganizationAsync(lots: 5);
        await DrawAsync(admin, 150m);
        using var program = portal.Program((await portal.KeyAsync(admin)).Secret);
        var (seen, cursor, more) = (new List<JsonElement>(), "", true);
        while (more)
        {
            var page = await program.JsonAsync($"/api/v1/lots?limit=2&cursor={cursor}");
            seen.AddRange(page.GetProperty("lots").EnumerateArray());
            (cursor, more) = (page.Text("cursor"), page.GetProperty("more").GetBoolean());
        }
        Assert.Equal([1, 2, 3, 4, 5], seen.Select(l => l.GetProperty("number").GetInt32()));
        Assert.Equal(["Used", "Open", "Open", "Open", "Open"], seen.Select(l => l.Text("state")));
        Assert.Equal(["0", "50", "100", "100", "100"], seen.Select(l => l.Text("left")));
    }

    public static TheoryData<string, string> Wrongs => new()
    {
        { "/api/v1/ledger?limit=0", "ParameterInvalid" }, { "/api/v1/ledger?limit=501", "ParameterInvalid" }, { "/api/v1/ledger?limit=x", "ParameterInvalid" }, { "/api/v1/ledger?limit=-1", "ParameterInvalid" },
        { "/api/v1/ledger?limit=1&limit=2", "ParameterInvalid" }, { "/api/v1/ledger?limit=99999999999999999999", "ParameterInvalid" }, { "/api/v1/ledger?from=2026-13-01", "ParameterInvalid" },
        { "/api/v1/ledger?from=19.11.2026", "ParameterInvalid" }, { "/api/v1/ledger?kind=usage", "ParameterInvalid" }, { "/api/v1/ledger?kind=0", "ParameterInvalid" }, { "/api/v1/ledger?lot=0", "ParameterInvalid" },
        { "/api/v1/ledger?lot=99999999999", "ParameterInvalid" }, { "/api/v1/ledger?min=0", "ParameterInvalid" }, { "/api/v1/ledger?min=-1", "ParameterInvalid" }, { "/api/v1/ledger?min=1,5", "ParameterInvalid" },
        { "/api/v1/ledger?min=0.0000001", "ParameterInvalid" }, { "/api/v1/ledger?min=1e3", "ParameterInvalid" }, { "/api/v1/ledger?form=2026-11-01", "ParameterInvalid" }, { "/api/v1/balance?at=now", "ParameterInvalid" },
        { "/api/v1/ledger?cursor=x", "CursorInvalid" }, { "/api/v1/ledger?cursor=%00", "CursorInvalid" }, { "/api/v1/ledger?cursor=ZW50cnkuLTE", "CursorInvalid" }, { "/api/v1/ledger?cursor=LOTS", "CursorInvalid" },
        { "/api/v1/lots?cursor=!!!!", "CursorInvalid" }, { "/api/v1/lots?limit=1%0a", "ParameterInvalid" }, { "/api/v1/statements?x", "ParameterInvalid" },
        { "/api/v1/ledger?from=0001-01-01&to=9999-12-31&limit=1'--", "ParameterInvalid" }, { "/api/v1/statements/2026-01.pdf?lang=de", "ParameterInvalid" }, { "/api/v1/statements/2026-01.pdf?paper=A5", "ParameterInvalid" },
    };

    [Theory, MemberData(nameof(Wrongs))]
    public async Task WhatCannotBeRead_IsRefused_NeverGuessed(string address, string code)
    {
        var admin = await portal.OrganizationAsync();
        using var program = portal.Program((await portal.KeyAsync(admin)).Secret);
        if (address.EndsWith("LOTS", StringComparison.Ordinal)) address = address[..^4] + (await program.JsonAsync("/api/v1/lots")).Text("cursor");
        await (await program.GetAsync(address, Cancel)).IsProblemAsync(HttpStatusCode.BadRequest, code);
    }

    [Theory]
    [InlineData("/api/v1/ledger?from=0001-01-01&to=9999-12-31")]
    [InlineData("/api/v1/ledger?from=9999-12-31")]
    [InlineData("/api/v1/ledger?to=0001-01-01")]
    [InlineData("/api/v1/ledger?from=2026-12-01&to=2026-01-01")]
    [InlineData("/api/v1/ledger?lot=2147483647&min=999999999.999999")]
    public async Task AnExtreme_IsAnsweredOrRefused_AndIsNoFault(string address)
    {
        using var program = portal.Program((await portal.KeyAsync(await portal.OrganizationAsync())).Secret);
        Assert.True((int)(await program.GetAsync(address, Cancel)).StatusCode < 500, address);
    }

    [Theory]
    [InlineData("2020-01")]
    [InlineData("2999-01")]
    [InlineData("2026-13")]
    [InlineData("x")]
    [InlineData("2026-01.doc")]
    [InlineData("0001-01.pdf")]
    [InlineData("x.csv")]
    public async Task AStatementThatIsNotThere_IsNotFound(string period)
    {
        using var program = portal.Program((await portal.KeyAsync(await portal.OrganizationAsync())).Secret);
        await (await program.GetAsync("/api/v1/statements/" + period, Cancel)).IsProblemAsync(HttpStatusCode.NotFound, "NotFound");
    }

    [Fact]
    public async Task AFile_HasTheBytesOfThePortals_AndLeavesAnAuditRow()
    {
        var admin = await portal.OrganizationAsync(calls: 2);
        var key = await portal.KeyAsync(admin);
        using var program = portal.Program(key.Secret);
        var months = (await program.JsonAsync("/api/v1/statements")).GetProperty("months").EnumerateArray().ToList();
        Assert.Equal(3, months.Count);
        var month = Month.Parse(months[1].Text("month"));
        foreach (var format in Enum.GetValues<StatementFormat>())
        {
            var portals = await portal.Get<StatementPrinter>().PrintAsync(admin, month, format, CultureInfo.GetCultureInfo("zh-Hans"), Paper.Letter, Cancel);
            var response = await program.GetAsync($"/api/v1/statements/{month}.{format.Extension()}?lang=zh-Hans&paper=Letter", Cancel);
            Assert.Equal(Said(portals!, format), Said(await response.Content.ReadAsByteArrayAsync(Cancel), format));
            Assert.True(response.Headers.CacheControl?.NoStore);
        }
        var figures = await program.JsonAsync($"/api/v1/statements/{month}");
        Assert.Equal("commscredits-statement-1", figures.Text("format"));
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync($"/api/v1/statements/{month}..{month.Next}", Cancel)).StatusCode);
        await using var db = portal.Get<Database>().Read(admin, Permission.SeeAudit);
        Assert.Equal(5, await db.Audit.CountAsync(a => a.ActorId == $"apikey:{key.Id}" && a.Action == "Statement.Printed", Cancel));
    }

    [Fact]
    public async Task ReadingTheLedger_LeavesOneAuditRow_AKeyAndHour_WhateverPageIsRead()
    {
        var admin = await portal.OrganizationAsync(calls: 5);
        var key = await portal.KeyAsync(admin);
        using var program = portal.Program(key.Secret);
        var first = await program.JsonAsync("/api/v1/ledger?limit=2&kind=Usage");
        await program.JsonAsync($"/api/v1/ledger?limit=2&kind=Usage&cursor={first.Text("cursor")}");
        await program.JsonAsync("/api/v1/ledger?limit=2");
        using var other = portal.Program((await portal.KeyAsync(admin)).Secret);
        // A place that another key was given: the trail has a row of the key that reads on
        await other.JsonAsync($"/api/v1/ledger?limit=2&kind=Usage&cursor={first.Text("cursor")}");
        await using var db = portal.Get<Database>().Read(admin, Permission.SeeAudit);
        var row = Assert.Single(await db.Audit.Where(a => a.ActorId == $"apikey:{key.Id}").ToListAsync(Cancel));
        Assert.Equal("Ledger.Exported", row.Action);
        Assert.Contains("Usage", row.After, StringComparison.Ordinal);
        Assert.NotNull(row.From);
        Assert.Equal(2, await db.Audit.CountAsync(a => a.Action == "Ledger.Exported", Cancel));
    }

    [Fact]
    public async Task ACursor_IsTakenForItsOwnQuestionAlone_AndNobodyMakesOneUp()
    {
        var admin = await portal.OrganizationAsync(calls: 5);
        using var program = portal.Program((await portal.KeyAsync(admin)).Secret);
        using var stranger = portal.Program((await portal.KeyAsync(await portal.OrganizationAsync(calls: 5))).Secret);
        var cursor = (await program.JsonAsync("/api/v1/ledger?limit=2&kind=Usage")).Text("cursor");
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync($"/api/v1/ledger?limit=3&kind=Usage&cursor={cursor}", Cancel)).StatusCode);
        foreach (var address in new[] { $"/api/v1/ledger?cursor={cursor}", $"/api/v1/ledger?kind=Usage&min=1&cursor={cursor}", $"/api/v1/lots?cursor={cursor}", $"/api/v1/ledger?kind=Usage&cursor={cursor[..^2]}xx", "/api/v1/ledger?cursor=ZW50cnkuMQ" })
            await (await program.GetAsync(address, Cancel)).IsProblemAsync(HttpStatusCode.BadRequest, "CursorInvalid");
        await (await stranger.GetAsync($"/api/v1/ledger?limit=3&kind=Usage&cursor={cursor}", Cancel)).IsProblemAsync(HttpStatusCode.BadRequest, "CursorInvalid");
    }

    /// <summary>The bytes; of a workbook those of its sheets without the numbers of styles, because the library that writes it gives its parts new names and its styles new numbers each time.</summary>
    private static byte[] Said(byte[] file, StatementFormat format)
    {
        if (format != StatementFormat.Xlsx) return file;
        using var workbook = new ZipArchive(new MemoryStream(file));
        using var sheets = new MemoryStream();
        foreach (var sheet in workbook.Entries.Where(e => e.FullName.Contains("worksheets/", StringComparison.Ordinal) && e.FullName.EndsWith(".xml", StringComparison.Ordinal)).OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            using var content = sheet.Open();
            content.CopyTo(sheets);
        }
        Assert.True(sheets.Length > 0);
        return Encoding.UTF8.GetBytes(StyleNumber().Replace(Encoding.UTF8.GetString(sheets.ToArray()), ""));
    }

    [GeneratedRegex(" (s|style)=\"[0-9]+\"")]
    private static partial Regex StyleNumber();

    private async Task<int> CountAsync(Actor admin)
    {
        await using var db = portal.Get<Database>().Read(admin, Permission.SeeLedger);
        return await db.Entries.CountAsync(Cancel);
    }

    private Task DrawAsync(Actor admin, decimal amount) => portal.PostAsync(admin, session => session.Pool.Draw(UsageKind.International, Money.Of(amount), session.Now));
}
