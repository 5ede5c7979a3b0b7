namespace CommsCredits.Domain;

/// <summary>What an operation or reader demands of its actor (R14.2). One verb, one noun; the table of R14.3 maps roles to these.</summary>
public enum Permission
{
    SeeOverview,
    SeeFunding,
    AddFunds,
    SeeRecharge,
    ChangeRecharge,
    ChangePaymentOptions,
    SeeSubscriptions,
    ChangeSubscriptions,
    SeeLedger,
    CheckBooks,
    CorrectLedger,
    SeeUsage,
    SeeFullNumbers,
    ImportUsage,
    SeeRates,
    ChangeRates,
    SeeStatements,
    CloseMonths,

    /// <summary>The notices of the kinds that the actor may see anyway: <see cref="Notices.NoticeKinds.Needs"/>.</summary>
    SeeNotices,

    /// <summary>Which kinds the actor receives; those of others need <see cref="ChangeSettings"/> too.</summary>
    ChangeNotices,
    SeeSettings,
    ChangeSettings,
    SeeAudit,
    ErasePeople,
    SeeApiKeys,
    ChangeApiKeys,
}

/// <summary>The Entra app roles and what each may do (R14.1, R14.3). A person without a role may do nothing.</summary>
public static class Roles
{
    public const string BillingAdmin = "Billing.Admin";
    public const string TelecomAdmin = "Telecom.Admin";
    public const string FinanceReader = "Finance.Reader";

    private static readonly Permission[] s_finance =
    [
        Permission.SeeOverview, Permission.SeeFunding, Permission.SeeRecharge, Permission.SeeSubscriptions, Permission.SeeLedger, Permission.CheckBooks,
        Permission.SeeUsage, Permission.SeeRates, Permission.SeeStatements, Permission.SeeAudit,
    ];

    private static readonly Dictionary<string, Permission[]> s_permissions = new(StringComparer.Ordinal)
    {
        [FinanceReader] = s_finance,
        [BillingAdmin] =
        [
            .. s_finance, Permission.AddFunds, Permission.ChangeRecharge, Permission.ChangePaymentOptions, Permission.ChangeSubscriptions, Permission.CorrectLedger, Permission.CloseMonths,
            Permission.SeeNotices, Permission.ChangeNotices, Permission.SeeSettings, Permission.ChangeSettings, Permission.ErasePeople, Permission.SeeApiKeys, Permission.ChangeApiKeys,
        ],
        [TelecomAdmin] =
        [
            Permission.SeeOverview, Permission.SeeUsage, Permission.SeeFullNumbers, Permission.ImportUsage, Permission.SeeRates, Permission.ChangeRates,
            Permission.SeeNotices, Permission.ChangeNotices,
        ],
    };

    public static IReadOnlyCollection<string> All => s_permissions.Keys;

    /// <summary>The union over the person's roles; roles we do not know give nothing.</summary>
    public static IReadOnlySet<Permission> PermissionsOf(IEnumerable<string> roles) =>
        roles.SelectMany(r => s_permissions.GetValueOrDefault(r) ?? []).ToHashSet();
}
