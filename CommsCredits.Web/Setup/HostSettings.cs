using System.Net;
using System.Net.Sockets;

namespace CommsCredits.Web.Setup;

/// <summary>The section <c>Host</c>: whom the portal believes about addresses, and how much it takes from one caller.</summary>
public sealed record HostSettings
{
    /// <summary>Addresses or networks (10.0.0.0/8) of reverse proxies whose forwarded headers are believed. Empty: nobody's are.</summary>
    public string[] KnownProxies { get; init; } = [];

    /// <summary>Requests a minute for one signed-in person.</summary>
    public int RequestsPerPerson { get; init; } = 1_200;

    /// <summary>Requests a minute from one address without a sign-in.</summary>
    public int RequestsPerAddress { get; init; } = 600;

    /// <summary>Pages that one person may have open at the same time; each holds memory on the server.</summary>
    public int PagesPerPerson { get; init; } = 100;

    /// <summary>Searches and exports of one person or key that run at the same time; a few more wait.</summary>
    public int SearchesPerPerson { get; init; } = 2;

    /// <summary>Searches and exports that run at the same time in all.</summary>
    public int SearchesInAll { get; init; } = 4;

    /// <summary>Sign-ins begun a minute from one address.</summary>
    public int SignInsPerAddress { get; init; } = 60;

    /// <summary>The largest body of a request that is not an upload to the API, in bytes. Files from pages come through the page's connection, which has limits of its own.</summary>
    public long LargestBody { get; init; } = 1_048_576;

    /// <summary>The largest file that the API takes, in bytes.</summary>
    public long LargestUpload { get; init; } = 268_435_456;

    public static HostSettings Of(IConfiguration settings) => settings.GetSection("Host").Get<HostSettings>() ?? new();

    /// <summary>What is wrong with the section, one sentence each.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var proxy in KnownProxies.Where(p => !IPNetwork.TryParse(AsNetwork(p), out _))) yield return $"Host:KnownProxies: {proxy} is neither an address nor a network such as 10.0.0.0/8.";
        foreach (var proxy in KnownProxies.Where(p => IPNetwork.TryParse(AsNetwork(p), out var network) && network.PrefixLength < (network.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? 8 : 7)))
            yield return $"Host:KnownProxies: {proxy} is half the internet and more: anybody could pass for any address. Name the proxy, or its network.";
        foreach (var (name, value) in new[] { (nameof(RequestsPerPerson), (long)RequestsPerPerson), (nameof(RequestsPerAddress), RequestsPerAddress), (nameof(PagesPerPerson), PagesPerPerson), (nameof(SearchesPerPerson), SearchesPerPerson), (nameof(SearchesInAll), SearchesInAll), (nameof(SignInsPerAddress), SignInsPerAddress), (nameof(LargestBody), LargestBody), (nameof(LargestUpload), LargestUpload) })
            if (value <= 0) yield return $"Host:{name} must be above zero.";
    }

    internal IEnumerable<IPNetwork> Networks => KnownProxies.Select(p => IPNetwork.Parse(AsNetwork(p)));

    private static string AsNetwork(string text) => text.Contains('/') || !IPAddress.TryParse(text, out var address) ? text : $"{address}/{(address.GetAddressBytes().Length == 4 ? 32 : 128)}";
}
