using System.Text.Json.Serialization;
using CommsCredits.Domain;

namespace CommsCredits.Web.Api;

/// <summary>What a request can be refused with. The code is stable: programs decide by it, people read the title.</summary>
public sealed record ApiProblem(int Status, string Code, string Title)
{
    public static readonly ApiProblem
        ParameterInvalid = new(400, "ParameterInvalid", "A parameter cannot be read, or there is none of that name."),
        CursorInvalid = new(400, "CursorInvalid", "The cursor is not one that this list gave."),
        BodyInvalid = new(400, "BodyInvalid", "The body cannot be read."),
        IdempotencyKeyInvalid = new(400, "IdempotencyKeyInvalid", "The header Idempotency-Key is needed: 1 to 128 visible ASCII characters, another one for each upload."),
        KeyNotAccepted = new(401, "KeyNotAccepted", "This needs an API key that works, in the header Authorization: Bearer."),
        ScopeMissing = new(403, "ScopeMissing", "The key was not given what this needs."),
        NotFound = new(404, "NotFound", "There is nothing at this address."),
        MethodNotAllowed = new(405, "MethodNotAllowed", "This address is not asked with this method."),
        TooSlow = new(408, "TooSlow", "The body came too slowly."),
        BodyTooLarge = new(413, "BodyTooLarge", "The body is larger than is taken."),
        TypeNotTaken = new(415, "TypeNotTaken", "Bodies of this content type are not taken."),
        KeyReused = new(422, "KeyReused", "This Idempotency-Key was used for other content."),
        TooManyRequests = new(429, "TooManyRequests", "The key has made too many requests this minute."),
        QueueFull = new(429, "QueueFull", "Too many files wait already. Send this one again, with the same Idempotency-Key, when some are done."),
        Fault = new(500, "Fault", "Something went wrong here. The log has the reference."),
        StorageTrouble = new(503, "StorageTrouble", "The server cannot write or read just now.");

    /// <summary>How an uploaded file is refused, by the code of the refusal.</summary>
    private static readonly ApiProblem[] s_files =
    [
        new(422, "FileEmpty", "The file is empty."),
        new(422, "FileTooLarge", "The file is larger than is taken, or becomes so when it is unpacked."),
        new(422, "ArchiveDamaged", "The archive cannot be read."),
        new(422, "ArchiveEncrypted", "The archive is encrypted."),
        new(422, "ArchiveNoCalls", "The archive holds no PSTN.calls*.csv."),
        new(422, "ArchiveNested", "The archive holds another archive."),
        new(422, "ArchiveTooMany", "The archive holds too many files."),
        new(422, "ArchiveTooLarge", "The archive becomes too large when it is unpacked."),
        new(422, "ArchiveTooDense", "The archive is pressed together more than calls ever are."),
    ];

    public static IReadOnlyList<ApiProblem> All { get; } =
    [
        ParameterInvalid, CursorInvalid, BodyInvalid, IdempotencyKeyInvalid, KeyNotAccepted, ScopeMissing, NotFound, MethodNotAllowed, TooSlow, BodyTooLarge, TypeNotTaken, KeyReused, .. s_files, TooManyRequests, QueueFull,
        Fault, StorageTrouble,
    ];

    /// <summary>What a bare status means here; one that is not listed is a fault of ours, or the request's.</summary>
    public static ApiProblem Of(int status) => All.FirstOrDefault(p => p.Status == status && p.Status is not (400 or 422)) ?? (status >= 500 ? Fault : BodyInvalid);

    public static ApiProblem Of(Refused file) => file.Code == QueueFull.Code ? QueueFull : s_files.FirstOrDefault(p => p.Code == file.Code) ?? BodyInvalid;

    /// <param name="detail">What exactly, without anything that was not in the request.</param>
    public ProblemAnswer Answer(string? detail = null, string? reference = null) => new("/api-help#" + Code, Title, Status, Code, detail, reference);

    public IResult Result(string? detail = null) => Results.Json(Answer(detail), ApiJson.Options, ProblemAnswer.MediaType, Status);
}

/// <summary>A problem as RFC 9457 writes it.</summary>
/// <param name="Type">Leads to the line of the help about the code.</param>
/// <param name="Reference">Of a fault: the log has the rest under it.</param>
public sealed record ProblemAnswer(string Type, string Title, int Status, string Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reference)
{
    public const string MediaType = "application/problem+json";
}
