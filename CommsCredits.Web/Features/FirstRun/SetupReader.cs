using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.FirstRun;

/// <summary>Finds out from the state of things which steps of the set-up are done: nobody ticks them off.</summary>
public sealed class SetupReader(Database database, BackupSchedule backups, SignInRecord signIn)
{
    private const int TestsLookedAt = 50;

    public async Task<SetupFacts> ReadAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = database.Read(actor, Permission.ChangeSettings);
        var row = await db.Organizations.SingleAsync(cancel);
        return new(row.ToDomain(),
        [
            new(SetupStepKind.Funds, await db.Lots.AnyAsync(cancel), "/funding?add=1", actor.May(Permission.AddFunds)),
            new(SetupStepKind.Recipients, await db.Recipients.AnyAsync(r => r.Removed == null, cancel), "/settings/mail"),
            new(SetupStepKind.MailTest, await IsMailTriedAsync(db, cancel), "/settings/mail#test-mail"),
            new(SetupStepKind.SignIn, signIn.Last is { Open: 0 }, "/settings/sign-in"),
            new(SetupStepKind.Recharge, row.PostpaidSince is not null || await db.RechargeRules.AnyAsync(cancel), "/recharge", actor.May(Permission.ChangeRecharge)),
            new(SetupStepKind.Usage, await db.Imports.AnyAsync(i => i.State == ImportState.Done, cancel), "/usage/imports", actor.May(Permission.ImportUsage)),
            backups.Newest is null ? new(SetupStepKind.Backup, IsDone: false, null) : new(SetupStepKind.Backup, IsDone: true, "/status"),
        ], row.SetUp);
    }

    private static async Task<bool> IsMailTriedAsync(CommsCreditsDb db, CancellationToken cancel)
    {
        if (await db.Mails.AnyAsync(m => m.Sent != null, cancel)) return true;
        var tests = await db.Audit.Where(a => a.Action == "Mail.Tested" && a.After != null).OrderByDescending(a => a.Id).Take(TestsLookedAt).Select(a => a.After!).ToListAsync(cancel);
        return tests.Exists(t => StoredJson.Read<Tested>(t).Fault is null);
    }

    /// <summary>What the trail keeps of a test.</summary>
    private sealed record Tested(string? Fault);
}
