using System.Security.Cryptography;
using System.Text;

namespace CommsCredits.Web.Data;

/// <summary>
/// <c>FILE.sha256</c> beside a backup, as <c>sha256sum</c> writes and reads it: what neither SQLite nor the chain of the ledger covers - a byte within a person's name or an explanation - is noticed by it.
/// </summary>
public static class ChecksumFile
{
    private const int HexDigits = 64, MostBytes = 4_096;

    public static string Beside(string file) => file + ".sha256";

    public static async Task WriteAsync(string file, CancellationToken cancel) =>
        await File.WriteAllTextAsync(Beside(file), $"{await HashAsync(file, cancel)}  {Path.GetFileName(file)}\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancel);

    /// <summary>False where one stands beside the file and says another hash, or none that can be read. Without one there is nothing to compare.</summary>
    public static async Task<bool> AgreesAsync(string file, CancellationToken cancel)
    {
        var beside = new FileInfo(Beside(file));
        if (!beside.Exists) return true;
        if (beside.Length is < HexDigits or > MostBytes) return false;
        var said = await File.ReadAllTextAsync(beside.FullName, cancel);
        return said[..HexDigits].Equals(await HashAsync(file, cancel), StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<string> HashAsync(string file, CancellationToken cancel)
    {
        await using var content = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel));
    }
}
