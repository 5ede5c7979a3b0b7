using System.Reflection;
using System.Text.Json;
using Xunit.v3;

namespace CommsCredits.Tests.Cases;

/// <summary>
/// Every worked example of cases.json is checked, in exactly one way: by an action of <c>Cases.*.cs</c>, by a test elsewhere that carries <c>[Trait("Case", id)]</c>, or it waits for
/// an issue that is named here.
/// </summary>
public sealed class CaseTable
{
    /// <summary>True demands a test with the trait for each case that belongs to another part; false while those parts are still to be merged.</summary>
    private const bool IsStrict = true;

    private static readonly IReadOnlyDictionary<string, Action> s_here = new[] { CasesA.All, CasesB.All, CasesC.All, CasesH.All, CasesJ.All, CasesK.All, CasesW.All }
        .SelectMany(c => c).ToDictionary(c => c.Id, c => c.Check);

    private static readonly IReadOnlyDictionary<string, string> s_waits = Table(
        ("call control", "G04 G12 G15 G19 G20 G22 G25 G26 W06"));

    private static readonly IReadOnlyDictionary<string, string> s_elsewhere = Table(
        ("recharge", "D12 D16 D18 D22 D23 D24 D25 D28 D29 D31 D33 D36 D38 D39 D40 D42 D44 D45 D46 D49 D50 D51 D52 D53 D56 D57 D58 D59 D60 D67 D69 D70"),
        ("minute pools", "E13 I18"),
        ("recharge", "E02 E11 E12 E14 E16 E17 E18 W08 W09 W10 W11 W14 W28 W29"),
        ("rating", "F05 F07 F08 F09 F10 F11 F12 F20 F22 F27 F29 F31 F34 F36 F38 F41 F42 F43 G05 G07 I08 J20 W19 W20 W21 W22 W23 W24 W25"),
        ("insight: forecast and advice", "D63 D66"),
        ("write path", "H01 H02 H03 H04 H07 H08 H12 W07 W31"));

    private static readonly HashSet<string> s_traits = [.. typeof(CaseTable).Assembly.GetTypes()
        .SelectMany(t => t.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Cast<MemberInfo>().Append(t))
        .SelectMany(m => m.GetCustomAttributes(false).OfType<ITraitAttribute>()).SelectMany(a => a.GetTraits()).Where(t => t.Key == "Case").Select(t => t.Value)];

    private static readonly string[] s_ids = ReadIds();

    public static TheoryData<string> Executable => [.. s_here.Keys.Order(StringComparer.Ordinal)];

    public static TheoryData<string> Ids => [.. s_ids];

    [Theory, MemberData(nameof(Executable))]
    public void ACase_Holds(string id) => s_here[id]();

    [Theory, MemberData(nameof(Ids))]
    public void ACase_IsCheckedInExactlyOneWay(string id)
    {
        string[] ways = [.. Ways(id)];
        if (ways.Length == 0 && !IsStrict && s_elsewhere.ContainsKey(id)) return;
        Assert.True(ways.Length == 1, ways.Length == 0 ? $"{id} is checked nowhere and waits for nothing." : $"{id} is both: {string.Join(", ", ways)}.");
    }

    [Fact]
    public void NoCheck_IsForACaseThatDoesNotExist()
    {
        Assert.Empty(s_here.Keys.Concat(s_waits.Keys).Concat(s_elsewhere.Keys).Concat(s_traits).Except(s_ids));
        Assert.Empty(s_elsewhere.Keys.Intersect(s_here.Keys.Concat(s_waits.Keys)));
        Assert.Equal(s_ids.Length, s_ids.Distinct().Count());
    }

    private static IEnumerable<string> Ways(string id)
    {
        if (s_here.ContainsKey(id)) yield return "executable here";
        if (s_traits.Contains(id)) yield return "covered by a trait";
        if (s_waits.TryGetValue(id, out var issue)) yield return "waits: " + issue;
    }

    private static Dictionary<string, string> Table(params (string Why, string Ids)[] rows) =>
        rows.SelectMany(r => r.Ids.Split(' ').Select(id => (id, r.Why))).ToDictionary(r => r.id, r => r.Why);

    private static string[] ReadIds()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "cases.json")));
        return [.. json.RootElement.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("id").GetString()!)];
    }
}
