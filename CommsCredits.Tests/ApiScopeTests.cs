using CommsCredits.Domain;

namespace CommsCredits.Tests;

/// <summary>The last column of R14.3's table.</summary>
public sealed class ApiScopeTests
{
    public static TheoryData<ApiScope, Permission[]> Table => new()
    {
        { ApiScope.Balance, [Permission.SeeOverview] },
        { ApiScope.Usage, [Permission.SeeUsage, Permission.ImportUsage] },
        { ApiScope.Statements, [Permission.SeeLedger, Permission.SeeStatements, Permission.CheckBooks] },
    };

    [Theory, MemberData(nameof(Table))]
    public void AScope_GivesWhatTheTableSays(ApiScope scope, Permission[] permissions) => Assert.Equal(permissions.Order(), ApiScopes.PermissionsOf([scope]).Order());

    [Fact]
    public void EveryScope_IsInTheTable() => Assert.Equal(ApiScopes.All.Order(), Table.Select(row => row.Data.Item1).Order());

    [Fact]
    public void NoScope_LetsAProgramPay_Correct_OrSeeFullNumbersAndKeys() => Assert.Empty(ApiScopes.PermissionsOf(ApiScopes.All).Intersect(
        [Permission.AddFunds, Permission.ChangeRecharge, Permission.CorrectLedger, Permission.CloseMonths, Permission.SeeFullNumbers, Permission.SeeAudit, Permission.SeeApiKeys, Permission.ChangeApiKeys]));

    [Fact]
    public void Names_AreReadAsTheyAreWritten_AndAnythingElseGivesNothing()
    {
        Assert.Equal("Balance Statements", ApiScopes.Write([ApiScope.Statements, ApiScope.Balance, ApiScope.Balance]));
        Assert.Equal([ApiScope.Balance, ApiScope.Statements], ApiScopes.Read("Statements Balance Balance"));
        Assert.Empty(ApiScopes.Read("control Control balance 0 1 Everything"));
    }

    [Fact]
    public void KeysAreSeenAndChanged_ByTheBillingAdminAlone() =>
        Assert.Equal([Roles.BillingAdmin], Roles.All.Where(r => Roles.PermissionsOf([r]).Overlaps([Permission.SeeApiKeys, Permission.ChangeApiKeys])));
}
