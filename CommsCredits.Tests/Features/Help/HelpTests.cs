using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Components.Layout;
using CommsCredits.Web.Features.Help;
using CommsCredits.Web.Resources;
using Microsoft.AspNetCore.Components;

namespace CommsCredits.Tests.Features.Help;

public sealed partial class HelpTests
{
    private static readonly ResourceManager s_texts = new("CommsCredits.Web.Resources.HelpTexts", typeof(HelpTexts).Assembly);
    private static readonly CultureInfo s_english = CultureInfo.InvariantCulture, s_chinese = CultureInfo.GetCultureInfo("zh-Hans");

    /// <summary>Every address that has a page, as a pattern.</summary>
    private static readonly List<string> s_pages =
        [.. typeof(HelpTasks).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes<RouteAttribute>()).Select(r => "^" + Parameter().Replace(r.Template, "[^/]+") + "$")];

    public static TheoryData<string> Tasks => [.. HelpTasks.All.Select(t => t.Id)];

    [Theory, MemberData(nameof(Tasks))]
    public void ATask_HasTheSameSteps_AndTheSameLinks_InBothLanguages(string task)
    {
        var (english, chinese) = (Lines("HelpSteps_", task, s_english), Lines("HelpSteps_", task, s_chinese));
        Assert.InRange(english.Count, 3, 7);
        Assert.Equal(english.Count, chinese.Count);
        Assert.NotEqual(english, chinese);
        foreach (var part in new[] { "HelpSteps_", "HelpKnow_" })
            Assert.Equal(Lines(part, task, s_english).Select(Marks), Lines(part, task, s_chinese).Select(Marks));
    }

    [Theory, MemberData(nameof(Tasks))]
    public void EachLink_LeadsToAPageThatExists(string task)
    {
        foreach (var culture in new[] { s_english, s_chinese })
        {
            var links = new[] { "HelpSteps_", "HelpKnow_" }.SelectMany(p => Lines(p, task, culture)).SelectMany(HelpLine.Read).Where(p => p.Href is not null).ToList();
            Assert.NotEmpty(links);
            Assert.All(links, link =>
            {
                var path = link.Href!.Split('?', '#')[0];
                Assert.Contains(s_pages, p => Regex.IsMatch(path, p));
                if (path.StartsWith("/help/", StringComparison.Ordinal)) Assert.NotNull(HelpTasks.Find(path["/help/".Length..]));
            });
        }
    }

    /// <summary>A mark that is not read would be shown with its brackets.</summary>
    [Theory, MemberData(nameof(Tasks))]
    public void NoMark_IsLeftOver(string task)
    {
        foreach (var part in new[] { "HelpTitle_", "HelpLead_", "HelpSteps_", "HelpKnow_" })
            foreach (var culture in new[] { s_english, s_chinese })
                Assert.All(Lines(part, task, culture).SelectMany(HelpLine.Read), p => Assert.DoesNotContain(p.Text, c => c is '[' or ']' or '`'));
    }

    [Fact]
    public void ALine_IsReadIntoWords_Links_AndWhatIsTyped() =>
        Assert.Equal([new("Open "), new("Funding", "/funding?add=1"), new(", type "), new("check", Code: true), new(".")], HelpLine.Read("Open [Funding](/funding?add=1), type `check`."));

    [Fact]
    public void ALinkOutOfThePortal_IsNoLink() => Assert.Equal([new("[x](https://example.org)")], HelpLine.Read("[x](https://example.org)"));

    [Fact]
    public void EachPage_ThatHasAMark_Exists_AndItsTaskToo()
    {
        Assert.All(HelpLinks.Tasks, link =>
        {
            Assert.Contains(s_pages, p => Regex.IsMatch("/" + link.Key, p) || p.StartsWith("^/" + link.Key + "/", StringComparison.Ordinal));
            Assert.NotNull(HelpTasks.Find(link.Value));
        });
    }

    [Theory]
    [InlineData("usage/calls?person=x", "why-charged")]
    [InlineData("usage/imports/0192", "import-usage")]
    [InlineData("usage", "import-usage")]
    [InlineData("funding?add=1", "add-funds")]
    [InlineData("fundings", null)]
    [InlineData("", null)]
    public void TheLongerBeginning_OfAnAddress_Counts(string path, string? task) => Assert.Equal(task, HelpLinks.Of(path));

    [Fact]
    public void EachTask_IsOnceInTheList()
    {
        Assert.Equal(20, HelpTasks.All.Count());
        Assert.Equal(HelpTasks.All.Count(), HelpTasks.All.Select(t => t.Id).Distinct().Count());
        Assert.Contains(NavigationMap.All, e => e.Href == "/help");
    }

    private static IReadOnlyList<string> Lines(string part, string task, CultureInfo culture) => HelpLine.Lines(s_texts.GetString(part + task, culture)!);

    /// <summary>Links and what is typed are the same in every language.</summary>
    private static string Marks(string line) => string.Join(' ', HelpLine.Read(line).Where(p => p.Href is not null || p.Code).Select(p => p.Href ?? p.Text).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
