using System.IO.Compression;
using System.Text;
using CommsCredits.Domain;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Documents.Bundle;
using CommsCredits.Web.Features.Ledger;
using CommsCredits.Web.Jobs;
using CommsCredits.Web.Security;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MimeKit;
using UglyToad.PdfPig;

namespace CommsCredits.Tests.Security;

/// <summary>
/// Every text of the database that a person, a file or another program can fill is made of script: on every page, in mail, PDF, spreadsheet and bundle it stays a text. A new column needs a line here or is made hostile.
/// </summary>
public sealed class HostileTextTests(PortalServer portal, Chromium chromium)
{
    private const string Hostile = "\"'><img src=x onerror=\"hacked=1\"><script>hacked=1</script></script><b>{{7*7}}${7*7}";

    /// <summary>Texts in which a JSON value is made hostile, not the whole.</summary>
    private static readonly string[] s_json = ["Audit.Before", "Audit.After", "CallExceptions.Figures", "Imports.Skipped", "Imports.FaultFigures", "UnreadableLines.Figures"];

    private static readonly Dictionary<string, string> s_hostile = new()
    {
        ["ApiKeys"] = "Name", ["Audit"] = "Subject Before After", ["CallExceptions"] = "UsageId PersonName DestinationNumber DestinationName ResolutionReason Figures", ["CallPeople"] = "Name",
        ["Calls"] = "UsageId CallId CallType CallerNumber DestinationName DestinationNumber NumberType PersonName", ["CodeMappings"] = "Reason", ["DestinationSums"] = "Destination",
        ["Imports"] = "FileName Skipped FaultFigures", ["Mails"] = "LastFault", ["MinutePools"] = "Name", ["Organizations"] = "Name", ["PaymentOptions"] = "Label LastFour", ["People"] = "Name Login", ["PlanPrices"] = "Source",
        ["RateDecks"] = "Name", ["Rates"] = "Name", ["Recipients"] = "Name", ["Subscriptions"] = "Note PaidWith", ["TopUps"] = "PurchaseOrder Reference DeclineReason", ["UnreadableLines"] = "Text Figures",
    };

    /// <summary>Ids, codes, hashes and words of the portal's own or of a list that it knows, an address of a checked form, what the payment service answers. The references, figures and keys among them that carry a person's words
    /// are spoiled one by one below.</summary>
    private static readonly Dictionary<string, string> s_ours = new()
    {
        ["ApiKeys"] = "CreatedBy Hint Scopes", ["ApiRequests"] = "Key Answer", ["Audit"] = "Action ActorId From", ["CallExceptions"] = "Currency Record ResolvedBy", ["CallPeople"] = "Id",
        ["Calls"] = "Capability Currency Explanation PersonId", ["ClosedMonths"] = "ActorId Fingerprint HeadHash", ["CodeMappings"] = "Code Class MappedBy",
        ["Entries"] = "ActorId IdempotencyKey Reference", ["Imports"] = "ClaimedBy FaultCode Path StartedBy", ["MinutePools"] = "Capabilities", ["MinuteUses"] = "Period", ["Notices"] = "Figures Key",
        ["Organizations"] = "Currency LowLevels ZoneId", ["PaymentOptions"] = "Fingerprint Token", ["People"] = "Id Language", ["PlanPrices"] = "PlanId Currency EnteredBy",
        ["Postings"] = "Key Content", ["RateDecks"] = "AddedBy", ["Rates"] = "Country Prefix", ["RechargeDecisions"] = "Steps TopUpKey", ["RechargeRules"] = "Dunning",
        ["Recipients"] = "Kinds Language PersonId Address", ["Sessions"] = "PersonId", ["StatementPrints"] = "Sha256 ActorId Fingerprint Language Paper Period",
        ["Subscriptions"] = "Country PlanId RecordedBy", ["TopUps"] = "Key ActionLink Currency RequestedBy TakenCurrency", ["UnreadableLines"] = "Fault", ["UsageSums"] = "Key",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EachText_IsHostileHere_OrOurOwn()
    {
        await using var db = portal.Services.GetRequiredService<IDbContextFactory<CommsCreditsDb>>().CreateDbContext();
        var known = s_hostile.Concat(s_ours).SelectMany(t => t.Value.Split(' ').Select(c => $"{t.Key}.{c}")).ToHashSet();
        var unknown = string.Join(" ", db.Model.GetEntityTypes().SelectMany(e => e.GetProperties().Where(p => p.ClrType == typeof(string)).Select(p => $"{e.GetTableName()}.{p.Name}")).Except(known));
        Assert.True(unknown.Length == 0, unknown);
    }

    [Fact]
    public async Task NoText_IsEverMoreThanAText()
    {
        await using var hostile = await portal.CopyAsync(SpoilAsync);
        var faults = new List<string>();
        var shown = 0;
        foreach (var group in (await EveryPage.OfAsync(hostile.Services, Cancel)).GroupBy(p => p.Login))
        {
            var said = new List<string>();
            var page = await chromium.OpenAsync(hostile.Address, group.Key, "/help", 1440, ColorScheme.Light, "en", said);
            foreach (var seen in group.Select(p => p.Address).Concat(group.Key == EveryPage.Ana ? s_more : []))
            {
                said.Clear();
                await page.GotoAsync(new Uri(hostile.Address, seen).ToString());
                await page.LivesAsync();
                faults.AddRange(said.Where(s => seen != "/not-found" || !s.Contains("404", StringComparison.Ordinal)).Select(s => $"{seen}: {s}"));
                if (await page.EvaluateAsync<bool>("typeof hacked !== 'undefined' || document.querySelector('img[src=x], script:not([src]):not([type])') !== null")) faults.Add($"{seen}: a text became an element.");
                if (seen != "/error" && await page.GetByText("This page could not be shown").CountAsync() > 0) faults.Add($"{seen}: a fault.");
                if (await page.EvaluateAsync<bool>("document.body.innerText.includes('<script>hacked=1')")) shown++;
            }
            await page.Context.CloseAsync();
        }
        faults.AddRange(await DocumentsAsync(hostile));
        faults.AddRange(await BundleAsync(hostile));
        faults.AddRange(await MailsAsync(hostile));
        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.True(shown >= 15, $"Only {shown} pages showed a hostile text.");
    }

    private static readonly string[] s_more = ["/funding?tab=topups", "/funding?tab=ended", "/usage/calls?q=a", "/recharge"];

    /// <summary>No script in the PDF, no formula in a table, and what is shown is shown as it was written.</summary>
    private static async Task<List<string>> DocumentsAsync(PortalServer hostile)
    {
        var faults = new List<string>();
        var browser = hostile.Browser();
        await browser.SignInAsync(EveryPage.Ana);
        var statement = (await EveryPage.OfAsync(hostile.Services, Cancel)).First(p => p.Template == "/statements/{Asked}").Address;
        var pdf = await browser.GetByteArrayAsync(statement + ".pdf", Cancel);
        if (new[] { "/JavaScript", "/JS", "/Launch", "/OpenAction", "/AA" }.FirstOrDefault(word => Encoding.Latin1.GetString(pdf).Contains(word + " ", StringComparison.Ordinal)) is { } act) faults.Add($"PDF: {act}");
        using (var read = PdfDocument.Open(pdf))
            if (!read.GetPages().Any(p => p.Text.Contains("hacked=1", StringComparison.Ordinal))) faults.Add("PDF: the name is not in it.");
        using (var sheets = new ZipArchive(new MemoryStream(await browser.GetByteArrayAsync(statement + ".xlsx", Cancel))))
            foreach (var part in sheets.Entries.Where(e => e.Name.EndsWith(".xml", StringComparison.Ordinal)))
            {
                await using var content = await part.OpenAsync(Cancel);
                if (System.Xml.Linq.XDocument.Load(content).Descendants().Any(e => e.Name.LocalName is "f" or "script" or "img")) faults.Add($"XLSX: {part.FullName}");
            }
        foreach (var table in new[] { statement + ".csv", "/ledger.csv", "/audit.csv" })
            if (!(await browser.GetStringAsync(table, Cancel)).Contains("hacked=1", StringComparison.Ordinal) && table != "/ledger.csv") faults.Add($"{table}: nothing hostile in it, so nothing was tried.");
        return faults;
    }

    private async Task<List<string>> BundleAsync(PortalServer hostile)
    {
        var actor = Actor.CommandLine(await MarlowAsync(hostile));
        var bundle = await hostile.Services.GetRequiredService<BundleExport>().WriteAsync(actor, Cancel);
        var file = Path.Combine(Directory.CreateTempSubdirectory("commscredits-hostile-").FullName, BundleWriter.PageName);
        await File.WriteAllBytesAsync(file, bundle.Files.Single(f => f.Path == BundleWriter.PageName).Bytes, Cancel);
        var page = await chromium.PageAsync(new() { Locale = "en" });
        await page.GotoAsync(new Uri(file).ToString());
        await page.Locator("#sum").WaitForAsync();
        var isClean = await page.EvaluateAsync<bool>("typeof hacked === 'undefined' && document.querySelector('img[src=x]') === null");
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        return isClean ? [] : ["The bundle's page: a text became an element."];
    }

    /// <summary>The portal writes to its folder what it would send: notices of the books as they are now.</summary>
    private static async Task<List<string>> MailsAsync(PortalServer hostile)
    {
        await hostile.Services.GetRequiredService<JobRunner>().RunDueAsync(Cancel);
        var mails = Directory.GetFiles(hostile.Services.GetRequiredService<DataFolder>().Path, "*.eml", SearchOption.AllDirectories).Select(f => MimeMessage.Load(f, Cancel)).ToList();
        Assert.NotEmpty(mails);
        Assert.Contains(mails, m => m.HtmlBody!.Contains("&lt;script&gt;hacked=1", StringComparison.Ordinal));
        return [.. mails.Where(m => m.HtmlBody!.Contains("<img", StringComparison.Ordinal) || m.HtmlBody!.Contains("<script", StringComparison.Ordinal) || m.To.Count != 1 || m.Cc.Count + m.Bcc.Count > 0).Select(m => $"Mail: {m.Subject}")];
    }

    private static async Task<Guid> MarlowAsync(PortalServer hostile) =>
        (await hostile.Services.GetRequiredService<TenantDirectory>().OrganizationOfAsync(Guid.Parse("6f1d2a34-0c5b-4e8f-9a71-3b2c5d7e9f10"), Cancel))!.Value;

    /// <summary>As the texts would be if everybody who can fill one meant ill.</summary>
    private static async Task SpoilAsync(string file)
    {
        await using var db = new SqliteConnection($"Data Source={file};Pooling=False");
        await db.OpenAsync(Cancel);
        foreach (var table in LedgerGuards.Tables)
            foreach (var deed in new[] { "update", "delete" }) await RunAsync($"DROP TRIGGER IF EXISTS {table}_no_{deed}");
        await RunAsync("""INSERT INTO "ApiKeys" ("Id", "OrganizationId", "Name", "Scopes", "Hash", "Hint", "Created", "CreatedBy") SELECT '0192F000-0000-7000-8000-0000000000AA', "Id", 'key', 'Balance', x'00', 'cc_12345', '2026-01-01 00:00:00', 'cli' FROM "Organizations" LIMIT 1""");
        await RunAsync("""INSERT INTO "CodeMappings" ("OrganizationId", "Kind", "Code", "Class", "Reason", "Mapped", "MappedBy") SELECT "Id", 'CallType', 'user_teleported', 'Outbound', 'why', '2026-01-01 00:00:00', 'cli' FROM "Organizations" LIMIT 1""");
        foreach (var (table, columns) in s_hostile)
            foreach (var column in columns.Split(' '))
                if (s_json.Contains($"{table}.{column}")) await RunAsync($"""UPDATE "{table}" SET "{column}" = replace(replace("{column}", ':"', ':"' || $json), '["', '["' || $json)""");
                else await RunAsync($"""UPDATE "{table}" SET "{column}" = CASE WHEN "{column}" LIKE '%:%' THEN "{column}" || $text ELSE $text || "{column}" END WHERE "{column}" IS NOT NULL""");
        await RunAsync("""UPDATE "Entries" SET "Reference" = "Reference" || $text WHERE "Reference" LIKE 'dispute:%'""");
        await RunAsync("""UPDATE "Notices" SET "Figures" = replace("Figures", '"Reason":""', '"Reason":"' || $json || '"')""");
        await RunAsync("""UPDATE "UsageSums" SET "Key" = $text || "Key" WHERE "Of" = 'Country'""");

        async Task RunAsync(string sql)
        {
            await using var command = db.CreateCommand();
            command.CommandText = sql;
            command.Parameters.AddWithValue("$text", Hostile);
            command.Parameters.AddWithValue("$json", System.Text.Json.JsonEncodedText.Encode(Hostile).ToString());
            await command.ExecuteNonQueryAsync(Cancel);
        }
    }
}
