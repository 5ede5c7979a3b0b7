using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Rating;
using CommsCredits.Tests.Calls;
using CommsCredits.Tests.Rating;
using CommsCredits.Web.Features.Rates.Reading;
using CommsCredits.Web.Features.Usage.Reading;

namespace CommsCredits.Tests.Features.Usage.Reading;

public sealed class GeneratedExportsTests
{
    [Theory]
    [InlineData("--fees", 2)]
    [InlineData("--fees --columns 2024 --dirty", 2)]
    [InlineData("--no-charge", 2)]
    [InlineData("--no-charge --fees", 2)]
    [InlineData("--no-charge --places 4", 4)]
    public async Task Export_GivesWhatItsGeneratorSays(string options, int places)
    {
        var script = Path.Combine(RepositoryRoot(), "bench", "make_calls.py");
        var file = Path.Combine(Path.GetTempPath(), $"PSTN.calls.{Guid.NewGuid():N}.csv");
        try
        {
            var said = await MakeAsync([script, "--calls", "3000", "--seed", "71", "--out", file, .. options.Split(' ')]);
            Assert.SkipWhen(said is null, "python3 is not on this machine");
            await CheckAsync(file, said!, places);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task CheckAsync(string file, string said, int places)
    {
        using var expected = JsonDocument.Parse(said);
        await using var stream = File.OpenRead(file);
        var lines = await Samples.ReadAsync(stream);
        var organization = CallRecords.Organization();
        var tally = new ImportTally(new(organization, await DecksAsync(organization.Calendar, places), ChargeSource.Vendor), CallRecords.Now).Add(lines);
        Assert.Equal(expected.RootElement.GetProperty("lines").GetInt32(), lines.Count);
        Assert.Equal(expected.RootElement.GetProperty("exceptions").GetInt32(), tally.Exceptions.Count);
        Assert.Equal(expected.RootElement.GetProperty("duplicates").GetInt32(), tally.Duplicates);
        Assert.Equal(expected.RootElement.GetProperty("unreadable").GetInt32(), tally.Unreadable);
        Assert.Equal(expected.RootElement.GetProperty("charged").GetInt32(), tally.Booked.Count());
        Assert.Equal(Money.Of(decimal.Parse(expected.RootElement.GetProperty("charged_exact").GetString()!, CultureInfo.InvariantCulture)), tally.Charged);
    }

    private static async Task<DeckBook> DecksAsync(LocalCalendar calendar, int places)
    {
        await using var outbound = File.OpenRead(Samples.PathOf("pstn-rates.csv"));
        await using var tollFree = File.OpenRead(Samples.PathOf("toll-free-rates.csv"));
        return new(calendar,
        [
            new(RateDecks.Terms(places), (await RateDeckReader.ReadAsync(outbound)).Value!.Rates),
            new(RateDecks.Terms(places, kind: DeckKind.TollFreeIn), (await RateDeckReader.ReadAsync(tollFree)).Value!.Rates),
        ]);
    }

    private static async Task<string?> MakeAsync(IEnumerable<string> arguments)
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", arguments) { RedirectStandardOutput = true })!;
            var said = await python.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await python.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, python.ExitCode);
            return said;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CommsCredits.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The solution is not above the tests.");
    }
}
