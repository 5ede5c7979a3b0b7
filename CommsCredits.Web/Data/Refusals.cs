using System.Collections.Concurrent;
using CommsCredits.Domain;

namespace CommsCredits.Web.Data;

/// <summary>Somebody asked for what their role does not give: who, for what, from where, when first.</summary>
public sealed record Refusal(Guid OrganizationId, string ActorId, string? From, string What, DateTime At, int Times);

/// <summary>
/// Demands, and remembers what was refused until a job writes it into the audit trail (R14.4). The same refusal within a round is one line with a count, and a flood is cut off: what one person is refused
/// beyond twenty different things in a round is one line more, so whoever invents addresses fills no database.
/// </summary>
public sealed class Refusals(TimeProvider clock)
{
    private const int MostWaiting = 1_000, MostOfOne = 20;
    private const string More = "more";
    private readonly ConcurrentDictionary<(Guid Organization, string Actor, string What), Refusal> _waiting = new();

    /// <summary>Throws <see cref="NotPermittedException"/> unless the actor holds the permission.</summary>
    public void Demand(Actor actor, Permission permission)
    {
        if (actor.May(permission)) return;
        Note(actor, $"permission:{permission}");
        throw new NotPermittedException(permission);
    }

    /// <summary>What is thrown where somebody's key or session ended while their deed was under way.</summary>
    public ActorEndedException Ended(Actor actor, Permission permission)
    {
        Note(actor, $"permission:{permission}");
        return new(permission);
    }

    /// <param name="what">Like <c>permission:AddFunds</c> or <c>page:/ledger.csv</c>.</param>
    public void Note(Actor actor, string what)
    {
        if (what.Length > 200) what = what[..200];
        if (_waiting.Count >= MostWaiting) return;
        if (!_waiting.ContainsKey((actor.OrganizationId, actor.Id, what)) && _waiting.Keys.Count(k => k.Organization == actor.OrganizationId && k.Actor == actor.Id) >= MostOfOne) what = More;
        _waiting.AddOrUpdate((actor.OrganizationId, actor.Id, what), _ => new(actor.OrganizationId, actor.Id, actor.From, what, clock.GetUtcNow().UtcDateTime, 1), (_, known) => known with { Times = known.Times + 1 });
    }

    /// <summary>Takes out what waits for one organization.</summary>
    public IReadOnlyList<Refusal> Take(Guid organizationId) =>
        [.. _waiting.Keys.Where(k => k.Organization == organizationId).Select(k => _waiting.TryRemove(k, out var refusal) ? refusal : null).OfType<Refusal>().OrderBy(r => r.At)];
}
