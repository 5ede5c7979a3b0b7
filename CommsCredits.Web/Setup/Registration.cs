using CommsCredits.Web.Data;
using CommsCredits.Web.Features.Rates;
using CommsCredits.Web.Features.Recharge;
using CommsCredits.Web.Features.Statements;
using CommsCredits.Web.Features.Usage;
using CommsCredits.Web.Jobs;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Payments;

namespace CommsCredits.Web.Setup;

/// <summary>Operations, readers and jobs: stateless singletons over the database.</summary>
public static class Registration
{
    public static IServiceCollection AddFeatures(this IServiceCollection services)
    {
        services.AddSingleton<BooksCheck>();
        services.AddSingleton<StatementReader>();
        services.AddSingleton<MonthClosing>();
        services.AddSingleton<TopUpDesk>();
        services.AddSingleton<RateDecks>();
        services.AddSingleton<RateDeckOperations>();
        services.AddSingleton<RechargeOperations>();
        services.AddSingleton<UsageImporter>();
        services.AddSingleton<UsageOperations>();
        services.AddSingleton<ImportQueue>();
        return services;
    }

    /// <summary>In the order in which a round runs them: what ended lapses first, then money comes in, then months close, then mail goes out.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<IJob, ExpireLots>();
        services.AddSingleton<IJob, AskGateways>();
        services.AddSingleton<IJob, RechargeAccounts>();
        services.AddSingleton<IJob, AnnounceLapses>();
        services.AddSingleton<IJob, CloseMonths>();
        services.AddSingleton<JobRunner>();
        return services;
    }
}
