using CommsCredits.Web.CommandLine;
using CommsCredits.Web.Data;
using CommsCredits.Web.Setup;

if (RuntimeCultures.Missing is { } missing)
{
    await Console.Error.WriteLineAsync(missing);
    return Commands.AreAsked(args) ? 2 : 1;
}

if (Commands.AreAsked(args)) return await Commands.RunAsync(args);

try
{
    await using var portal = PortalHost.Build(args);
    await portal.RunAsync();
    return 0;
}
catch (Exception refused) when (refused is UnsafeSettingsException or NewerDatabaseException or MovedClockException)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 1;
}
