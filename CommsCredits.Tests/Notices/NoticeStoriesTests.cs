using System.Globalization;
using CommsCredits.Domain.Notices;
using static CommsCredits.Domain.Notices.NoticeKind;

namespace CommsCredits.Tests.Notices;

/// <summary>What waits for its contradiction, and what one mail tells of (R13.2).</summary>
public sealed class NoticeStoriesTests
{
    private static readonly DateTime s_start = new(2026, 11, 19, 8, 0, 0, DateTimeKind.Utc);

    public static TheoryData<string, int, string> Cases => new()
    {
        // what was written: kind, seconds after the start, balance or level; seconds now; mails, those that wait left out
        { "AtZero 0 0", 59, "" },
        { "AtZero 0 0", 60, "AtZero" },
        { "AtZero 0 0, RechargeDone 1 500", 1, "AtZero+RechargeDone" },
        { "Low 0 50, FundsAdded 40 51", 40, "Low+FundsAdded" },
        { "Low 0 50, FundsAdded 40 50", 41, "" },
        { "Low 0 50, FundsAdded 40 50", 60, "Low+FundsAdded" },
        { "AtZero 0 0, RechargeDone 61 500", 61, "AtZero, RechargeDone" },
        { "RechargeFailed 0 0, RechargeDone 2 500", 2, "RechargeFailed+RechargeDone" },
        { "AtTrigger 0 50, RechargeFailed 1 0, RechargeDone 2 500", 2, "AtTrigger+RechargeFailed+RechargeDone" },
        { "AtTrigger 0 50, RechargeFailed 1 0", 30, "" },
        { "AtTrigger 0 50, RechargeFailed 1 0", 60, "AtTrigger+RechargeFailed" },
        { "BelowZero 0 0, RechargeDone 1 -100, RechargeDone 2 0, RechargeDone 3 100", 3, "BelowZero+RechargeDone+RechargeDone+RechargeDone" },
        { "BelowZero 0 0, RechargeDone 1 -100", 10, "" },
        { "AtZero 0 0, RechargeDone 1 30, RechargeCapped 2 0", 2, "AtZero+RechargeDone+RechargeCapped" },
        { "RechargeDone 0 500, AtTrigger 1 50", 1, "RechargeDone" },
        { "AtZero 0 0, RechargeDone 1 500, AtTrigger 20 50", 20, "" },
        { "AtZero 0 0, RechargeDone 1 500, AtTrigger 20 50", 60, "AtZero+RechargeDone+AtTrigger" },
        { "MonthClosed 0 0, AtZero 0 0, LotLapsed 1 0", 1, "MonthClosed, LotLapsed" },
        { "RechargeCapped 0 0, FundsAdded 1 500", 1, "RechargeCapped, FundsAdded" },
        // A clock that was set back
        { "AtZero 3600 0", 0, "AtZero" },
    };

    [Theory, MemberData(nameof(Cases))]
    public void OneMail_TellsOneStory(string written, int now, string mails)
    {
        var waiting = written.Split(", ").Select((text, i) => new WaitingNotice(i + 1, Read(text))).ToList();
        var due = NoticeStories.Due(waiting, s_start.AddSeconds(now));
        Assert.Equal(mails.Split(", ", StringSplitOptions.RemoveEmptyEntries).Order(), due.Select(story => string.Join('+', story.Select(n => n.Notice.Kind))).Order());
    }

    /// <summary>Whatever comes in whatever order: nothing is told twice, and after a minute nothing waits.</summary>
    [Fact]
    public void NothingIsLost_AndNothingIsToldTwice()
    {
        var random = new Random(7);
        var kinds = Enum.GetValues<NoticeKind>();
        for (var round = 0; round < 2_000; round++)
        {
            var second = 0;
            var waiting = Enumerable.Range(1, random.Next(1, 12)).Select(id => new WaitingNotice(id, Make(kinds[random.Next(kinds.Length)], second += random.Next(0, 40), random.Next(-50, 100)))).ToList();
            var early = NoticeStories.Due(waiting, s_start.AddSeconds(random.Next(0, second + 1))).SelectMany(s => s).Select(n => n.Id).ToList();
            Assert.Equal(early.Distinct(), early);
            Assert.Equal(waiting.Select(n => n.Id), NoticeStories.Due(waiting, s_start.AddSeconds(second + 60)).SelectMany(s => s).Select(n => n.Id).Order());
            Assert.All(NoticeStories.Due(waiting, s_start.AddSeconds(second + 60)), s => Assert.Equal(s.Select(n => n.Id).Order(), s.Select(n => n.Id)));
        }
    }

    private static Notice Read(string text) => text.Split(' ') is [var kind, var second, var units]
        ? Make(Enum.Parse<NoticeKind>(kind), int.Parse(second, CultureInfo.InvariantCulture), int.Parse(units, CultureInfo.InvariantCulture)) : throw new FormatException(text);

    private static Notice Make(NoticeKind kind, int second, int units) => new()
    {
        OrganizationId = Guid.Empty, Kind = kind, Key = $"{kind}:{second}", Created = s_start.AddSeconds(second),
        Figures = new Dictionary<string, string> { [NoticeStories.IsPurchase(kind) ? "Balance" : "Level"] = $"{units * 1_000_000L}" },
    };
}
