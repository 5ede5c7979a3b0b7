using System.Globalization;

namespace CommsCredits.Web.Setup;

/// <summary>Whether the runtime knows languages and their number formats. It doesn't where <c>DOTNET_SYSTEM_GLOBALIZATION_INVARIANT</c> is on, as in some images.</summary>
public static class RuntimeCultures
{
    /// <summary>What the operator is told, in one sentence, or null where all is there. Asked before anything else: any class may need a culture to begin with.</summary>
    public static string? Missing =>
        AppContext.TryGetSwitch("System.Globalization.Invariant", out var isOn) && isOn || Environment.GetEnvironmentVariable("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT") is "1" or "true"
            ? "CommsCredits does not start: the runtime knows no languages, because DOTNET_SYSTEM_GLOBALIZATION_INVARIANT is on. "
              + "Take that setting out, and install the ICU library where it is missing (Debian: libicu)."
            : null;
}
