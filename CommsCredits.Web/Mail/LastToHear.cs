using CommsCredits.Domain.Notices;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Mail;

/// <summary>The last recipient who hears that the pool is blocked keeps hearing it: without one, calls would fail and nobody would be told why (R13.1).</summary>
public static class LastToHear
{
    /// <summary>True where nobody but <paramref name="row"/> receives a kind of <see cref="NoticeKinds.Blocked"/> that it would receive no more.</summary>
    /// <param name="wants">What the recipient receives after the change.</param>
    public static async Task<bool> IsAsync(CommsCreditsDb db, RecipientRow row, Func<NoticeKind, bool> wants, CancellationToken cancel)
    {
        var lost = NoticeKinds.Blocked.Where(k => row.Wants(k) && !wants(k)).ToList();
        if (lost.Count == 0) return false;
        var others = await db.Recipients.Where(r => r.Removed == null && r.Id != row.Id).ToListAsync(cancel);
        return lost.Exists(kind => !others.Exists(r => r.Wants(kind)));
    }
}
