using System.Reflection;
using System.Text.RegularExpressions;
using CommsCredits.Domain;
using CommsCredits.Tests.Support;

namespace CommsCredits.Tests.Architecture;

/// <summary>The house as it is described: who may use whom, and what is not found in it.</summary>
public sealed partial class ArchitectureTests
{
    private const BindingFlags Everything = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private static readonly string[] s_mayBeUsedByFeatures = ["Ledger", "Data", "Documents", "Mail", "Payments", "Jobs", "Security", "Resources", "Components.Controls"];
    private static readonly string[] s_beneathFeatures = ["Ledger", "Data", "Documents", "Mail", "Payments", "Components.Controls"];

    [Fact]
    public void TheDomain_RefersToTheSystemOnly() =>
        Assert.All(typeof(Money).Assembly.GetReferencedAssemblies(), a => Assert.StartsWith("System.", a.Name, StringComparison.Ordinal));

    [Fact]
    public void NoMember_OfTheDomain_IsAFloat()
    {
        foreach (var type in typeof(Money).Assembly.GetTypes())
        {
            IEnumerable<Type> used =
            [
                .. type.GetFields(Everything).Select(f => f.FieldType), .. type.GetProperties(Everything).Select(p => p.PropertyType), .. type.GetMethods(Everything).Select(m => m.ReturnType),
                .. type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything)).SelectMany(m => m.GetParameters()).Select(p => p.ParameterType),
            ];
            Assert.DoesNotContain(used.SelectMany(Parts), t => t == typeof(double) || t == typeof(float) || t == typeof(Half));
        }
    }

    /// <summary>Locals are in no metadata: the source says them.</summary>
    [Fact]
    public void NoLine_OfTheDomain_SaysDoubleOrFloat() => NoLine("CommsCredits.Domain", Floats());

    [Fact]
    public void NoLine_AsksTheMachineForTheTime()
    {
        NoLine("CommsCredits.Domain", Clocks());
        NoLine("CommsCredits.Web", Clocks());
    }

    [Fact]
    public void AFile_HasFewerThan300Lines()
    {
        foreach (var file in Sources("CommsCredits.Domain").Concat(Sources("CommsCredits.Web")))
            Assert.True(File.ReadLines(file).Count() < 300, $"{file} has {File.ReadLines(file).Count()} lines.");
    }

    [Fact]
    public void WhatStandsBeneathFeatures_DoesNotUseThem()
    {
        foreach (var folder in s_beneathFeatures) NoLine(Path.Combine("CommsCredits.Web", folder), UsesFeatures());
    }

    [Fact]
    public void AFeature_UsesWhatStandsBeneathIt_AndNoOtherFeature()
    {
        foreach (var file in Sources("CommsCredits.Web/Features"))
        {
            var feature = Path.GetRelativePath(Repository.Of("CommsCredits.Web/Features"), file).Split(Path.DirectorySeparatorChar)[0];
            Assert.All(UsesFeatures().Matches(Code(file)), m => Assert.Equal("Features." + feature, m.Value));
            foreach (var used in WebNamespaces().Matches(Code(file)).Select(m => m.Groups[1].Value).Where(n => n != "Features." + feature && !n.StartsWith($"Features.{feature}.", StringComparison.Ordinal)))
                Assert.True(s_mayBeUsedByFeatures.Any(n => used == n || used.StartsWith(n + ".", StringComparison.Ordinal)), $"{file} uses {used}.");
        }
    }

    /// <summary>The API uses features; only what puts the portal together uses the API.</summary>
    [Fact]
    public void TheApi_IsUsedByNothingButTheSetup()
    {
        foreach (var file in Sources("CommsCredits.Web").Where(f => Path.GetRelativePath(Repository.Of("CommsCredits.Web"), f).Split(Path.DirectorySeparatorChar)[0] is not ("Api" or "Setup")))
            Assert.False(UsesApi().IsMatch(Code(file)), $"{file} uses the API.");
    }

    [Fact]
    public void ANamespace_IsItsFolder()
    {
        foreach (var file in Sources("CommsCredits.Domain").Concat(Sources("CommsCredits.Web")).Where(f => f.EndsWith(".cs", StringComparison.Ordinal) && Path.GetFileName(f) != "Program.cs"))
        {
            var folder = Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.');
            Assert.Contains($"namespace {folder};", Code(file), StringComparison.Ordinal);
        }
    }

    private static void NoLine(string folder, Regex unwanted)
    {
        foreach (var file in Sources(folder)) Assert.False(unwanted.IsMatch(Code(file)), $"{file}: {unwanted.Match(Code(file)).Value}");
    }

    /// <summary>The source without comments and strings.</summary>
    private static string Code(string file) => Silent().Replace(File.ReadAllText(file), "");

    private static IEnumerable<string> Sources(string folder)
    {
        var path = Repository.Of(folder);
        if (!Directory.Exists(path)) return [];
        return Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal))
            .Where(f => !Path.GetRelativePath(path, f).Split(Path.DirectorySeparatorChar).Any(p => p is "bin" or "obj" or "Migrations"));
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!) : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type) : [type];

    [GeneratedRegex("""//[^\n]*|/\*[\s\S]*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])'""")]
    private static partial Regex Silent();

    [GeneratedRegex(@"\b(double|float|Half|Double|Single)\b(?!\()")]
    private static partial Regex Floats();

    [GeneratedRegex(@"\b(DateTime|DateTimeOffset)\s*\.\s*(Now|UtcNow|Today)\b")]
    private static partial Regex Clocks();

    [GeneratedRegex(@"\bFeatures\.[A-Z]\w*")]
    private static partial Regex UsesFeatures();

    [GeneratedRegex(@"\b(?:CommsCredits\.)?Web\.Api\b(?!Key)")]
    private static partial Regex UsesApi();

    [GeneratedRegex(@"\bCommsCredits\.Web\.([A-Z]\w*(?:\.[A-Z]\w*)*)")]
    private static partial Regex WebNamespaces();
}
