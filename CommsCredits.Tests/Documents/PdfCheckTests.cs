using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Documents;
using CommsCredits.Web.Documents.Pdf;

namespace CommsCredits.Tests.Documents;

/// <summary>What a program that knows nothing of us says about the files.</summary>
public sealed class PdfCheckTests
{
    [Theory, InlineData("en"), InlineData("zh-Hans")]
    public async Task Write_GivesAFileThatQpdfFindsNothingWrongWith(string culture)
    {
        var words = new StatementWords(CultureInfo.GetCultureInfo(culture));
        Assert.Equal("", await Check(StatementPdf.Write(StatementSamples.ManyLots(50), words)));
    }

    [Fact]
    public async Task Finish_CarriesAttachments()
    {
        var document = new PdfDocument(new("A title", "en", DateTime.UnixEpoch));
        var page = document.AddPage(200, 200);
        page.Tagged(document.Structure.Add("P"), () => page.Text("Łódź, Привет, Αθήνα", 10, 20, FontFace.Regular, 10, 0));
        document.Attach(new("statement.csv", "text/csv", Encoding.UTF8.GetBytes("a,b"), "The lines"));
        var bytes = document.Finish();
        Assert.Equal("", await Check(bytes));
        using var read = UglyToad.PdfPig.PdfDocument.Open(bytes);
        Assert.True(read.Advanced.TryGetEmbeddedFiles(out var files));
        Assert.Equal("a,b", Encoding.UTF8.GetString(Assert.Single(files).Bytes));
        Assert.Equal("Łódź, Привет, Αθήνα", read.GetPage(1).Text);
    }

    private static async Task<string> Check(byte[] pdf)
    {
        var cancel = TestContext.Current.CancellationToken;
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.pdf");
        await File.WriteAllBytesAsync(path, pdf, cancel);
        try
        {
            using var qpdf = Process.Start(new ProcessStartInfo("qpdf", ["--check", path]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            var (errors, said) = (qpdf.StandardError.ReadToEndAsync(cancel), qpdf.StandardOutput.ReadToEndAsync(cancel));
            await qpdf.WaitForExitAsync(cancel);
            return qpdf.ExitCode == 0 ? "" : await errors + await said;
        }
        catch (Win32Exception)
        {
            Assert.Skip("qpdf is not installed.");
            throw;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
