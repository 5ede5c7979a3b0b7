using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using CommsCredits.Web.Data;
using CommsCredits.Web.Setup;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CommsCredits.Web.Api;

/// <summary>
/// Takes the body of an upload: a file as it is, or one file in a form. It goes to disk as it comes, never into memory as a whole, and is gone again when it is disposed. What it holds is hashed on the way
/// for R3.6.
/// </summary>
public sealed class UploadReceiver(DataFolder folder, HostSettings limits)
{
    /// <summary>What a form adds to its file at the most.</summary>
    public const int FormBytes = 65_536;

    public const string TypesTaken = "Send text/csv, application/zip, application/octet-stream, or multipart/form-data with one file.";
    private const string Form = "multipart/form-data";
    private static readonly string[] s_types = ["text/csv", "application/zip", "application/x-zip-compressed", "application/octet-stream"];
    private static readonly TimeSpan s_leftAfter = TimeSpan.FromDays(1);

    public static IReadOnlyList<string> Types => [.. s_types, Form];

    public async Task<ReceivedFile> ReceiveAsync(HttpRequest request, CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)) return new() { Problem = ApiProblem.TypeNotTaken.Answer(TypesTaken) };
        try
        {
            if (type.MediaType.Equals(Form, StringComparison.OrdinalIgnoreCase)) return await FromFormAsync(request, HeaderUtilities.RemoveQuotes(type.Boundary).Value, cancel);
            return s_types.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase)
                ? await KeepAsync(request.Body, request.Query["fileName"].ToString(), cancel)
                : new() { Problem = ApiProblem.TypeNotTaken.Answer(TypesTaken) };
        }
        catch (Exception fault) when (fault is InvalidDataException || fault is IOException and not BadHttpRequestException && StorageTroubles.Of(fault) is null)
        {
            // A form that does not keep to its boundary, or a body that breaks off.
            return new() { Problem = ApiProblem.BodyInvalid.Answer() };
        }
    }

    private async Task<ReceivedFile> FromFormAsync(HttpRequest request, string? boundary, CancellationToken cancel)
    {
        if (boundary is not { Length: > 0 and <= 200 }) return new() { Problem = ApiProblem.BodyInvalid.Answer("The form names no boundary.") };
        var form = new MultipartReader(boundary, request.Body) { BodyLengthLimit = limits.LargestUpload + 1 };
        ReceivedFile? file = null;
        try
        {
            while (await form.ReadNextSectionAsync(cancel) is { } part)
            {
                if (part.GetContentDispositionHeader()?.IsFileDisposition() != true) continue;
                if (file is not null) throw new InvalidDataException("A second file.");
                var disposition = part.GetContentDispositionHeader()!;
                file = await KeepAsync(part.Body, HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString(), cancel);
                if (file.Problem is not null) return file;
            }
            return file ?? new() { Problem = ApiProblem.BodyInvalid.Answer("The form holds no file.") };
        }
        catch
        {
            if (file is not null) await file.DisposeAsync();
            throw;
        }
    }

    private async Task<ReceivedFile> KeepAsync(Stream content, string name, CancellationToken cancel)
    {
        var file = File.Open(Place(), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous });
        var buffer = ArrayPool<byte>.Shared.Rent(81_920);
        try
        {
            using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            sum.AppendData(Encoding.ASCII.GetBytes($"POST\n{ApiEndpoints.Root}/usage\n"));
            for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0;)
            {
                if (file.Length + read > limits.LargestUpload)
                {
                    await file.DisposeAsync();
                    return new() { Problem = ApiProblem.BodyTooLarge.Answer($"{limits.LargestUpload} bytes are taken at the most.") };
                }
                sum.AppendData(buffer.AsSpan(0, read));
                await file.WriteAsync(buffer.AsMemory(0, read), cancel);
            }
            file.Position = 0;
            return new() { Name = name, Hash = sum.GetHashAndReset(), Content = file };
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>A new name in a folder of its own; what a killed server left there is taken away.</summary>
    private string Place()
    {
        var place = Directory.CreateDirectory(folder.Full("incoming"));
        foreach (var left in place.EnumerateFiles().Where(f => f.LastWriteTimeUtc < TimeProvider.System.GetUtcNow().UtcDateTime - s_leftAfter)) left.Delete();
        return Path.Combine(place.FullName, $"{Guid.CreateVersion7():N}.part");
    }
}

/// <summary>A body on disk, or why it was not taken.</summary>
public sealed record ReceivedFile : IAsyncDisposable
{
    public ProblemAnswer? Problem { get; init; }
    public string Name { get; init; } = "";
    public byte[] Hash { get; init; } = [];
    public Stream Content { get; init; } = Stream.Null;

    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
