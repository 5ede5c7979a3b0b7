using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using CommsCredits.Domain;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Data;
using CommsCredits.Web.Features.ApiKeys;
using CommsCredits.Web.Features.Settings;
using CommsCredits.Web.Security;
using CommsCredits.Web.Setup;
using Microsoft.Data.Sqlite;

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

    /// <summary>Whoever may everything in their own organization calls each method with every id, number and key of another one: nothing of it comes back, and nothing of it changes.</summary>
    [Fact]
    public async Task ForeignIds_OpenNothing_AndChangeNothing()
    {
        await using var books = await TestBooks.OpenAsync(now: "2026-10-05T09:00:00Z");
        var card = await books.AddCardAsync();
        await books.BuyAsync(500, card);
        await books.SetRuleAsync(100, 200, 800, 2, card);
        await books.ImportAsync("PSTN.calls.2026-10.dirty.csv");
        await books.Get<RecipientOperations>().AddAsync(books.Admin, new() { Address = "ap@test.example", Name = "Accounts", Language = "en", Kinds = null }, TestBooks.Cancel);
        await books.Get<ApiKeyOperations>().AddAsync(books.Admin, new("program", ApiScopes.All, null), TestBooks.Cancel);
        await books.RunJobsAsync();
        var other = Guid.CreateVersion7();
        await books.Get<OrganizationSetup>().CreateAsync(new(other, Guid.NewGuid(), "Other Ltd", "USD", "Etc/UTC", new(2026, 9, 1), NewOrganization.DefaultMinimum, NewOrganization.DefaultMaximum), "test", TestBooks.Cancel);
        await EveryText.PutAsync(books.DatabaseFile, Mark, books.OrganizationId, TestBooks.Cancel);
        // Somebody signed in here, and the other organization's files name the same object id
        await books.TamperAsync($"""
            INSERT INTO "Sessions" ("KeyHash", "Id", "TenantId", "PersonId", "Ticket", "Started", "Renewed", "Expires") SELECT x'01', '{Guid.NewGuid().ToString().ToUpperInvariant()}', "TenantId", '{Shared}', x'02', '2026-10-05 09:00:00', '2026-10-05 09:00:00', '9999-12-31 00:00:00' FROM "Organizations" WHERE "Name" <> 'Other Ltd';
            INSERT INTO "CallPeople" ("OrganizationId", "Id", "Name") VALUES ('{other.ToString().ToUpperInvariant()}', '{Shared}', 'Victim Zero');
            INSERT INTO "CallPeople" ("OrganizationId", "Id", "Name") VALUES ('{books.OrganizationId.ToString().ToUpperInvariant()}', '{Shared}', '{Mark}')
            """);
        var (before, ids) = (await DumpAsync(books), (await IdsAsync(books)).Append(Shared).Distinct().ToList());
        Assert.Contains(Shared, before["Sessions"]);
        Assert.True(ids.Count > 40);
        var stranger = new Actor(other, "person:stranger", ActorKind.Person, Enum.GetValues<Permission>().ToHashSet()) { ProvedAt = TimeProvider.System.GetUtcNow().UtcDateTime };
        var wrong = new HashSet<string>();
        foreach (var method in Methods.Where(m => m.GetParameters().Length > 2 && books.Find(m.DeclaringType!) is not null))
            foreach (var id in ids.Where(id => Takes(method, id)))
                if ((await AnswerAsync(books.Find(method.DeclaringType!)!, method, stranger, id)).Contains(Mark, StringComparison.Ordinal)) wrong.Add($"{NameOf(method)} with {id} tells of another organization.");
        var told = 0;
        foreach (var method in Methods.Where(m => m.GetParameters().Length > 2 && m.DeclaringType!.Name.EndsWith("Reader", StringComparison.Ordinal) && books.Find(m.DeclaringType!) is not null))
            foreach (var id in ids.Where(id => Takes(method, id)))
                if ((await AnswerAsync(books.Find(method.DeclaringType!)!, method, books.Admin, id)).Contains(Mark, StringComparison.Ordinal)) told++;
        Assert.True(told > 20, $"Only {told} answers tell the books' own people something: the rest proves little.");
        var after = await DumpAsync(books);
        wrong.UnionWith(before.Where(table => after[table.Key] != table.Value).Select(table => $"{table.Key} of another organization changed."));
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private const string Mark = "ZEBRA7", Shared = "person:a1000000-0000-4000-8000-000000000001";

    private static bool Takes(MethodInfo method, object id) => method.GetParameters().Any(p => Fits(p.ParameterType, id) || p.ParameterType.Namespace?.StartsWith("CommsCredits", StringComparison.Ordinal) == true && p.ParameterType != typeof(Actor));

    private static bool Fits(Type type, object id) => (Nullable.GetUnderlyingType(type) ?? type) is var plain && (plain == id.GetType() || plain == typeof(int) && id is long);

    /// <summary>Its answer as JSON, or as it calls itself; what it refuses is no answer.</summary>
    private static async Task<string> AnswerAsync(object service, MethodInfo method, Actor actor, object id)
    {
        try
        {
            var file = new StringWriter();
            object?[] arguments = [.. method.GetParameters().Select(p => p.ParameterType == typeof(Actor) ? actor : p.ParameterType == typeof(TextWriter) ? file : Fits(p.ParameterType, id) ? Convert.ChangeType(id, Nullable.GetUnderlyingType(p.ParameterType) ?? p.ParameterType, CultureInfo.InvariantCulture) : Filled(Empty(p.ParameterType), id))];
            var task = (Task)method.Invoke(service, arguments)!;
            await task;
            var answer = task.GetType().GetProperty("Result")?.GetValue(task);
            return file + (answer is null ? "" : answer is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Written(answer));
        }
        catch (Exception)
        {
            return "";
        }
    }

    private static string Written(object answer)
    {
        try
        {
            return JsonSerializer.Serialize(answer, answer.GetType(), s_json) + answer;
        }
        catch (Exception fault) when (fault is NotSupportedException or InvalidOperationException or JsonException)
        {
            return answer.ToString() ?? "";
        }
    }

    private static readonly JsonSerializerOptions s_json = new() { ReferenceHandler = System.Text.Json.Serialization.ReferenceHandler.IgnoreCycles };

    /// <summary>A wish with the id in every field that could hold it.</summary>
    private static object? Filled(object? wish, object id)
    {
        if (wish is null || wish.GetType().Namespace?.StartsWith("CommsCredits", StringComparison.Ordinal) != true || wish.GetType().IsEnum) return wish;
        foreach (var field in wish.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public).Where(f => Fits(f.FieldType, id)))
            field.SetValue(wish, Convert.ChangeType(id, Nullable.GetUnderlyingType(field.FieldType) ?? field.FieldType, CultureInfo.InvariantCulture));
        return wish;
    }

    /// <summary>Every table with the rows of the books' organization, and of its directory.</summary>
    private static async Task<Dictionary<string, string>> DumpAsync(TestBooks books)
    {
        await using var db = new SqliteConnection($"Data Source={books.DatabaseFile};Pooling=False");
        await db.OpenAsync(TestBooks.Cancel);
        var tables = new Dictionary<string, string>();
        foreach (var (column, whose) in new[] { ("OrganizationId", "$organization"), ("TenantId", "(SELECT o.\"TenantId\" FROM \"Organizations\" o WHERE o.\"Id\" = $organization)") })
            foreach (var table in await ListAsync(db, $"SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = '{column}' WHERE m.type = 'table'"))
            {
                await using var command = db.CreateCommand();
                command.CommandText = $"SELECT * FROM \"{table}\" WHERE \"{column}\" = {whose} ORDER BY 1, 2, 3";
                command.Parameters.AddWithValue("$organization", books.OrganizationId.ToString().ToUpperInvariant());
                await using var rows = await command.ExecuteReaderAsync(TestBooks.Cancel);
                var text = new StringBuilder();
                while (await rows.ReadAsync(TestBooks.Cancel))
                    for (var i = 0; i < rows.FieldCount; i++) text.Append(rows.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : rows.GetValue(i)).Append('|');
                tables[table] = text.ToString();
            }
        return tables;
    }

    /// <summary>Ids, numbers and keys that lead to something of the books' organization, a few of each sort.</summary>
    private static async Task<List<object>> IdsAsync(TestBooks books)
    {
        await using var db = new SqliteConnection($"Data Source={books.DatabaseFile};Pooling=False");
        await db.OpenAsync(TestBooks.Cancel);
        var ids = new List<object> { books.OrganizationId };
        foreach (var source in await ListAsync(db, "SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c JOIN pragma_table_info(m.name) o ON o.name = 'OrganizationId' WHERE m.type = 'table' AND c.name <> 'OrganizationId' AND (c.name = 'Id' OR c.name LIKE '%Id' OR c.name IN ('Number', 'Sequence', 'Key', 'Fingerprint', 'Reference', 'Code'))"))
            foreach (var value in await ListAsync(db, $"SELECT DISTINCT \"{source.Split('.')[1]}\" FROM \"{source.Split('.')[0]}\" WHERE \"{source.Split('.')[1]}\" IS NOT NULL AND \"OrganizationId\" = '{books.OrganizationId.ToString().ToUpperInvariant()}' LIMIT 3"))
                ids.Add(Guid.TryParse(value, out var guid) ? guid : long.TryParse(value, out var number) ? number : value);
        return [.. ids.Distinct()];
    }

    private static async Task<List<string>> ListAsync(SqliteConnection db, string sql)
    {
        await using var command = db.CreateCommand();
        command.CommandText = sql;
        await using var rows = await command.ExecuteReaderAsync(TestBooks.Cancel);
        var list = new List<string>();
        while (await rows.ReadAsync(TestBooks.Cancel)) list.Add(rows.GetValue(0).ToString()!);
        return list;
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
