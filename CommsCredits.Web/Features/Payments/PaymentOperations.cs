using CommsCredits.Domain;
using CommsCredits.Domain.Funding;
using CommsCredits.Web.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Payments;

/// <summary>Puts the payment options in their order (R6.5). Nothing is charged by it.</summary>
public sealed class PaymentOperations(LedgerWriter writer)
{
    /// <summary>Refused: a code of <see cref="PaymentOrder.MakeDefault"/>.</summary>
    public Task<Outcome<PaymentOption>> MakeDefaultAsync(Actor actor, Guid id, CancellationToken cancel) =>
        OrderAsync(actor, id, "PaymentOption.DefaultChanged", (options, today) => (PaymentOrder.MakeDefault(options, id, today, out var ordered), ordered), cancel);

    /// <summary>Refused: a code of <see cref="PaymentOrder.MakeBackup"/>.</summary>
    public Task<Outcome<PaymentOption>> MakeBackupAsync(Actor actor, Guid id, CancellationToken cancel) =>
        OrderAsync(actor, id, "PaymentOption.BackupChanged", (options, today) => (PaymentOrder.MakeBackup(options, id, today, out var ordered), ordered), cancel);

    /// <summary>The option is the backup no more, and no other is. Refused: <c>OptionUnknown</c>.</summary>
    public Task<Outcome<PaymentOption>> RemoveBackupAsync(Actor actor, Guid id, CancellationToken cancel) =>
        OrderAsync(actor, id, "PaymentOption.BackupChanged", (options, today) => (PaymentOrder.MakeBackup(options, null, today, out var ordered), ordered), cancel);

    private Task<Outcome<PaymentOption>> OrderAsync(Actor actor, Guid id, string action, Func<IReadOnlyList<PaymentOption>, DateOnly, (Refused?, IReadOnlyList<PaymentOption>)> order, CancellationToken cancel) =>
        writer.WriteAsync<PaymentOption>(actor, Permission.ChangePaymentOptions, async session =>
        {
            var rows = await session.Db.PaymentOptions.ToListAsync(cancel);
            List<PaymentOption> before = [.. rows.Select(r => r.ToDomain())];
            var (refused, after) = order(before, session.Organization.Calendar.DayOf(session.Now));
            if (refused is not null) return refused;
            if (after.FirstOrDefault(o => o.Id == id) is not { } chosen) return new Refused("OptionUnknown");
            if (after.SequenceEqual(before)) return Outcome<PaymentOption>.Replay(chosen);
            foreach (var row in rows) (row.IsDefault, row.IsBackup) = after.Where(o => o.Id == row.Id).Select(o => (o.IsDefault, o.IsBackup)).Single();
            session.Audit(action, $"option:{id}", Order(before), Order(after));
            return chosen;
        }, cancel);

    private static object Order(IReadOnlyList<PaymentOption> options) => new { Default = options.FirstOrDefault(o => o.IsDefault)?.Id, Backup = options.FirstOrDefault(o => o.IsBackup)?.Id };
}
