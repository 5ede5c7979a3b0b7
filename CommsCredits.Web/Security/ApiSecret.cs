using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace CommsCredits.Web.Security;

/// <summary>The secret of an API key: 256 random bits behind <see cref="Prefix"/>, by which a scanner of source code knows a secret of ours. Only its hash is kept (R14.2).</summary>
public static class ApiSecret
{
    public const string Prefix = "cc_";
    private const int Bytes = 32, HintChars = 8;

    public static string New() => Prefix + WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>SHA-256. A plain hash is enough for what nobody could guess or try out.</summary>
    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>The beginning, by which a person knows it again; 226 bits stay unknown.</summary>
    public static string HintOf(string secret) => secret[..HintChars];
}
