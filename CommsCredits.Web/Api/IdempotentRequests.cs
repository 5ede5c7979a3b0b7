using CommsCredits.Domain;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Api;

/// <summary>An answer that can be given again.</summary>
public sealed record KeptAnswer(int Status, string Body);

/// <summary>
/// R3.6 for requests: the same Idempotency-Key with the same content is answered with the first answer, with other content it is refused as <c>KeyReused</c>. A second request that comes while the first
/// is still at work waits for its answer. A deed that a fault ended before its answer was kept is done again by the next such request: it must bear that.
/// </summary>
public sealed class IdempotentRequests(LedgerWriter writer)
{
    /// <summary>For so long a key is known, if the program has not sent so many others since that it is one of the oldest.</summary>
    public static readonly TimeSpan Known = TimeSpan.FromDays(30);

    /// <summary>Idempotency-Keys that are known of one API key: a program that sends without end fills no disk.</summary>
    public const int MostKnown = 10_000;

    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <summary>1 to 128 visible ASCII characters.</summary>
    public static bool IsKey(string? key) => key is { Length: > 0 and <= 128 } && key.All(c => c is > ' ' and <= '~');

    public async Task<Outcome<KeptAnswer>> OnceAsync(ApiCaller caller, Permission permission, string key, byte[] content, Func<Task<KeptAnswer>> deed, CancellationToken cancel)
    {
        var turn = _turns[unchecked((uint)HashCode.Combine(caller.KeyId, key)) % (uint)_turns.Length];
        await turn.WaitAsync(cancel);
        try
        {
            var claim = await ClaimAsync(caller, permission, key, content, cancel);
            if (claim.Refused is not null || claim.Value!.Status > 0) return claim;
            var answer = await deed();
            // "Not now" is no answer to keep: the same key asks again
            if (answer.Status != StatusCodes.Status429TooManyRequests) await KeepAsync(caller, permission, key, answer);
            return answer;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The answer that was given, or one without a status where there is none yet.</summary>
    private Task<Outcome<KeptAnswer>> ClaimAsync(ApiCaller caller, Permission permission, string key, byte[] content, CancellationToken cancel) =>
        writer.WriteAsync<KeptAnswer>(caller.Actor, permission, async session =>
        {
            var before = session.Now - Known;
            await session.Db.ApiRequests.Where(r => r.At < before).ExecuteDeleteAsync(cancel);
            if (await session.Db.ApiRequests.SingleOrDefaultAsync(r => r.ApiKeyId == caller.KeyId && r.Key == key, cancel) is { } known)
                return known.Content.AsSpan().SequenceEqual(content) ? Outcome<KeptAnswer>.Replay(new(known.Status ?? 0, known.Answer ?? "")) : new Refused("KeyReused");
            session.LeavesItsOwnTrail();
            var oldest = await session.Db.ApiRequests.Where(r => r.ApiKeyId == caller.KeyId).OrderByDescending(r => r.At).Skip(MostKnown - 1).Select(r => (DateTime?)r.At).FirstOrDefaultAsync(cancel);
            if (oldest is { } over) await session.Db.ApiRequests.Where(r => r.ApiKeyId == caller.KeyId && r.At <= over && r.Status != null).ExecuteDeleteAsync(cancel);
            session.Db.ApiRequests.Add(new() { OrganizationId = caller.Actor.OrganizationId, ApiKeyId = caller.KeyId, Key = key, Content = content, At = session.Now });
            return new KeptAnswer(0, "");
        }, cancel);

    private Task<Outcome<int>> KeepAsync(ApiCaller caller, Permission permission, string key, KeptAnswer answer) =>
        writer.WriteAsync<int>(caller.Actor, permission, async session =>
        {
            session.LeavesItsOwnTrail();
            var row = await session.Db.ApiRequests.SingleAsync(r => r.ApiKeyId == caller.KeyId && r.Key == key, CancellationToken.None);
            (row.Status, row.Answer) = (answer.Status, answer.Body);
            return answer.Status;
        }, CancellationToken.None);
}
