using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Setup;

namespace CommsCredits.Web.Api;

/// <summary>Everything below <c>/api</c> answers as a program reads it: never from a cache, each refusal and fault as a problem with a code, and nothing of what is inside.</summary>
public sealed class ApiAnswering(RequestDelegate next, ILogger<ApiAnswering> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (!ApiKeyAuthentication.IsOn(http))
        {
            await next(http);
            return;
        }
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            await next(http);
        }
        catch (Exception fault) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            await WriteAsync(http, AnswerOf(http, fault));
            return;
        }
        if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null }) await WriteAsync(http, ApiProblem.Of(http.Response.StatusCode).Answer(DetailOf(http)));
    }

    private ProblemAnswer AnswerOf(HttpContext http, Exception fault)
    {
        if (fault is BadHttpRequestException { StatusCode: var status }) return ApiProblem.Of(status).Answer();
        if (fault is ActorEndedException) return ApiProblem.KeyNotAccepted.Answer();
        if (fault is NotPermittedException) return ApiProblem.ScopeMissing.Answer();
        var reference = FaultReference.New();
        log.LogError(fault, "Fault {Reference} at {Path}", reference, http.Request.Path);
        var problem = StorageTroubles.Of(fault) is null or StorageTrouble.Other ? ApiProblem.Fault : ApiProblem.StorageTrouble;
        return problem.Answer(reference: reference);
    }

    private static string? DetailOf(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status403Forbidden => http.GetEndpoint()?.Metadata.GetMetadata<ScopeNeeded>() is { } needed ? $"The scope {needed.Name} is needed." : null,
        StatusCodes.Status415UnsupportedMediaType => UploadReceiver.TypesTaken,
        _ => null,
    };

    private static Task WriteAsync(HttpContext http, ProblemAnswer answer)
    {
        http.Response.StatusCode = answer.Status;
        http.Response.Headers.ContentLength = null;
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsJsonAsync(answer, ApiJson.Options, ProblemAnswer.MediaType, http.RequestAborted);
    }
}
