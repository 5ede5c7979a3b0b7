using System.ComponentModel;
using System.Text.Json;
using CommsCredits.Domain;
using CommsCredits.Web.Features.Usage;
using CommsCredits.Web.Security;
using CommsCredits.Web.Setup;
using Microsoft.AspNetCore.Mvc;

namespace CommsCredits.Web.Api;

/// <summary><c>/usage</c>, <c>/usage/imports/{id}</c> and <c>/exceptions</c>.</summary>
internal static class UsageEndpoints
{
    private const string KeyHeader = "Idempotency-Key", Replayed = "Idempotent-Replayed", Json = "application/json";

    public static void MapApiUsage(this IEndpointRouteBuilder api, HostSettings limits)
    {
        var upload = api.MapPost("/usage", TakeAsync).WithName("uploadUsage").WithSummary("Brings in a file of calls: a CSV or a ZIP as the admin center exports them. The same Idempotency-Key with the same file is answered as the first time.")
            .WithMetadata(new RequestSizeLimitAttribute(limits.LargestUpload + UploadReceiver.FormBytes), new TakesFile()).Produces<UploadAnswer>(StatusCodes.Status202Accepted);
        foreach (var problem in new[] { ApiProblem.IdempotencyKeyInvalid, ApiProblem.TooSlow, ApiProblem.BodyTooLarge, ApiProblem.TypeNotTaken, ApiProblem.KeyReused, ApiProblem.QueueFull }) upload.MayAnswer(problem);
        upload.Needs(ApiScope.Usage);

        api.MapGet("/usage/imports/{id:guid}", async (Guid id, HttpContext http, ImportsReader reader, CancellationToken cancel) =>
            new ApiQuery(http.Request).Problem ?? (await reader.SummaryAsync(http.Caller().Actor, id, cancel) is { } import ? ApiEndpoints.Json(Answer(import, http.Caller().Currency)) : ApiProblem.NotFound.Result()))
            .WithName("getImport").WithSummary("What became of an upload.").Produces<ImportAnswer>().MayAnswer(ApiProblem.ParameterInvalid).MayAnswer(ApiProblem.NotFound).Needs(ApiScope.Usage);

        api.MapGet("/exceptions", async (HttpContext http, ImportsReader reader, CancellationToken cancel) =>
        {
            if (new ApiQuery(http.Request).Problem is { } problem) return problem;
            var open = await reader.ExceptionsAsync(http.Caller().Actor, cancel);
            return ApiEndpoints.Json(new ExceptionsAnswer(open.Total, [.. open.Groups.GroupBy(g => g.Code).Select(g => new ReasonAnswer(g.Key, g.Sum(one => one.Count))).OrderBy(r => r.Reason)]));
        }).WithName("countExceptions").WithSummary("How many calls wait for a decision, and why.").Produces<ExceptionsAnswer>().MayAnswer(ApiProblem.ParameterInvalid).Needs(ApiScope.Usage);
    }

    /// <summary>From the last byte on the upload is carried out, whether or not the program still listens: it may ask again.</summary>
    private static async Task<IResult> TakeAsync([FromHeader(Name = KeyHeader), Description("Chosen by the program, another one for each upload: 1 to 128 visible ASCII characters, known for 30 days.")] string? key,
        [FromQuery(Name = "fileName"), Description("How lists name a file that is not sent as a form.")] string? fileName, HttpContext http, UploadReceiver receiver, IdempotentRequests requests, UsageOperations usage, CancellationToken cancel)
    {
        if (new ApiQuery(http.Request, "fileName") is { Problem: { } problem } query) return problem;
        if (http.Request.Headers[KeyHeader] is not [var one] || !IdempotentRequests.IsKey(one)) return ApiProblem.IdempotencyKeyInvalid.Result();
        await using var file = await receiver.ReceiveAsync(http.Request, cancel);
        if (file.Problem is { } why) return Written(why.Status, JsonSerializer.Serialize(why, ApiJson.Options));
        var done = false;
        var outcome = await requests.OnceAsync(http.Caller(), Permission.ImportUsage, one!, file.Hash, () =>
        {
            done = true;
            return StartAsync(usage, http.Caller(), file);
        }, CancellationToken.None);
        if (outcome.Refused is not null) return ApiProblem.KeyReused.Result();
        if (!done) http.Response.Headers[Replayed] = "true";
        var answer = outcome.Value!;
        if (answer.Status == StatusCodes.Status202Accepted) http.Response.Headers.Location = JsonSerializer.Deserialize<UploadAnswer>(answer.Body, ApiJson.Options)!.Imports[0].Href;
        return Written(answer.Status, answer.Body);
    }

    private static async Task<KeptAnswer> StartAsync(UsageOperations usage, ApiCaller caller, ReceivedFile file)
    {
        var outcome = await usage.StartImportAsync(caller.Actor, file.Name, file.Content, CancellationToken.None);
        if (outcome.Refused is { } refused && ApiProblem.Of(refused) is var problem) return new(problem.Status, JsonSerializer.Serialize(problem.Answer(), ApiJson.Options));
        var answer = new UploadAnswer([.. outcome.Value!.Imports.Select(id => new ImportStarted(id, $"{ApiEndpoints.Root}/usage/imports/{id:D}"))], outcome.Value.Skipped);
        return new(StatusCodes.Status202Accepted, JsonSerializer.Serialize(answer, ApiJson.Options));
    }

    private static IResult Written(int status, string body) => Results.Text(body, status >= 400 ? ProblemAnswer.MediaType : Json, statusCode: status);

    private static ImportAnswer Answer(ImportSummary import, Currency currency) =>
        new(import.Id, import.FileName, import.State, import.Started, import.Finished, import.Lines, import.Records, import.Known, import.Exceptions, import.Unreadable, import.Open, import.Charged,
            import.ChargedAmount.ToString(), currency.Code, import.Bytes, import.BytesRead, import.FaultCode);
}

/// <summary>Marks an endpoint whose body is a file, for the document.</summary>
public sealed class TakesFile;
