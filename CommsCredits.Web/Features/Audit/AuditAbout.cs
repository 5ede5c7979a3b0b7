using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Audit;

/// <summary>What a row of the trail is about, as people know it: a name, a sum, a lot, a month. Looked up when it is shown; the row itself keeps an opaque id.</summary>
/// <param name="IsErased">A person whose name is no longer kept: it doesn't come back by the trail.</param>
public sealed record AuditAbout(string? Name = null, Money? Amount = null, bool IsErased = false, string? Plan = null);

/// <summary>Finds what the rows of a page are about. Each kind of subject is asked for once; what isn't found stays with its id.</summary>
internal static class AuditAbouts
{
    private const string Recipient = "recipient:", TopUp = "topup:", Option = "option:", Import = "import:", Call = "call:", Lot = "lot:", Month = "month:", Deck = "deck:", Pool = "pool:", PlanPrice = "plan-price:",
        Subscription = "subscription:", Code = "code:", ApiKey = "apikey:", Mail = "mail:", Erased = "erased-";

    public static async Task<IReadOnlyDictionary<string, AuditAbout>> ReadAsync(CommsCreditsDb db, IReadOnlyList<AuditRow> rows, CancellationToken cancel)
    {
        var subjects = rows.Select(r => r.Subject).Distinct().ToList();
        var about = new Dictionary<string, AuditAbout>();
        await NamesAsync(db, subjects, about, cancel);
        await PeopleAsync(db, rows, about, cancel);
        await SumsAsync(db, subjects, about, cancel);
        foreach (var subject in subjects)
        {
            if (After(subject, Lot) is { } lot) about[subject] = new(lot);
            else if (After(subject, Month) is { } month) about[subject] = new(month);
            else if (After(subject, PlanPrice)?.Split(':') is [var plan, ..]) about[subject] = new(Plan: plan);
            else if (After(subject, Code)?.Split(':', 2) is [_, var code]) about[subject] = new(code);
        }
        return about;
    }

    private static async Task NamesAsync(CommsCreditsDb db, List<string> subjects, Dictionary<string, AuditAbout> about, CancellationToken cancel)
    {
        async Task AddAsync(string prefix, Func<List<Guid>, Task<List<(Guid Id, AuditAbout About)>>> read)
        {
            var ids = Ids(subjects, prefix);
            if (ids.Count == 0) return;
            foreach (var (id, named) in await read(ids)) about[prefix + id] = named;
        }
        await AddAsync(Recipient, async ids => (await db.Recipients.AsNoTracking().Where(r => ids.Contains(r.Id)).ToListAsync(cancel)).ConvertAll(r => (r.Id, Of(r))));
        await AddAsync(Option, async ids => (await db.PaymentOptions.AsNoTracking().Where(o => ids.Contains(o.Id)).ToListAsync(cancel))
            .ConvertAll(o => (o.Id, new AuditAbout(o.LastFour is null ? o.Label : $"{o.Label} ···{o.LastFour}"))));
        await AddAsync(Import, async ids => (await db.Imports.AsNoTracking().Where(i => ids.Contains(i.Id)).Select(i => new { i.Id, i.FileName }).ToListAsync(cancel)).ConvertAll(i => (i.Id, new AuditAbout(i.FileName))));
        await AddAsync(Deck, async ids => (await db.RateDecks.AsNoTracking().Where(d => ids.Contains(d.Id)).Select(d => new { d.Id, d.Name }).ToListAsync(cancel)).ConvertAll(d => (d.Id, new AuditAbout(d.Name))));
        await AddAsync(Pool, async ids => (await db.MinutePools.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToListAsync(cancel)).ConvertAll(p => (p.Id, new AuditAbout(p.Name))));
        await AddAsync(Subscription, async ids => (await db.Subscriptions.AsNoTracking().Where(s => ids.Contains(s.Id)).Select(s => new { s.Id, s.PlanId }).ToListAsync(cancel)).ConvertAll(s => (s.Id, new AuditAbout(Plan: s.PlanId))));
        await AddAsync(ApiKey, async ids => (await db.ApiKeys.AsNoTracking().Where(k => ids.Contains(k.Id)).Select(k => new { k.Id, k.Name }).ToListAsync(cancel)).ConvertAll(k => (k.Id, new AuditAbout(k.Name))));
    }

    /// <summary>People whose calls or deeds were handed out or erased, and to whom mail was sent again.</summary>
    private static async Task PeopleAsync(CommsCreditsDb db, IReadOnlyList<AuditRow> rows, Dictionary<string, AuditAbout> about, CancellationToken cancel)
    {
        var people = rows.Where(r => r.Action.StartsWith("Person.", StringComparison.Ordinal)).Select(r => r.Subject).Distinct().ToList();
        if (people.Count > 0)
        {
            var (actors, callers) = (await PeopleNames.OfAsync(db, people, cancel), await PeopleNames.OfCallsAsync(db, people, cancel));
            foreach (var id in people) about[id] = (actors.GetValueOrDefault(id) ?? callers.GetValueOrDefault(id).Name) is { Length: > 0 } name ? new(name) : new(IsErased: true);
        }
        var mails = rows.Select(r => After(r.Subject, Mail)).OfType<string>().Where(id => long.TryParse(id, out _)).Select(id => long.Parse(id, CultureInfo.InvariantCulture)).Distinct().ToList();
        if (mails.Count == 0) return;
        var to = await db.Mails.AsNoTracking().Where(m => mails.Contains(m.Id)).Join(db.Recipients, m => m.RecipientId, r => r.Id, (m, r) => new { m.Id, Recipient = r }).ToListAsync(cancel);
        foreach (var mail in to) about[Mail + mail.Id.ToString(CultureInfo.InvariantCulture)] = Of(mail.Recipient);
    }

    private static async Task SumsAsync(CommsCreditsDb db, List<string> subjects, Dictionary<string, AuditAbout> about, CancellationToken cancel)
    {
        var keys = subjects.Select(s => After(s, TopUp)).OfType<string>().ToList();
        if (keys.Count > 0)
            foreach (var bought in await db.TopUps.AsNoTracking().Where(t => keys.Contains(t.Key)).Select(t => new { t.Key, t.Amount }).ToListAsync(cancel)) about[TopUp + bought.Key] = new(Amount: bought.Amount);
        var calls = subjects.Select(s => After(s, Call)).OfType<string>().ToList();
        if (calls.Count == 0) return;
        var found = await db.CallsOf(calls).Select(c => new { c.UsageId, c.PersonName, c.DestinationName, c.Charge }).ToListAsync(cancel);
        foreach (var call in found) about[Call + call.UsageId] = new(new[] { call.PersonName, call.DestinationName }.FirstOrDefault(n => !string.IsNullOrEmpty(n)), call.Charge);
    }

    private static AuditAbout Of(RecipientRow row) =>
        row.Address.StartsWith(Erased, StringComparison.Ordinal) && !row.Address.Contains('@') ? new(IsErased: true) : new(row.Name.Length > 0 && row.Name != row.Address ? $"{row.Name} ({row.Address})" : row.Address);

    private static List<Guid> Ids(List<string> subjects, string prefix) =>
        [.. subjects.Select(s => After(s, prefix)).OfType<string>().Where(id => Guid.TryParse(id, out _)).Select(Guid.Parse)];

    private static string? After(string subject, string prefix) => subject.StartsWith(prefix, StringComparison.Ordinal) ? subject[prefix.Length..] : null;
}
