using CommsCredits.Domain;
using CommsCredits.Domain.Notices;
using CommsCredits.Domain.Statements;
using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Ledger;

/// <summary>Closes a month, for a person or for the job (R12.3): every expiry due first, then a numbered snapshot of the figures. Exceptions and holds do not stop it.</summary>
public sealed class MonthClosing(LedgerWriter writer, StatementBooks books)
{
    /// <summary>Refused: <c>MonthNotOver</c>, <c>MonthNotNext</c> (with the month that is), <c>MonthClosed</c>.</summary>
    public Task<Outcome<string>> CloseAsync(Actor actor, Month month, CancellationToken cancel) =>
        writer.WriteAsync<string>(actor, Permission.CloseMonths, async session =>
        {
            var next = session.LastClosed?.Next ?? Month.Of(session.Organization.BooksBegin);
            if (month < next) return new Refused("MonthClosed", month);
            if (month > next) return new Refused("MonthNotNext", month, next);
            if (session.Now < session.Organization.Calendar.EndOf(month)) return new Refused("MonthNotOver", month);
            await LotExpiry.ExpireAsync(session, cancel);
            session.WriteEntries();
            var trail = session.Trail;
            var statement = await StatementOf.ClosingAsync(session.Db, await books.ReadUncommittedAsync(session.Db, session.Organization, cancel), session.Organization, new(month, session.Now, session.HeadSequence, session.HeadHash, "", Trail: trail), cancel);
            var number = await session.Db.ClosedMonths.CountAsync(cancel) + 1;
            session.Db.ClosedMonths.Add(new()
            {
                OrganizationId = session.Organization.Id, Month = month, Number = number, ClosedAt = session.Now, ActorId = actor.Id, HeadSequence = session.HeadSequence,
                HeadHash = session.HeadHash, Closing = statement.Closing, AwaitingCount = statement.AwaitingCount, AwaitingAmount = statement.AwaitingAmount, Fingerprint = statement.Fingerprint,
                FingerprintVersion = Fingerprint.Latest, TrailSequence = trail.Sequence, TrailHash = trail.Hash,
            });
            session.MarkClosed(month);
            await session.NotifyAsync(StatementNotices.Closed(statement, session.Now), cancel);
            session.Audit("Month.Closed", $"month:{month}", after: new { number, statement.Closing, statement.Fingerprint });
            return statement.Fingerprint;
        }, cancel);
}
