using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CommsCredits.Tests.Support;

namespace CommsCredits.Tests.Api;

/// <summary>How often a key may ask, and how much it may send.</summary>
public sealed class ApiLimitsTests(NarrowApiPortal portal) : IClassFixture<NarrowApiPortal>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AKeyThatAsksTooOften_IsToldWhenItMayAgain_AndAnotherKeyIsNot()
    {
        var admin = await portal.OrganizationAsync();
        using var eager = portal.Program((await portal.KeyAsync(admin)).Secret);
        using var calm = portal.Program((await portal.KeyAsync(admin)).Secret);
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i <= NarrowApiPortal.Requests; i++) answers.Add(await eager.GetAsync("/api/v1/balance", Cancel));
        Assert.All(answers[..^1], a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        await answers[^1].IsProblemAsync(HttpStatusCode.TooManyRequests, "TooManyRequests");
        Assert.InRange(answers[^1].Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(HttpStatusCode.OK, (await calm.GetAsync("/api/v1/balance", Cancel)).StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ABodyUpToTheLimit_IsTaken_AndOneByteMoreIsNot(bool asForm)
    {
        var admin = await portal.OrganizationAsync();
        using var program = portal.Program((await portal.KeyAsync(admin)).Secret);
        Assert.Equal(HttpStatusCode.Accepted, (await program.SendAsync(Upload(NarrowApiPortal.UploadBytes, asForm), Cancel)).StatusCode);
        await (await program.SendAsync(Upload(NarrowApiPortal.UploadBytes + 1, asForm), Cancel)).IsProblemAsync(HttpStatusCode.RequestEntityTooLarge, "BodyTooLarge");
        await (await program.SendAsync(Upload(NarrowApiPortal.UploadBytes + 200_000, asForm), Cancel)).IsProblemAsync(HttpStatusCode.RequestEntityTooLarge, "BodyTooLarge");
        Assert.Empty(Directory.GetFiles(Path.Combine(portal.Folder, "incoming")));
    }

    private static HttpRequestMessage Upload(int bytes, bool asForm)
    {
        var text = new SmallExport().Row("one").ToString();
        HttpContent file = new ByteArrayContent(Encoding.ASCII.GetBytes(text + new string('x', bytes - text.Length)));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/usage") { Content = asForm ? new MultipartFormDataContent { { file, "file", "calls.csv" } } : file };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return request;
    }
}
