using CommsCredits.Domain;

namespace CommsCredits.Tests.Security;

/// <summary>R14.3 by method, written by hand: F Finance.Reader, T Telecom.Admin, B Billing.Admin. Nobody without a role is in any line.</summary>
internal static class MethodTable
{
    public static IReadOnlyDictionary<char, string> Roles { get; } = new Dictionary<char, string>
    {
        ['-'] = "", ['F'] = Domain.Roles.FinanceReader, ['T'] = Domain.Roles.TelecomAdmin, ['B'] = Domain.Roles.BillingAdmin,
    };

    public static IReadOnlyDictionary<string, string> Lines { get; } = new Dictionary<string, string>
    {
        ["ApiKeyOperations.AddAsync"] = "B", ["ApiKeyOperations.RenameAsync"] = "B", ["ApiKeyOperations.RevokeAsync"] = "B", ["ApiKeyOperations.RotateAsync"] = "B", ["ApiKeyReader.BookAsync"] = "B",
        // Telecom.Admin: the kinds of notices that the role may see anyway
        ["NoticeOperations.ReceiveAsync"] = "TB", ["NoticeOperations.SeenAsync"] = "TB", ["NoticeOperations.SendAgainAsync"] = "TB", ["NoticeOperations.SendAllAgainAsync"] = "TB", ["NoticesReader.ListAsync"] = "TB", ["NoticesReader.ReceivingAsync"] = "TB",
        ["RecipientOperations.AddAsync"] = "B", ["RecipientOperations.ChangeAsync"] = "B", ["RecipientOperations.RemoveAsync"] = "B", ["RecipientOperations.RestoreAsync"] = "B", ["SettingsOperations.SaveAsync"] = "B", ["SettingsReader.FactsAsync"] = "B",
        ["SettingsReader.MailAsync"] = "B", ["TestMail.SendAsync"] = "B",
        ["AsOfReader.ReadAsync"] = "FB",
        ["AuditExport.WriteAsync"] = "FB",
        ["AuditReader.ListAsync"] = "FB",
        ["BooksCheck.RunAsync"] = "FB",
        ["BundleExport.WriteAsync"] = "FB",
        ["BackupOperations.BackUpAsync"] = "B",
        ["CallsReader.DetailAsync"] = "FTB", ["CallsReader.ListAsync"] = "FTB",
        ["ClockOperations.MoveToAsync"] = "FTB",
        ["ClockReader.CalendarAsync"] = "FTB",
        ["CodeMappingOperations.MapAsync"] = "T", ["CodeMappingOperations.RemoveAsync"] = "T",
        ["Corrections.PostAsync"] = "B", ["Corrections.PreviewAsync"] = "B", ["Corrections.StandsAsync"] = "B",
        ["EntryReader.ReadAsync"] = "FB",
        ["ExceptionOperations.DecideAsync"] = "T", ["ExceptionOperations.RebookAsync"] = "T",
        ["FundingReader.EndedAsync"] = "FB", ["FundingReader.FactsAsync"] = "FB", ["FundingReader.TopUpAsync"] = "FB", ["FundingReader.TopUpsAsync"] = "FB", ["FundingReader.UseAsync"] = "FB",
        ["ImportsReader.ExceptionsAsync"] = "FTB", ["ImportsReader.ListAsync"] = "FTB", ["ImportsReader.SummaryAsync"] = "FTB", ["ImportsReader.UnreadableAsync"] = "FTB", ["ImportsReader.ViewAsync"] = "FTB",
        ["LedgerExport.WriteAsync"] = "FB",
        ["LedgerReader.ListAsync"] = "FB",
        ["MinutePoolOperations.SaveAsync"] = "T",
        ["MinutePoolsReader.ListAsync"] = "FTB",
        ["MonthClosing.CloseAsync"] = "B",
        ["OverviewReader.ReadAsync"] = "FTB",
        ["PaymentOperations.MakeBackupAsync"] = "B", ["PaymentOperations.MakeDefaultAsync"] = "B", ["PaymentOperations.RemoveBackupAsync"] = "B",
        ["PaymentsReader.FactsAsync"] = "FB",
        ["PersonExport.WriteAsync"] = "FB",
        ["PersonReader.ReadAsync"] = "FB",
        ["PlanAdviceReader.AdviseAsync"] = "FTB",
        ["PlanPriceOperations.EnterAsync"] = "T", ["PlanPriceOperations.RemoveAsync"] = "T",
        ["PlansReader.PricesAsync"] = "FTB",
        ["PrivacyOperations.EraseAsync"] = "B", ["PrivacyOperations.ExportAsync"] = "B",
        ["PrivacyReader.FileAsync"] = "B", ["PrivacyReader.FindAsync"] = "B",
        ["RateDeckOperations.AddAsync"] = "T", ["RateDeckOperations.ChangeAsync"] = "T",
        ["RatesReader.DecksAsync"] = "FTB", ["RatesReader.PreviewAsync"] = "FTB", ["RatesReader.RatesAsync"] = "FTB", ["RatesReader.SearchAsync"] = "FTB",
        ["RechargeOperations.LetGoAsync"] = "B", ["RechargeOperations.StopHeldAsync"] = "B",
        ["RechargeOperations.ResumeAsync"] = "B", ["RechargeOperations.SaveAsync"] = "B",
        ["RechargeReader.DecisionsAsync"] = "FB", ["RechargeReader.FactsAsync"] = "FB", ["RechargeReader.TraceAsync"] = "FB",
        ["ResolvingReader.ChangedAsync"] = "FTB", ["ResolvingReader.KindAsync"] = "FTB", ["ResolvingReader.MappedAsync"] = "FTB", ["ResolvingReader.PreviewAsync"] = "T", ["ResolvingReader.ResolvedAsync"] = "FTB",
        // The frame of the page: whoever may nothing is answered with nothing
        ["ShellReader.FactsAsync"] = "-FTB", ["ShellReader.NewNoticesAsync"] = "-FTB", ["ShellReader.ReadAsync"] = "-FTB",
        ["StatementPrinter.PrintAsync"] = "FB", ["StatementPrinter.PrintedAsync"] = "FB", ["StatementPrinter.WriteAsync"] = "FB",
        ["StatementReader.MonthsAsync"] = "FB", ["StatementReader.StatementAsync"] = "FB", ["StatementReader.ViewAsync"] = "FB",
        ["StatementVerifier.VerifyAsync"] = "FB",
        ["SetupOperations.FinishAsync"] = "B", ["SetupReader.ReadAsync"] = "B",
        ["SignInCheck.RunAsync"] = "B",
        ["StatusReader.ReadAsync"] = "B",
        ["SubscriptionOperations.AddAsync"] = "B", ["SubscriptionOperations.ChangeAsync"] = "B",
        ["SubscriptionsReader.BookAsync"] = "FB",
        ["TopUpDesk.AskAboutOpenAsync"] = "B", ["TopUpDesk.BuyAsync"] = "B", ["TopUpDesk.ChargeAsync"] = "B",
        ["UsageImporter.RunAsync"] = "T",
        ["UsageOperations.ResumeImportAsync"] = "T", ["UsageOperations.StartImportAsync"] = "T", ["UsageOperations.StopImportAsync"] = "T",
    };
}
