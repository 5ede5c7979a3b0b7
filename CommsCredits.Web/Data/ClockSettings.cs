namespace CommsCredits.Web.Data;

/// <summary>Whether the portal's time may be moved: in development, where the configuration says so (R15).</summary>
public sealed record ClockSettings(bool IsMovable)
{
    public static ClockSettings Of(IConfiguration? settings, IHostEnvironment? environment) =>
        new(environment?.IsDevelopment() == true && settings?.GetValue<bool>("Clock:Movable") == true);
}
