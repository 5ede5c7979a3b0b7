using CommsCredits.Web.CommandLine;
using CommsCredits.Web.Setup;

if (Commands.AreAsked(args)) return await Commands.RunAsync(args);

try
{
    await using var portal = PortalHost.Build(args);
    await portal.RunAsync();
    return 0;
}
catch (UnsafeSettingsException unsafeSettings)
{
    await Console.Error.WriteLineAsync(unsafeSettings.Message);
    return 1;
}
