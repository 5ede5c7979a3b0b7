using CommsCredits.Web.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Data.Mapping;

/// <summary>Keys, unique keys and the indexes that a page or a job reads by.</summary>
internal static class Tables
{
    public static void Map(ModelBuilder model)
    {
        MapLedger(model);
        MapFunding(model);
        MapUsage(model);
        MapTrail(model);
        MapAccess(model);
    }

    private static void MapLedger(ModelBuilder model)
    {
        model.Entity<OrganizationRow>().HasIndex(o => o.TenantId).IsUnique();
        model.Entity<PoolRow>().HasKey(p => p.OrganizationId);
        model.Entity<LotRow>().HasKey(l => new { l.OrganizationId, l.Number });
        model.Entity<EntryRow>(entry =>
        {
            entry.HasKey(e => new { e.OrganizationId, e.Sequence });
            entry.HasIndex(e => new { e.OrganizationId, e.BookingMonth });
        });
        model.Entity<DaySumRow>().HasKey(s => new { s.OrganizationId, s.Day, s.From, s.To, s.Kind });
        model.Entity<PostingRow>().HasKey(p => new { p.OrganizationId, p.Key });
        model.Entity<ClosedMonthRow>(month =>
        {
            month.HasKey(m => new { m.OrganizationId, m.Month });
            // A month that was closed before there were versions has the first
            month.Property(m => m.FingerprintVersion).HasDefaultValue(1).ValueGeneratedNever();
        });
        model.Entity<StatementPrintRow>().HasKey(p => new { p.OrganizationId, p.Sha256 });
    }

    private static void MapFunding(ModelBuilder model)
    {
        model.Entity<PaymentOptionRow>().HasKey(o => o.Id);
        model.Entity<TopUpRow>(topUp =>
        {
            topUp.HasKey(t => new { t.OrganizationId, t.Key });
            topUp.HasIndex(t => new { t.OrganizationId, t.RequestedAt });
        });
        model.Entity<RechargeRuleRow>().HasKey(r => r.OrganizationId);
        model.Entity<RechargeDecisionRow>().HasIndex(d => new { d.OrganizationId, d.At });
    }

    private static void MapUsage(ModelBuilder model)
    {
        model.Entity<ImportRow>().HasIndex(i => new { i.OrganizationId, i.Started });
        model.Entity<CallRow>(call =>
        {
            call.HasKey(c => c.Key);
            call.Property(c => c.Start).HasConversion<MicrosConverter>();
            call.HasIndex(c => new { c.Start, c.State });
        });
        model.Entity<DestinationSumRow>().HasKey(s => new { s.OrganizationId, s.Day, s.Destination });
        model.Entity<UsageSumRow>().HasKey(s => new { s.OrganizationId, s.Month, s.Of, s.Kind, s.Key });
        model.Entity<CallPersonRow>().HasKey(p => new { p.OrganizationId, p.Id });
        model.Entity<CallExceptionRow>(exception =>
        {
            exception.HasIndex(e => new { e.OrganizationId, e.UsageId, e.ContentHash }).IsUnique();
            exception.HasIndex(e => new { e.OrganizationId, e.ImportId, e.Line });
        });
        model.Entity<MinutePoolRow>().HasIndex(p => p.OrganizationId);
        model.Entity<MinuteUseRow>().HasKey(u => new { u.OrganizationId, u.PoolId, u.Period });
        model.Entity<CodeMappingRow>().HasKey(m => new { m.OrganizationId, m.Kind, m.Code });
        model.Entity<RateRow>().HasIndex(r => new { r.OrganizationId, r.DeckId });
        model.Entity<PlanPriceRow>().HasKey(p => new { p.OrganizationId, p.PlanId, p.ValidFrom });
        model.Entity<SubscriptionRow>().HasIndex(s => s.OrganizationId);
        model.Entity<UnreadableLineRow>().HasIndex(u => new { u.OrganizationId, u.ImportId, u.Line }).IsUnique();
    }

    private static void MapTrail(ModelBuilder model)
    {
        model.Entity<AuditRow>(audit =>
        {
            audit.HasIndex(a => new { a.OrganizationId, a.At });
            audit.HasIndex(a => new { a.OrganizationId, a.Sequence }).IsUnique();
            audit.HasIndex(a => new { a.OrganizationId, a.Sequence }, "IX_Audit_State").HasFilter("\"State\" IS NOT NULL");
            audit.HasIndex(a => new { a.OrganizationId, a.ActorId, a.Sequence });
            audit.HasIndex(a => new { a.OrganizationId, a.Action, a.Sequence });
        });
        model.Entity<NoticeRow>(notice =>
        {
            notice.HasIndex(n => new { n.OrganizationId, n.Key }).IsUnique();
            notice.HasIndex(n => n.Mailed);
        });
        model.Entity<MailRow>(mail =>
        {
            mail.HasIndex(m => new { m.NoticeId, m.RecipientId }).IsUnique();
            mail.HasIndex(m => new { m.OrganizationId, m.Sent, m.GivenUp });
        });
        model.Entity<RecipientRow>().HasIndex(r => new { r.OrganizationId, r.Address }).IsUnique();
        model.Entity<PersonRow>().HasKey(p => new { p.OrganizationId, p.Id });
        model.Entity<ClockRow>().Property(c => c.Id).ValueGeneratedNever();
    }

    private static void MapAccess(ModelBuilder model)
    {
        model.Entity<SessionRow>(session =>
        {
            session.HasKey(s => s.KeyHash);
            session.HasIndex(s => s.PersonId);
            session.HasIndex(s => s.Id).IsUnique();
        });
        model.Entity<ApiKeyRow>(key =>
        {
            key.HasIndex(k => k.Hash).IsUnique();
            key.HasIndex(k => k.OrganizationId);
        });
        model.Entity<ApiRequestRow>().HasKey(r => new { r.OrganizationId, r.ApiKeyId, r.Key });
    }
}
