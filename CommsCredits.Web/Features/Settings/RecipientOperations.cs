using CommsCredits.Domain;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Settings;

/// <summary>The list of those who are told (R13.1).</summary>
public sealed class RecipientOperations(LedgerWriter writer)
{
    public const int MostRecipients = 50;

    /// <summary>
    /// Puts an address on the list; one that was taken off comes back. Refused: what <see cref="RecipientWish.Validate"/> says, with its field as the last figure; <c>AddressTaken</c>; <c>RecipientsTooMany</c>.
    /// </summary>
    public Task<Outcome<Guid>> AddAsync(Actor actor, RecipientWish wish, CancellationToken cancel) =>
        writer.WriteAsync<Guid>(actor, Permission.ChangeSettings, async session =>
        {
            if (await RefuseAsync(session, null, wish, cancel) is { } refused) return refused;
            if (await session.Db.Recipients.CountAsync(r => r.Removed == null, cancel) >= MostRecipients) return new Refused("RecipientsTooMany", MostRecipients);
            var row = await SameAsync(session, wish.Address, cancel);
            if (row is null) session.Db.Recipients.Add(row = new() { OrganizationId = actor.OrganizationId, Id = Guid.CreateVersion7(), Address = wish.Address, Name = wish.Name, Added = session.Now });
            Put(wish, row);
            session.Audit("Recipient.Added", Subject(row.Id), after: RecipientWish.Trail(row));
            return row.Id;
        }, cancel);

    /// <summary>Refused like adding; <c>RecipientUnknown</c>; <c>RecipientLast</c> (<see cref="LastToHear"/>).</summary>
    public Task<Outcome<Guid>> ChangeAsync(Actor actor, Guid id, RecipientWish wish, CancellationToken cancel) =>
        writer.WriteAsync<Guid>(actor, Permission.ChangeSettings, async session =>
        {
            if (await FindAsync(session, id, cancel) is not { } row) return new Refused("RecipientUnknown");
            if (await RefuseAsync(session, row, wish, cancel) is { } refused) return refused;
            if (await LastToHear.IsAsync(session.Db, row, k => wish.Kinds?.Contains(k) != false, cancel)) return new Refused("RecipientLast", nameof(RecipientWish.Kinds));
            var before = RecipientWish.Trail(row);
            Put(wish, row);
            if (before.Equals(RecipientWish.Trail(row))) return Outcome<Guid>.Replay(row.Id);
            session.Audit("Recipient.Changed", Subject(row.Id), before, RecipientWish.Trail(row));
            return row.Id;
        }, cancel);

    /// <summary>Takes somebody off the list: what waits for them is not sent. Refused: <c>RecipientUnknown</c>; <c>RecipientLast</c> (<see cref="LastToHear"/>).</summary>
    public Task<Outcome<Guid>> RemoveAsync(Actor actor, Guid id, CancellationToken cancel) =>
        writer.WriteAsync<Guid>(actor, Permission.ChangeSettings, async session =>
        {
            if (await FindAsync(session, id, cancel) is not { } row) return new Refused("RecipientUnknown");
            if (await LastToHear.IsAsync(session.Db, row, _ => false, cancel)) return new Refused("RecipientLast");
            row.Removed = session.Now;
            session.Audit("Recipient.Removed", Subject(row.Id), RecipientWish.Trail(row));
            return row.Id;
        }, cancel);

    /// <summary>
    /// Takes a removal back: the recipient is on the list as before, and what waited for them is sent. Whoever is on the list already changes nothing. Refused: <c>RecipientUnknown</c>, also for
    /// somebody whose data was erased; <c>RecipientsTooMany</c>.
    /// </summary>
    public Task<Outcome<Guid>> RestoreAsync(Actor actor, Guid id, CancellationToken cancel) =>
        writer.WriteAsync<Guid>(actor, Permission.ChangeSettings, async session =>
        {
            if (await session.Db.Recipients.SingleOrDefaultAsync(r => r.Id == id, cancel) is not { } row || !MailMessages.IsAddress(row.Address)) return new Refused("RecipientUnknown");
            if (row.Removed is null) return Outcome<Guid>.Replay(row.Id);
            if (await session.Db.Recipients.CountAsync(r => r.Removed == null, cancel) >= MostRecipients) return new Refused("RecipientsTooMany", MostRecipients);
            row.Removed = null;
            session.Audit("Recipient.Restored", Subject(row.Id), after: RecipientWish.Trail(row));
            return row.Id;
        }, cancel);

    private static async Task<Refused?> RefuseAsync(LedgerSession session, RecipientRow? row, RecipientWish wish, CancellationToken cancel)
    {
        if (wish.Validate() is [var (field, why), ..]) return new(why.Code, [.. why.Figures, field]);
        var same = await SameAsync(session, wish.Address, cancel);
        // A changed address may not be one that was taken off either: its mails would become those of two
        return same is null || same == row || row is null && same.Removed is not null ? null : new("AddressTaken", nameof(RecipientWish.Address));
    }

    private static Task<RecipientRow?> SameAsync(LedgerSession session, string address, CancellationToken cancel)
    {
        var plain = address.ToLowerInvariant();
        return session.Db.Recipients.OrderBy(r => r.Added).FirstOrDefaultAsync(r => r.Address.ToLower() == plain, cancel);
    }

    private static Task<RecipientRow?> FindAsync(LedgerSession session, Guid id, CancellationToken cancel) => session.Db.Recipients.SingleOrDefaultAsync(r => r.Id == id && r.Removed == null, cancel);

    private static void Put(RecipientWish wish, RecipientRow row) => (row.Address, row.Name, row.Language, row.Kinds, row.Removed) = (wish.Address, wish.Name, wish.Language, wish.KindNames, null);

    private static string Subject(Guid id) => $"recipient:{id}";
}
