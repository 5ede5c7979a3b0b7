using CommsCredits.Web.Api;
using CommsCredits.Web.CommandLine.Demo;
using CommsCredits.Web.Components.Layout;
using CommsCredits.Web.Data;
using CommsCredits.Web.Features.ApiKeys;
using CommsCredits.Web.Features.Audit;
using CommsCredits.Web.Features.Clock;
using CommsCredits.Web.Features.FirstRun;
using CommsCredits.Web.Features.Funding;
using CommsCredits.Web.Features.Ledger;
using CommsCredits.Web.Features.Notices;
using CommsCredits.Web.Features.Overview;
using CommsCredits.Web.Features.Payments;
using CommsCredits.Web.Features.Plans;
using CommsCredits.Web.Features.Privacy;
using CommsCredits.Web.Features.Rates;
using CommsCredits.Web.Features.Recharge;
using CommsCredits.Web.Features.Settings;
using CommsCredits.Web.Features.Settings.SignInChecks;
using CommsCredits.Web.Features.Statements;
using CommsCredits.Web.Features.Statements.Verifying;
using CommsCredits.Web.Features.Status;
using CommsCredits.Web.Features.Subscriptions;
using CommsCredits.Web.Features.Usage;
using CommsCredits.Web.Features.Usage.Resolving;
using CommsCredits.Web.Jobs;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Ledger.Mending;
using CommsCredits.Web.Mail;
using CommsCredits.Web.Payments;
using CommsCredits.Web.Security;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using MudBlazor.Services;

namespace CommsCredits.Web.Setup;

/// <summary>The services of the portal that are not sign-in.</summary>
public static class Registration
{
    public static void AddPortal(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddPersistence(builder.DataFolder()).AddFeatures().AddPeople().AddJobs();
        services.AddPayments(builder.Configuration).AddApi(builder.Configuration);
        services.AddHostedService(provider => provider.GetRequiredService<FolderGuard>());
        services.AddHostedService(provider => provider.GetRequiredService<DatabaseStart>());
        services.AddDemo();
        services.AddHostedService<DemoStart>();
        services.AddHostedService(provider => provider.GetRequiredService<JobRunner>());
        services.AddHostedService(provider => provider.GetRequiredService<ImportQueue>());
        services.AddHostedService<BooksWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<BackupSchedule>());
        services.AddPortalLocalization();
        services.AddMudServices();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddExceptionHandler<FaultLog>();
        services.AddSingleton<PeopleRegister>();
        services.AddScoped<CurrentActor>();
        services.AddScoped<AuthenticationStateProvider, SessionWatch>();
        services.AddDataProtection()
            .SetApplicationName("CommsCredits")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(builder.DataFolder(), "keys")));
    }

    /// <summary>Where the portal keeps what it writes: <c>Data:Folder</c>, relative to the content root unless absolute.</summary>
    public static string DataFolder(this IHostApplicationBuilder builder) =>
        Path.Combine(builder.Environment.ContentRootPath, builder.Configuration["Data:Folder"] ?? "data");

    /// <summary>Operations and readers: stateless singletons over the database.</summary>
    public static IServiceCollection AddFeatures(this IServiceCollection services)
    {
        services.AddSingleton<BooksCheck>();
        services.AddSingleton<ShellReader>();
        services.AddSingleton<StatementReader>();
        services.AddSingleton<StatementPrinter>();
        services.AddSingleton<PersonReader>();
        services.AddSingleton<PersonExport>();
        services.AddSingleton<StatementVerifier>();
        services.AddSingleton<OverviewReader>();
        services.AddSingleton<ClockReader>();
        services.AddSingleton<ClockOperations>();
        services.AddSingleton<MonthClosing>();
        services.AddSingleton<Corrections>();
        services.AddSingleton<TopUpDesk>();
        services.AddSingleton<RateDecks>();
        services.AddSingleton<Classifiers>();
        services.AddSingleton<RateDeckOperations>();
        services.AddSingleton<RatesReader>();
        services.AddSingleton<MinutePoolOperations>();
        services.AddSingleton<MinutePoolsReader>();
        services.AddSingleton(_ => ShippedCatalogue.Read());
        services.AddSingleton<PlansReader>();
        services.AddSingleton<PlanPriceOperations>();
        services.AddSingleton<PlanAdviceReader>();
        services.AddSingleton<PaymentsReader>();
        services.AddSingleton<PaymentOperations>();
        services.AddSingleton<SubscriptionsReader>();
        services.AddSingleton<SubscriptionOperations>();
        services.AddSingleton<FundingReader>();
        services.AddSingleton<RechargeReader>();
        services.AddSingleton<RechargeOperations>();
        services.AddSingleton<NoticesReader>();
        services.AddSingleton<NoticeOperations>();
        services.AddSingleton<SettingsReader>();
        services.AddSingleton<SettingsOperations>();
        services.AddSingleton<RecipientOperations>();
        services.AddSingleton<TestMail>();
        services.AddSingleton<LedgerReader>();
        services.AddSingleton<AsOfReader>();
        services.AddSingleton<LedgerExport>();
        services.AddSingleton<BundleExport>();
        services.AddSingleton<EntryReader>();
        services.AddSingleton<AuditReader>();
        services.AddSingleton<AuditExport>();
        services.AddSingleton<CallsReader>();
        services.AddSingleton<ImportsReader>();
        services.AddSingleton<ExceptionOperations>();
        services.AddSingleton<CodeMappingOperations>();
        services.AddSingleton<ResolvingReader>();
        services.AddSingleton<UsageImporter>();
        services.AddSingleton<ImportTroubles>();
        services.AddSingleton(provider => ImportSettings.Of(provider.GetService<IConfiguration>()));
        services.AddSingleton<UnfinishedImports>();
        services.AddSingleton<UsageOperations>();
        services.AddSingleton<ImportQueue>();
        services.AddSingleton<ApiKeyReader>();
        services.AddSingleton<ApiKeyOperations>();
        services.AddSingleton<ApiKeyDoor>();
        return services;
    }

    /// <summary>What has to do with people and their browsers: the command line has neither.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddSingleton<Sessions>();
        services.AddSingleton<TenantDirectory>();
        services.AddSingleton<FirstRunOperations>();
        services.AddSingleton<SetupReader>();
        services.AddSingleton<SetupOperations>();
        services.AddSingleton<BackupOperations>();
        services.AddSingleton<PrivacyReader>();
        services.AddSingleton<PrivacyOperations>();
        services.AddSingleton<StatusReader>();
        services.AddSingleton<ClientProof>();
        services.AddSingleton<SignInRecord>();
        services.AddSingleton<SignInCheck>();
        return services;
    }

    /// <summary>Makers of the demo; used in development only.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services)
    {
        services.AddSingleton<ShippedDecks>();
        services.AddSingleton<DemoCards>();
        services.AddSingleton<DemoSubscriptions>();
        services.AddSingleton<DemoHistory>();
        services.AddSingleton<DemoSeed>();
        return services;
    }

    /// <summary>The sandbox charges nobody and runs in development only (start-up checks see to it); without a gateway, purchases are recorded.</summary>
    public static IServiceCollection AddPayments(this IServiceCollection services, IConfiguration settings)
    {
        if (settings.GetValue<bool>("Payments:Sandbox")) services.AddSingleton<IPaymentGateway, SandboxGateway>();
        else services.AddSingleton<IPaymentGateway, NoGateway>();
        return services;
    }

    /// <summary>In the order in which a round runs them: what ended lapses first, then money comes in, then months close, then mail goes out.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<IJob, ExpireLots>();
        services.AddSingleton<IJob, RecordRefusals>();
        services.AddSingleton<IJob, AskGateways>();
        services.AddSingleton<IJob, RechargeAccounts>();
        services.AddSingleton<IJob, AnnounceLapses>();
        services.AddSingleton<IJob, CloseMonths>();
        services.AddSingleton<IJob, ForgetCalls>();
        services.AddSingleton(provider => MailSettings.Of(provider.GetService<IConfiguration>()));
        services.AddSingleton<IMailSender>(provider => provider.GetRequiredService<MailSettings>() is { UsesServer: true } mail ? new SmtpMailSender(mail) : new FolderMailSender(provider.GetRequiredService<DataFolder>(), provider.GetRequiredService<MailSettings>()));
        services.AddSingleton<IJob, SendNotices>();
        services.AddSingleton<JobRunner>();
        return services;
    }
}
