using System.Reflection;
using System.Runtime.CompilerServices;
using CommsCredits.Domain;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Security;
using CommsCredits.Web.Setup;

namespace CommsCredits.Tests.Security;

/// <summary>
/// Every public method of the portal that takes an actor, found by reflection and called as each role, against the table of R14.3 written out by hand. A new method needs a line in
/// <see cref="MethodTable"/>; one that lets in more or fewer than the line says fails.
/// </summary>
public sealed class MethodWallsTests
{
    public static IReadOnlyList<MethodInfo> Methods { get; } =
    [
        .. typeof(PortalHost).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false, IsNested: false } && t.Namespace?.StartsWith("CommsCredits.Web", StringComparison.Ordinal) == true && !t.Namespace.Contains("CommandLine", StringComparison.Ordinal) && !t.Namespace.EndsWith(".Rows", StringComparison.Ordinal) && !t.Namespace.EndsWith(".Api", StringComparison.Ordinal))
            .SelectMany(t => t.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
            // What demands is not itself demanded of, and whoever signs in is noted
            .Where(m => m.DeclaringType != typeof(Database) && m.DeclaringType != typeof(Refusals) && m.DeclaringType != typeof(PeopleRegister))
            .Where(m => m is { IsSpecialName: false, IsGenericMethod: false } && m.GetParameters() is [{ ParameterType: var first }, ..] && first == typeof(Actor))
            .OrderBy(NameOf, StringComparer.Ordinal),
    ];

    [Fact]
    public void EveryMethodThatTakesAnActor_HasALine_AndEveryLineAMethod()
    {
        Assert.True(Methods.Count > 40);
        Assert.Equal(Methods.Select(NameOf).Distinct().Order(StringComparer.Ordinal), MethodTable.Lines.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task EachRole_MayWhatTheTableSays_AndNothingElse()
    {
        await using var books = await TestBooks.OpenAsync();
        var wrong = new List<string>();
        foreach (var method in Methods)
            foreach (var (letter, role) in MethodTable.Roles)
            {
                var may = MethodTable.Lines.GetValueOrDefault(NameOf(method), "").Contains(letter);
                var actor = new Actor(books.OrganizationId, "person:walls", ActorKind.Person, Domain.Roles.PermissionsOf(role.Length == 0 ? [] : [role]));
                if (await IsLetInAsync(books, method, actor) != may) wrong.Add($"{NameOf(method)} as {(role.Length == 0 ? "no role" : role)}: the table says {(may ? "yes" : "no")}.");
            }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    internal static string NameOf(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    /// <summary>Whether the call got past the demand; what it then makes of empty arguments does not matter.</summary>
    private static async Task<bool> IsLetInAsync(TestBooks books, MethodInfo method, Actor actor)
    {
        if (books.Find(method.DeclaringType!) is not { } service) return false;
        try
        {
            object?[] arguments = [.. method.GetParameters().Select(p => p.ParameterType == typeof(Actor) ? actor : Empty(p.ParameterType))];
            if (method.Invoke(service, arguments) is Task task) await task;
            return true;
        }
        catch (TargetInvocationException fault) when (fault.InnerException is NotPermittedException)
        {
            return false;
        }
        catch (NotPermittedException)
        {
            return false;
        }
        catch (Exception)
        {
            return true;
        }
    }

    private static object? Empty(Type type) =>
        type == typeof(CancellationToken) ? TestBooks.Cancel
        : type == typeof(string) ? ""
        : type == typeof(Stream) ? Stream.Null
        : type == typeof(TextWriter) ? TextWriter.Null
        : type.IsValueType ? Activator.CreateInstance(type)
        : type.IsArray ? Array.CreateInstance(type.GetElementType()!, 0)
        : type.IsInterface || type.IsSubclassOf(typeof(Delegate)) ? null
        : Blank(type.IsAbstract ? type.Assembly.GetTypes().First(t => t.IsSubclassOf(type) && !t.IsAbstract) : type);

    /// <summary>An object as if every text in it were empty and every figure zero.</summary>
    private static object Blank(Type type)
    {
        var blank = RuntimeHelpers.GetUninitializedObject(type);
        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
            foreach (var field in level.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly).Where(f => f.FieldType == typeof(string)))
                field.SetValue(blank, "");
        return blank;
    }
}
