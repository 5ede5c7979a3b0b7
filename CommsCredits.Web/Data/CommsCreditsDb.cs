using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Data.Mapping;
using CommsCredits.Web.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Data;

/// <summary>
/// The database of all organizations, seen by one of them: every query is filtered to <see cref="OrganizationId"/>, and without one it finds nothing.
/// Made by <see cref="Database"/>, one for each operation.
/// </summary>
public sealed class CommsCreditsDb(DbContextOptions<CommsCreditsDb> options) : DbContext(options)
{
    public Guid OrganizationId { get; set; }

    public DbSet<OrganizationRow> Organizations => Set<OrganizationRow>();
    public DbSet<PoolRow> Pools => Set<PoolRow>();
    public DbSet<LotRow> Lots => Set<LotRow>();
    public DbSet<EntryRow> Entries => Set<EntryRow>();
    public DbSet<PostingRow> Postings => Set<PostingRow>();
    public DbSet<DaySumRow> DaySums => Set<DaySumRow>();
    public DbSet<ClosedMonthRow> ClosedMonths => Set<ClosedMonthRow>();
    public DbSet<PaymentOptionRow> PaymentOptions => Set<PaymentOptionRow>();
    public DbSet<TopUpRow> TopUps => Set<TopUpRow>();
    public DbSet<RechargeRuleRow> RechargeRules => Set<RechargeRuleRow>();
    public DbSet<RechargeDecisionRow> RechargeDecisions => Set<RechargeDecisionRow>();
    public DbSet<RateDeckRow> RateDecks => Set<RateDeckRow>();
    public DbSet<RateRow> Rates => Set<RateRow>();
    public DbSet<PlanPriceRow> PlanPrices => Set<PlanPriceRow>();
    public DbSet<SubscriptionRow> Subscriptions => Set<SubscriptionRow>();
    public DbSet<MinutePoolRow> MinutePools => Set<MinutePoolRow>();
    public DbSet<MinuteUseRow> MinuteUses => Set<MinuteUseRow>();
    public DbSet<ImportRow> Imports => Set<ImportRow>();
    public DbSet<CallRow> Calls => Set<CallRow>();
    public DbSet<DestinationSumRow> DestinationSums => Set<DestinationSumRow>();
    public DbSet<UsageSumRow> UsageSums => Set<UsageSumRow>();
    public DbSet<CallPersonRow> CallPeople => Set<CallPersonRow>();
    public DbSet<StatementPrintRow> StatementPrints => Set<StatementPrintRow>();
    public DbSet<CallExceptionRow> CallExceptions => Set<CallExceptionRow>();
    public DbSet<CodeMappingRow> CodeMappings => Set<CodeMappingRow>();
    public DbSet<UnreadableLineRow> UnreadableLines => Set<UnreadableLineRow>();
    public DbSet<NoticeRow> Notices => Set<NoticeRow>();
    public DbSet<MailRow> Mails => Set<MailRow>();
    public DbSet<RecipientRow> Recipients => Set<RecipientRow>();
    public DbSet<SessionRow> Sessions => Set<SessionRow>();
    public DbSet<ApiKeyRow> ApiKeys => Set<ApiKeyRow>();
    public DbSet<ApiRequestRow> ApiRequests => Set<ApiRequestRow>();
    public DbSet<AuditRow> Audit => Set<AuditRow>();
    public DbSet<PersonRow> People => Set<PersonRow>();
    public DbSet<ClockRow> Clock => Set<ClockRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        configuration.Properties<Money>().HaveConversion<MoneyConverter>();
        configuration.Properties<Month>().HaveConversion<MonthConverter>();
        configuration.Properties<Book>().HaveConversion<BookConverter>();
        configuration.Properties<DatedAmounts>().HaveConversion<DatedAmountsConverter>();
        configuration.Properties<DateTime>().HaveConversion<InstantConverter>();
        configuration.Properties<Enum>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        Tables.Map(model);
        foreach (var type in model.Model.GetEntityTypes().Where(t => t.ClrType.IsAssignableTo(typeof(IOrganizationOwned))).Select(t => t.ClrType))
            s_filter.MakeGenericMethod(type).Invoke(this, [model]);
        model.Entity<OrganizationRow>().HasQueryFilter(o => o.Id == OrganizationId);
    }

    private static readonly System.Reflection.MethodInfo s_filter =
        typeof(CommsCreditsDb).GetMethod(nameof(Filter), System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!;

    private void Filter<TRow>(ModelBuilder model) where TRow : class, IOrganizationOwned =>
        model.Entity<TRow>().HasQueryFilter(row => row.OrganizationId == OrganizationId);
}
