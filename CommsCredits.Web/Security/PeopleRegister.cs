using System.Globalization;
using System.Security.Claims;
using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Security;

/// <summary>
/// Keeps the names of those who sign in beside the books, which know only opaque ids (R3.2, R12.4): at the first sign-in of a day. Nobody without a role is kept.
/// Whoever may add funds receives notices from the first sign-in on.
/// </summary>
public sealed class PeopleRegister(Database database, LedgerWriter writer, TenantDirectory tenants, TimeProvider clock, ILogger<PeopleRegister> log)
{
    /// <summary>A fault is logged and keeps nobody from signing in.</summary>
    public async Task SawAsync(ClaimsPrincipal principal, CancellationToken cancel)
    {
        try
        {
            if (SignedInPerson.From(principal) is { } person && await CurrentActor.ActorOfAsync(principal, tenants, cancel) is { } actor && actor.May(Permission.SeeOverview))
            {
                // The session that is being begun is not written yet
                actor = actor with { Session = null };
                await KeepAsync(actor, person, CultureInfo.CurrentUICulture.Name, cancel);
                await TraceAsync(actor, Sessions.IdOf(principal), cancel);
            }
            await KnowRolesAsync(principal, cancel);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError(fault, "A name could not be kept at sign-in.");
        }
    }

    /// <summary>Keeps which roles a known person has now: the keys that they made give no more. Of somebody whose name is not kept nothing is.</summary>
    public async Task KnowRolesAsync(ClaimsPrincipal principal, CancellationToken cancel)
    {
        if (SignedInPerson.From(principal) is not { } person || await tenants.OrganizationOfAsync(person.TenantId, cancel) is not { } organization) return;
        var (job, roles) = (Actor.Job(organization, "people"), RolesOf(person));
        await using (var db = database.Read(job, Permission.SeeOverview))
            if (!await db.People.AnyAsync(p => p.Id == person.ActorId && p.Roles != roles, cancel)) return;
        await writer.WriteAsync<int>(job, Permission.SeeOverview, async session =>
        {
            session.LeavesItsOwnTrail();
            if (await session.Db.People.SingleOrDefaultAsync(p => p.Id == person.ActorId, cancel) is { } row) row.Roles = roles;
            return 1;
        }, cancel);
    }

    /// <summary>Once a session; with it the trail notes what stands beside the ledger.</summary>
    private Task<Outcome<int>> TraceAsync(Actor actor, Guid? session, CancellationToken cancel) => writer.WriteAsync<int>(actor, Permission.SeeOverview, write =>
    {
        write.NotesState = true;
        write.Audit("Session.Started", $"session:{session:N}");
        return Task.FromResult<Outcome<int>>(1);
    }, cancel);

    public async Task KeepAsync(Actor actor, SignedInPerson person, string language, CancellationToken cancel)
    {
        if (await IsKnownTodayAsync(actor, person, language, cancel)) return;
        await writer.WriteAsync<int>(actor, Permission.SeeOverview, async session =>
        {
            session.LeavesItsOwnTrail();
            var row = await session.Db.People.SingleOrDefaultAsync(p => p.Id == actor.Id, cancel);
            if (row is null)
                session.Db.People.Add(row = new() { OrganizationId = actor.OrganizationId, Id = actor.Id, Name = person.Name, Login = person.Login, LastSeen = session.Now });
            await ReceiveAsync(session, actor, person, language, cancel);
            (row.Name, row.Login, row.Language, row.LastSeen, row.Roles) = (person.Name, person.Login, language, session.Now, RolesOf(person));
            return 1;
        }, cancel);
    }

    /// <summary>Whoever may pay hears of the pool, unless somebody has taken the address off the list.</summary>
    private static async Task ReceiveAsync(LedgerSession session, Actor actor, SignedInPerson person, string language, CancellationToken cancel)
    {
        if (await session.Db.Recipients.SingleOrDefaultAsync(r => r.PersonId == actor.Id || r.Address == person.Login, cancel) is { } known)
        {
            if (known.PersonId == actor.Id) (known.Name, known.Language) = (person.Name, language);
        }
        else if (actor.May(Permission.AddFunds) && MailMessages.IsAddress(person.Login))
        {
            var id = Guid.CreateVersion7();
            session.Db.Recipients.Add(new() { OrganizationId = actor.OrganizationId, Id = id, Address = person.Login, Name = person.Name, Language = language, Added = session.Now, PersonId = actor.Id });
            session.Audit("Recipient.Added", $"recipient:{id}", after: new { personId = actor.Id, language });
        }
    }

    private static string RolesOf(SignedInPerson person) => string.Join(' ', Roles.All.Where(person.Roles.Contains));

    private async Task<bool> IsKnownTodayAsync(Actor actor, SignedInPerson person, string language, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.SeeOverview);
        var row = await db.People.SingleOrDefaultAsync(p => p.Id == actor.Id, cancel);
        return row is not null && row.Name == person.Name && row.Login == person.Login && row.Language == language && row.LastSeen.Date == clock.GetUtcNow().UtcDateTime.Date;
    }
}
