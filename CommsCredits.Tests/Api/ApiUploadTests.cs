using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CommsCredits.Domain;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Api;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Features.ApiKeys;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Tests.Api;

/// <summary>Calls that come in by the API: once, whatever the program does.</summary>
public sealed class ApiUploadTests(ApiPortal portal) : IClassFixture<ApiPortal>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnUpload_IsAcceptedAtOnce_AndItsCountsAddUpWhenItIsDone()
    {
        var (admin, program, key) = await ProgramAsync();
        var response = await program.SendAsync(Upload("a", Export("one", "two", "two") + "not,a,call\r\n"), Cancel);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var import = Assert.Single((await response.JsonAsync()).GetProperty("imports").EnumerateArray().ToList());
        Assert.Equal((import.Text("href"), $"/api/v1/usage/imports/{import.Text("id")}"), (response.Headers.Location!.ToString(), import.Text("href")));
        var done = await DoneAsync(program, import.Text("href"));
        Assert.Equal(("Done", 4, 2, 1, 0, 1), (done.Text("state"), Count(done, "lines"), Count(done, "records"), Count(done, "known"), Count(done, "exceptions"), Count(done, "unreadable")));
        Assert.Equal((2, "1", "USD", JsonValueKind.Null), (Count(done, "charged"), done.Text("chargedAmount"), done.Text("currency"), done.GetProperty("fault").ValueKind));
        Assert.Equal("99", (await program.JsonAsync("/api/v1/balance")).Text("usable"));
        await using var db = portal.Get<Database>().Read(admin, Permission.SeeUsage);
        Assert.Equal($"apikey:{key}", (await db.Imports.SingleAsync(Cancel)).StartedBy);
        Assert.Equal($"apikey:{key}", (await db.Audit.SingleAsync(a => a.Action == "Import.Started", Cancel)).ActorId);
    }

    /// <summary>The last bytes come after the key was revoked: nothing of the file is kept.</summary>
    [Fact]
    public async Task AnUpload_WhoseKeyIsRevokedOnTheWay_IsNotTaken()
    {
        var (admin, program, key) = await ProgramAsync();
        var (half, rest) = (new TaskCompletionSource(), new TaskCompletionSource());
        var request = Upload("revoked", "");
        request.Content = new SlowContent(Encoding.UTF8.GetBytes(Export("one")), half, rest.Task) { Headers = { ContentType = new("text/csv") } };
        var sending = program.SendAsync(request, Cancel);
        await half.Task;
        Assert.Null((await portal.Get<ApiKeyOperations>().RevokeAsync(admin, key, Cancel)).Refused);
        rest.SetResult();
        await (await sending).IsProblemAsync(HttpStatusCode.Unauthorized, "KeyNotAccepted");
        Assert.Equal(0, await ImportsAsync(admin));
        await using var db = portal.Get<Database>().Read(admin, Permission.SeeUsage);
        Assert.False(await db.ApiRequests.AnyAsync(Cancel));
    }

    /// <summary>Sends a half, and the rest when it is told to.</summary>
    private sealed class SlowContent(byte[] bytes, TaskCompletionSource half, Task rest) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
            await stream.FlushAsync();
            half.SetResult();
            await rest;
            await stream.WriteAsync(bytes.AsMemory(bytes.Length / 2));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return true;
        }
    }

    [Fact]
    public async Task TheSameKeyAndContent_IsAnsweredAsTheFirstTime_AndBooksNothingTwice()
    {
        var (admin, program, _) = await ProgramAsync();
        var first = await program.SendAsync(Upload("again", Export("one")), Cancel);
        await DoneAsync(program, first.Headers.Location!.ToString());
        var second = await program.SendAsync(Upload("again", Export("one")), Cancel);
        Assert.Equal((first.StatusCode, first.Headers.Location, await first.Content.ReadAsStringAsync(Cancel)), (second.StatusCode, second.Headers.Location, await second.Content.ReadAsStringAsync(Cancel)));
        Assert.Equal((false, true), (first.Headers.Contains("Idempotent-Replayed"), second.Headers.Contains("Idempotent-Replayed")));
        Assert.Equal(1, await ImportsAsync(admin));
        var asForm = Form("again", Export("one"), "other-name.csv");
        Assert.Equal(first.Headers.Location, (await program.SendAsync(asForm, Cancel)).Headers.Location);
    }

    /// <summary>A program that sends another key each time, without end: the oldest are forgotten, and the disk stays as it is.</summary>
    [Fact]
    public async Task KeysThatAreKnown_AreSoMany_AndTheOldestAreForgotten()
    {
        var (admin, program, key) = await ProgramAsync();
        await using (var db = new SqliteConnection($"Data Source={Path.Combine(portal.Folder, DataFolder.DatabaseName)};Pooling=False"))
        {
            await db.OpenAsync(Cancel);
            await using var command = db.CreateCommand();
            command.CommandText = $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {IdempotentRequests.MostKnown}) INSERT INTO ApiRequests (OrganizationId, ApiKeyId, \"Key\", Content, At, Status, Answer) SELECT '{admin.OrganizationId.ToString().ToUpperInvariant()}', '{key.ToString().ToUpperInvariant()}', 'k' || i, x'00', strftime('%Y-%m-%d %H:%M:%S', 'now', '-1 day', '+' || i || ' seconds'), 202, '' FROM n";
            await command.ExecuteNonQueryAsync(Cancel);
        }
        Assert.Equal(HttpStatusCode.Accepted, (await program.SendAsync(Upload("one-more", Export("one")), Cancel)).StatusCode);
        await using var read = portal.Get<Database>().Read(admin, Permission.SeeUsage);
        var known = await read.ApiRequests.Select(r => r.Key).ToListAsync(Cancel);
        Assert.Equal((IdempotentRequests.MostKnown, true, false, true), (known.Count, known.Contains("one-more"), known.Contains("k1"), known.Contains("k2")));
    }

    [Fact]
    public async Task TheSameKeyForOtherContent_IsRefused_AndWritesNothing()
    {
        var (admin, program, _) = await ProgramAsync();
        await program.SendAsync(Upload("k", Export("one")), Cancel);
        await (await program.SendAsync(Upload("k", Export("two")), Cancel)).IsProblemAsync(HttpStatusCode.UnprocessableEntity, "KeyReused");
        Assert.Equal(1, await ImportsAsync(admin));
        using var another = portal.Program((await portal.KeyAsync(admin, ApiScope.Usage)).Secret);
        Assert.Equal(HttpStatusCode.Accepted, (await another.SendAsync(Upload("k", Export("two")), Cancel)).StatusCode);
    }

    [Fact]
    public async Task ManyAtOnce_WithOneKey_AreOneImport()
    {
        var (admin, program, _) = await ProgramAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => program.SendAsync(Upload("at-once", Export("one")), Cancel)));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Accepted, a.StatusCode));
        Assert.Single(answers.Select(a => a.Headers.Location).Distinct());
        Assert.Single(answers, a => !a.Headers.Contains("Idempotent-Replayed"));
        Assert.Equal(1, await ImportsAsync(admin));
    }

    [Fact]
    public async Task ManyAtOnce_WithOneKeyAndDifferentContent_AreOneImport_AndTheOthersAreRefused()
    {
        var (admin, program, _) = await ProgramAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => program.SendAsync(Upload("mixed", Export($"row-{i}")), Cancel)));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Accepted);
        Assert.Equal(5, answers.Count(a => a.StatusCode == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(1, await ImportsAsync(admin));
    }

    [Fact]
    public async Task AnUploadThatAFaultEnded_IsDoneByTheNextRequest()
    {
        var (admin, program, key) = await ProgramAsync();
        await program.SendAsync(Upload("broken-off", Export("one")), Cancel);
        await using (var db = portal.Get<Database>().Read(admin, Permission.SeeUsage))
            await db.ApiRequests.Where(r => r.ApiKeyId == key).ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, (int?)null).SetProperty(r => r.Answer, (string?)null), Cancel);
        var again = await program.SendAsync(Upload("broken-off", Export("one")), Cancel);
        var done = await DoneAsync(program, again.Headers.Location!.ToString());
        Assert.Equal("Done", done.Text("state"));
        Assert.Equal("99.5", (await program.JsonAsync("/api/v1/balance")).Text("usable"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("129")]
    public async Task WithoutAnIdempotencyKey_NothingIsTaken(string? key)
    {
        var (admin, program, _) = await ProgramAsync();
        await (await program.SendAsync(Upload(key == "129" ? new string('k', 129) : key, Export("one")), Cancel)).IsProblemAsync(HttpStatusCode.BadRequest, "IdempotencyKeyInvalid");
        Assert.Equal(0, await ImportsAsync(admin));
    }

    public static TheoryData<string, string, int, string> Wrongs => new()
    {
        { "application/json", "{}", 415, "TypeNotTaken" }, { "application/x-www-form-urlencoded", "a=b", 415, "TypeNotTaken" }, { "", "a", 415, "TypeNotTaken" }, { "text", "a", 415, "TypeNotTaken" },
        { "text/csv", "", 422, "FileEmpty" }, { "application/zip", "PK\u0003\u0004", 422, "ArchiveDamaged" }, { "multipart/form-data", "x", 400, "BodyInvalid" },
        { "multipart/form-data; boundary=b", "", 400, "BodyInvalid" }, { "multipart/form-data; boundary=b", "--b\r\nno colon\r\n\r\nx\r\n--b--\r\n", 400, "BodyInvalid" },
        { "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b--\r\n", 400, "BodyInvalid" },
        { "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=file; filename=a.csv\r\n\r\nbroken off", 400, "BodyInvalid" },
        { "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=f; filename=a\r\n\r\nx\r\n--b\r\nContent-Disposition: form-data; name=g; filename=b\r\n\r\ny\r\n--b--\r\n", 400, "BodyInvalid" },
    };

    [Theory, MemberData(nameof(Wrongs))]
    public async Task ABodyThatIsNone_IsRefused_AndLeavesNothing(string type, string body, int status, string code)
    {
        var (admin, program, _) = await ProgramAsync();
        var request = Upload(Guid.NewGuid().ToString(), "");
        request.Content = new ByteArrayContent(Encoding.Latin1.GetBytes(body));
        if (type.Length > 0) request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        await (await program.SendAsync(request, Cancel)).IsProblemAsync((HttpStatusCode)status, code);
        Assert.Equal(0, await ImportsAsync(admin));
        Assert.Empty(Directory.EnumerateFiles(Directory.CreateDirectory(Path.Combine(portal.Folder, "incoming")).FullName));
    }

    [Fact]
    public async Task AnythingAtAll_SentAsAFile_IsNoFault()
    {
        var (_, program, _) = await ProgramAsync();
        var random = new Random(7);
        for (var i = 0; i < 30; i++)
        {
            var bytes = new byte[random.Next(1, 4_000)];
            random.NextBytes(bytes);
            if (i % 3 == 0) "PK\u0003\u0004"u8.CopyTo(bytes.Length > 4 ? bytes : bytes = new byte[8]);
            var request = Upload(Guid.NewGuid().ToString(), "");
            request.Content = new ByteArrayContent(bytes);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", i % 2 == 0 ? "application/octet-stream" : "multipart/form-data; boundary=b");
            var response = await program.SendAsync(request, Cancel);
            Assert.True((int)response.StatusCode < 500, $"{i}: {response.StatusCode}");
            if (response.StatusCode == HttpStatusCode.Accepted) Assert.Contains((await DoneAsync(program, response.Headers.Location!.ToString())).Text("state"), new[] { "Done", "Failed" });
        }
    }

    [Fact]
    public async Task AnArchive_BecomesAnImportOfEachOfItsFiles_AndANameFromOutsideStaysAName()
    {
        var (admin, program, _) = await ProgramAsync();
        var zip = Zips.Of(("PSTN.calls.1.csv", Encoding.UTF8.GetBytes(Export("one"))), ("PSTN.calls.2.csv", Encoding.UTF8.GetBytes(Export("two"))), ("other.csv", Encoding.UTF8.GetBytes("x")));
        var request = Upload("zip", "");
        request.RequestUri = new("/api/v1/usage?fileName=../../evil/calls.zip", UriKind.Relative);
        request.Content = new ByteArrayContent(zip) { Headers = { ContentType = new("application/zip") } };
        var answer = await (await program.SendAsync(request, Cancel)).JsonAsync();
        Assert.Equal(2, answer.GetProperty("imports").GetArrayLength());
        Assert.Equal(["other.csv"], answer.GetProperty("skipped").EnumerateArray().Select(s => s.GetString()));
        await using var db = portal.Get<Database>().Read(admin, Permission.SeeUsage);
        Assert.All(await db.Imports.ToListAsync(Cancel), i => Assert.StartsWith("calls.zip: PSTN.calls.", i.FileName, StringComparison.Ordinal));
    }

    [Fact]
    public async Task CallsThatWait_AreCounted_WithTheirReasons()
    {
        var (_, program, _) = await ProgramAsync();
        var text = new SmallExport().Row("fine", start: Lately).Row("odd", type: "strange_out", start: Lately).Row("odder", type: "strange_out", start: Lately).Row("euro", currency: "EUR", start: Lately).ToString();
        var response = await program.SendAsync(Upload("odd", text), Cancel);
        var done = await DoneAsync(program, response.Headers.Location!.ToString());
        Assert.Equal((3, 3), (Count(done, "exceptions"), Count(done, "openExceptions")));
        var waiting = await program.JsonAsync("/api/v1/exceptions");
        Assert.Equal(3, Count(waiting, "open"));
        Assert.Equal([1, 2], waiting.GetProperty("byReason").EnumerateArray().Select(r => Count(r, "count")).Order());
    }

    [Fact]
    public async Task ASecret_IsInNoFileAndNoRow_AlsoAfterRequests()
    {
        var (_, program, _) = await ProgramAsync();
        var secret = program.DefaultRequestHeaders.Authorization!.Parameter!;
        await program.SendAsync(Upload("s", Export("one")), Cancel);
        await program.GetAsync($"/api/v1/ledger?cursor={secret}", Cancel);
        // An import's file goes with its end
        for (var tries = 0; tries < 200 && Directory.GetFiles(portal.Folder, "*.csv", SearchOption.AllDirectories).Length > 0; tries++) await Task.Delay(50, Cancel);
        foreach (var file in Directory.GetFiles(portal.Folder, "*", SearchOption.AllDirectories))
        {
            await using var content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            await content.CopyToAsync(copy, Cancel);
            Assert.True(copy.ToArray().AsSpan().IndexOf(Encoding.ASCII.GetBytes(secret[8..])) < 0, file);
        }
    }

    private static string Lately => TimeProvider.System.GetUtcNow().AddDays(-1).ToString("yyyy-MM-ddTHH:mm:ss");

    private static string Export(params string[] ids) => ids.Aggregate(new SmallExport(), (export, id) => export.Row(id, start: Lately[..11] + "10:00:00")).ToString();

    private async Task<(Actor Admin, HttpClient Program, Guid Key)> ProgramAsync()
    {
        var admin = await portal.OrganizationAsync();
        var key = await portal.KeyAsync(admin);
        return (admin, portal.Program(key.Secret), key.Id);
    }

    private static HttpRequestMessage Upload(string? key, string text)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/usage") { Content = new StringContent(text, new MediaTypeHeaderValue("text/csv")) };
        if (key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return request;
    }

    private static HttpRequestMessage Form(string key, string text, string name)
    {
        var request = Upload(key, "");
        request.Content = new MultipartFormDataContent { { new StringContent("a note"), "note" }, { new StringContent(text), "file", name } };
        return request;
    }

    private static int Count(JsonElement json, string name) => json.GetProperty(name).GetInt32();

    private static async Task<JsonElement> DoneAsync(HttpClient program, string import)
    {
        for (var tries = 0; ; tries++)
        {
            var answer = await program.JsonAsync(import);
            if (answer.Text("state") is nameof(ImportState.Done) or nameof(ImportState.Failed)) return answer;
            Assert.True(tries < 300, "The import does not end.");
            await Task.Delay(100, Cancel);
        }
    }

    private async Task<int> ImportsAsync(Actor admin)
    {
        await using var db = portal.Get<Database>().Read(admin, Permission.SeeUsage);
        return await db.Imports.CountAsync(Cancel);
    }
}
