using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Notices;
using CommsCredits.Web.Data;
using CommsCredits.Web.Mail;
using MimeKit;

namespace CommsCredits.Tests.Mail;

public sealed class NoticeMailTests
{
    private static readonly Organization s_yen = new()
    {
        Id = Guid.NewGuid(), Name = "Test & Sons", Currency = Currency.Of("JPY"), Calendar = Calendars.Of("Asia/Tokyo"), BooksBegin = new(2026, 1, 1),
    };

    public static TheoryData<NoticeKind, string> Kinds =>
        [.. Enum.GetValues<NoticeKind>().SelectMany(kind => new[] { "en", "zh-Hans" }.Select(language => (kind, language)))];

    [Theory, MemberData(nameof(Kinds))]
    public void EveryKind_IsSaidInEveryLanguage_WithoutAPlaceholder(NoticeKind kind, string language)
    {
        var said = Write(kind, language, []);
        Assert.DoesNotContain("{", said.Subject + said.Text);
        Assert.StartsWith("/", said.Path);
        Assert.True(said.Text.Split("\n\n").Length >= 4, said.Text);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void TextAndHtml_SayTheSame_AndAskNobodyElse(NoticeKind kind, string language)
    {
        var said = Write(kind, language, []);
        var shown = System.Net.WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Replace(said.Html[said.Html.IndexOf("<body", StringComparison.Ordinal)..], "<[^>]+>", "\n"));
        Assert.All(said.Text.Split("\n\n"), p => Assert.Contains(p.Trim(), shown));
        Assert.DoesNotContain("<img", said.Html);
        Assert.DoesNotContain("url(", said.Html);
        Assert.Equal(["https://credits.example" + said.Path], System.Text.RegularExpressions.Regex.Matches(said.Html, "(?:href|src)=\"([^\"]*)").Select(m => m.Groups[1].Value));
    }

    [Fact]
    public void WithoutAPortalAddress_ThePageIsNamed_AndNothingCanBePressed()
    {
        var said = NoticeMail.Test(s_yen, new(2026, 11, 19, 16, 30, 0, DateTimeKind.Utc), CultureInfo.GetCultureInfo("en"), "");
        Assert.DoesNotContain("<a ", said.Html);
        Assert.Contains("Open: /settings/mail", said.Text);
        Assert.Contains("20 Nov 2026 01:30", said.Text);
    }

    [Fact]
    public void ALevelThatWasJustSet_IsNotSaidToHaveBeenFallenThrough()
    {
        var said = Write(NoticeKind.Low, "en", new() { ["Balance"] = "40000000", ["Level"] = "50000000", ["At"] = "2026-11-19T16:30:00.000000Z", ["AlsoLevels"] = "60000000", ["Set"] = "true" });
        Assert.Contains("at or below 50 JPY, the level that was set on 20 Nov 2026", said.Text);
        Assert.Contains("It is also at or below 60 JPY", said.Text);
        Assert.DoesNotContain("fell", said.Text);
    }

    /// <summary>What set the notice off is a step; what it says is how much is used.</summary>
    [Theory]
    [InlineData(4_800, "80 % of the minutes of Calling are used", "4,800 of the 6,000 minutes of Calling are used (80 %)")]
    [InlineData(5_034, "83 % of the minutes of Calling are used", "5,034 of the 6,000 minutes of Calling are used (83 %)")]
    [InlineData(5_999, "99 % of the minutes of Calling are used", "(99 %)")]
    [InlineData(6_000, "All minutes of Calling are used", "All 6,000 minutes of Calling are used.")]
    [InlineData(6_100, "All minutes of Calling are used", "All 6,000 minutes of Calling are used.")]
    public void Minutes_SayTheTruePercentage(int used, string subject, string text)
    {
        var said = Write(NoticeKind.MinutePool, "en", new() { ["Percent"] = used < 6_000 ? "80" : "100", ["Pool"] = "Calling", ["Used"] = $"{used}", ["Size"] = "6000", ["Left"] = "0", ["Month"] = "2026-11" });
        Assert.Equal(subject, said.Subject);
        Assert.Contains(text, said.Text);
    }

    [Theory]
    [InlineData(880, "88 % of the recharge limit for November 2026 is used")]
    [InlineData(1_000, "The recharge limit for November 2026 is used up")]
    public void TheMonthsLimit_SaysTheTruePercentage(long bought, string subject)
    {
        var said = Write(NoticeKind.MonthCap, "en", new() { ["Percent"] = "80", ["Bought"] = $"{bought}000000", ["Cap"] = "1000000000", ["Month"] = "2026-11" });
        Assert.Equal(subject, said.Subject);
    }

    [Fact]
    public void Lapse_SaysMoneyDayAndWhetherCallsAreAffected()
    {
        var figures = new Dictionary<string, string>
        {
            ["LastUsableDay"] = "2026-12-09", ["DaysLeft"] = "7", ["Left"] = "59000000", ["Lots"] = "8 9", ["LeftElsewhere"] = "1200000000", ["ServiceAffected"] = "false",
        };
        var said = Write(NoticeKind.LotLapsing, "en", figures);
        Assert.Equal("59 JPY lapse after Wed 9 Dec 2026", said.Subject);
        Assert.Contains("Lot 8, 9", said.Text);
        Assert.Contains("Calls are not affected: 1,200 JPY", said.Text);
        Assert.Contains("https://credits.example/funding", said.Text);
        Assert.Contains("Test &amp; Sons", said.Html);
        Assert.Contains("calls that need credits are blocked", Write(NoticeKind.LotLapsing, "en", new(figures) { ["ServiceAffected"] = "true" }).Text);
        Assert.Contains("2026年12月9日", Write(NoticeKind.LotLapsing, "zh-Hans", figures).Subject);
    }

    [Fact]
    public void Crossing_ListsTheOtherLevels_InTheOrganizationsTime()
    {
        var said = Write(NoticeKind.BelowZero, "en", new() { ["Balance"] = "-12000000", ["Level"] = "0", ["At"] = "2026-11-19T16:30:00.000000Z", ["AlsoLevels"] = "0 400000000" });
        Assert.Contains("\u221212 JPY", said.Subject);
        Assert.Contains("20 Nov 2026 01:30", said.Text);
        Assert.Contains("also crossed 0 JPY, 400 JPY", said.Text);
    }

    [Fact]
    public void Culture_OfTheCallerIsLeftAsItWas()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        Write(NoticeKind.AtZero, "zh-Hans", []);
        Assert.Equal("de-DE", CultureInfo.CurrentCulture.Name);
    }

    [Theory]
    [InlineData("20261119-160000.7.AtZero.1a2b3c4d", "20261119-160000.7.AtZero.1a2b3c4d.eml")]
    [InlineData("../../etc/passwd\0", "etc-passwd.eml")]
    public void FileName_IsPlain(string id, string expected) => Assert.Equal(expected, FolderMailSender.FileName(id));

    [Fact]
    public async Task Folder_HoldsOneFileAMail_HoweverOftenItIsSent()
    {
        var folder = Directory.CreateTempSubdirectory("commscredits-mail-").FullName;
        var sender = new FolderMailSender(new DataFolder(folder), new MailSettings { From = "Portal <portal@credits.example>" });
        var mail = new OutgoingMail { Id = "one", ToName = "林梅", ToAddress = "mei.lin@marlow.example", Subject = "额度池已空", Text = "余额", Html = "<p>余额</p>", At = new(2026, 11, 19, 16, 0, 0, DateTimeKind.Utc) };
        await sender.SendAsync(mail, TestContext.Current.CancellationToken);
        await sender.SendAsync(mail, TestContext.Current.CancellationToken);
        var file = Assert.Single(Directory.GetFiles(Path.Combine(folder, FolderMailSender.Folder)));
        using var read = await MimeMessage.LoadAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal(("额度池已空", "余额", "one@credits.example"), (read.Subject, read.TextBody?.Trim(), read.MessageId));
        Assert.Equal(["林梅"], read.To.Mailboxes.Select(m => m.Name));
        Directory.Delete(folder, recursive: true);
    }

    private static NoticeText Write(NoticeKind kind, string language, Dictionary<string, string> figures) => NoticeMail.Write(
        new() { OrganizationId = s_yen.Id, Kind = kind, Key = "k", Created = new(2026, 11, 19, 16, 30, 0, DateTimeKind.Utc), Figures = figures },
        s_yen, CultureInfo.GetCultureInfo(language), "https://credits.example/");
}
