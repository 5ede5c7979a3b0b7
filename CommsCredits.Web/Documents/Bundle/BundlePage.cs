using System.Globalization;
using System.Resources;
using System.Text;
using System.Text.Json;
using CommsCredits.Web.Resources;

namespace CommsCredits.Web.Documents.Bundle;

/// <summary>
/// The page of a bundle: one file with script, texts and the other files in it, so that it works where it lies, without a network. What is put in is escaped so that no content ends a script.
/// </summary>
internal static class BundlePage
{
    private static readonly ResourceManager s_texts = new(typeof(BundleTexts));
    private static readonly string[] s_languages = ["en", "zh-Hans"];

    /// <summary>Every text of the page by its key.</summary>
    private static readonly string[] s_keys =
    [
        "Title", "Lead", "Passed", "Failed", "Drop", "DropHelp", "Place", "Rule", "Said", "Unchecked", "NoZone", "Files", "FilesWhat", "Form", "FormWhat", "Chain", "ChainWhat", "Draws", "DrawsWhat", "Overdraft", "OverdraftWhat",
        "Purchases", "PurchasesWhat", "Lapses", "LapsesWhat", "Rare", "RareWhat", "Lots", "LotsWhat", "BookingMonths", "BookingMonthsWhat", "Statements", "StatementsWhat", "Fingerprints", "FingerprintsWhat",
    ];

    public static byte[] Write(IReadOnlyList<BundleFile> files)
    {
        var texts = s_languages.ToDictionary(l => l, l => s_keys.ToDictionary(k => k, k => s_texts.GetString(k, CultureInfo.GetCultureInfo(l))!));
        var page = Source("verify.html")
            .Replace("/*TEXTS*/", JsonSerializer.Serialize(texts), StringComparison.Ordinal)
            .Replace("/*SCRIPT*/", Source("verify.js"), StringComparison.Ordinal)
            .Replace("/*DATA*/", JsonSerializer.Serialize(files.ToDictionary(f => f.Path, f => Encoding.UTF8.GetString(f.Bytes))), StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(page);
    }

    private static string Source(string name)
    {
        using var reader = new StreamReader(typeof(BundlePage).Assembly.GetManifestResourceStream($"Bundle/{name}") ?? throw new InvalidOperationException($"{name} is not in the program."));
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
