using CommsCredits.Domain;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Payments;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommsCredits.Tests.Data;

/// <summary>What happens to the file under a running portal.</summary>
public sealed class DatabaseFileTests
{
    /// <summary>A gateway that counts what it is asked for.</summary>
    private sealed class CountingGateway(TimeProvider clock) : IPaymentGateway
    {
        private readonly SandboxGateway _sandbox = new(clock);

        public int Charges { get; private set; }

        public Task<ChargeAnswer> AskAsync(string key, CancellationToken cancel) => _sandbox.AskAsync(key, cancel);

        public Task<ChargeAnswer> ChargeAsync(ChargeRequest request, CancellationToken cancel)
        {
            Charges++;
            return _sandbox.ChargeAsync(request, cancel);
        }
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task FileThatIsGoneOrReplaced_StopsEveryCharge_UntilItIsBack(bool isReplaced)
    {
        CountingGateway? gateway = null;
        await using var books = await TestBooks.OpenAsync(with: services => services.AddSingleton<IPaymentGateway>(p => gateway = new(p.GetRequiredService<TimeProvider>())));
        var card = await books.AddCardAsync();
        Assert.Null((await books.BuyAsync(50, card)).Refused);
        Assert.Equal(1, gateway!.Charges);
        File.Move(books.DatabaseFile, books.DatabaseFile + ".away");
        if (isReplaced) File.Copy(books.DatabaseFile + ".away", books.DatabaseFile);
        var lost = await Assert.ThrowsAsync<DatabaseLostException>(() => books.BuyAsync(50, card));
        Assert.Contains("moved, deleted or replaced", lost.Message, StringComparison.Ordinal);
        Assert.Equal(StorageTrouble.Replaced, StorageTroubles.Of(lost));
        Assert.Throws<DatabaseLostException>(books.Read);
        Assert.Equal(1, gateway.Charges);
        File.Move(books.DatabaseFile + ".away", books.DatabaseFile, overwrite: true);
        Assert.Null((await books.BuyAsync(50, card)).Refused);
        Assert.Equal(Money.OfUnits(100), await books.BalanceAsync());
        Assert.Null((await books.CheckAsync()).Fault);
    }

    /// <summary>The wish is stored, and only then the file goes: the charge itself looks again.</summary>
    [Fact]
    public async Task FileThatGoesBetweenWishAndCharge_IsNoticedBeforeTheGatewayIsAsked()
    {
        string? file = null;
        CountingGateway? gateway = null;
        await using var books = await TestBooks.OpenAsync(with: services => services.AddSingleton<IPaymentGateway>(p => gateway = new(p.GetRequiredService<TimeProvider>())));
        file = books.DatabaseFile;
        var card = await books.AddCardAsync();
        using var moved = books.Get<Web.Ledger.BalanceFeed>().Subscribe(books.OrganizationId, _ => File.Move(file, file + ".away"));
        await Assert.ThrowsAsync<DatabaseLostException>(() => books.BuyAsync(50, card));
        Assert.Equal(0, gateway?.Charges ?? 0);
        File.Move(file + ".away", file);
    }

    [Fact]
    public async Task APageThatCannotBeRead_StopsEverything()
    {
        await using var books = await TestBooks.OpenAsync();
        await books.BuyAsync(50, await books.AddCardAsync());
        await books.TamperAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        SqliteConnection.ClearAllPools();
        await using (var file = File.OpenWrite(books.DatabaseFile))
        {
            file.Seek(4096, SeekOrigin.Begin);
            file.Write(new byte[file.Length - 4096]);
        }
        await Assert.ThrowsAnyAsync<Exception>(books.RunJobsAsync);
        Assert.Equal(StorageTrouble.Damaged, Assert.Throws<DatabaseLostException>(books.Read).Trouble);
    }

    [Fact]
    public void Identity_IsTheFilesAndNotTheNames()
    {
        var (one, two) = (Path.GetTempFileName(), Path.GetTempFileName());
        Assert.NotEqual(FileIdentity.Of(one), FileIdentity.Of(two));
        var before = FileIdentity.Of(one);
        File.AppendAllText(one, "more");
        Assert.Equal(before, FileIdentity.Of(one));
        File.Move(one, two, overwrite: true);
        Assert.Equal(before, FileIdentity.Of(two));
        Assert.Null(FileIdentity.Of(one));
        File.Delete(two);
    }
}
