using CommsCredits.Web.Setup;

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
