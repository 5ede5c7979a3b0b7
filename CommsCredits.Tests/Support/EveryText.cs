using System.Text.Json;
using CommsCredits.Web.Data;
using Microsoft.Data.Sqlite;

namespace CommsCredits.Tests.Support;

/// <summary>Every text of the database that a person, a file or another program can fill. A new column needs a line in one of the two lists.</summary>
internal static class EveryText
{
    /// <summary>Texts in which a JSON value is made hostile, not the whole.</summary>
    private static readonly string[] s_json = ["Audit.Before", "Audit.After", "CallExceptions.Figures", "Imports.Skipped", "Imports.FaultFigures", "UnreadableLines.Figures"];

    private static readonly Dictionary<string, string> s_foreign = new()
    {
        ["ApiKeys"] = "Name", ["Audit"] = "Subject Before After", ["CallExceptions"] = "UsageId PersonName DestinationNumber DestinationName ResolutionReason Figures", ["CallPeople"] = "Name Login",
        ["Calls"] = "UsageId CallId CallType CallerNumber DestinationName DestinationNumber NumberType PersonName", ["CodeMappings"] = "Reason", ["DestinationSums"] = "Destination",
        ["Imports"] = "FileName Skipped FaultFigures", ["Mails"] = "LastFault", ["MinutePools"] = "Name", ["Organizations"] = "Name", ["PaymentOptions"] = "Label LastFour", ["People"] = "Name Login", ["PlanPrices"] = "Source",
        ["RateDecks"] = "Name", ["Rates"] = "Name", ["Recipients"] = "Name", ["Subscriptions"] = "Note PaidWith", ["TopUps"] = "PurchaseOrder Reference DeclineReason", ["UnreadableLines"] = "Text Figures",
    };

    /// <summary>Ids, codes, hashes and words of the portal's own or of a list that it knows, an address of a checked form, what the payment service answers. The references, figures and keys among them that carry a person's words
    /// are spoiled one by one below.</summary>
    private static readonly Dictionary<string, string> s_ours = new()
    {
        ["ApiKeys"] = "CreatedBy Hint Scopes", ["ApiRequests"] = "Key Answer", ["Audit"] = "Action ActorId From State", ["CallExceptions"] = "Currency Record ResolvedBy", ["CallPeople"] = "Id",
        ["Calls"] = "Capability Currency Explanation PersonId", ["ClosedMonths"] = "ActorId Fingerprint HeadHash TrailHash", ["CodeMappings"] = "Code Class MappedBy",
        ["Entries"] = "ActorId IdempotencyKey Reference", ["Imports"] = "ClaimedBy FaultCode Path StartedBy", ["MinutePools"] = "Capabilities", ["MinuteUses"] = "Period", ["Notices"] = "Figures Key",
        ["Organizations"] = "Currency LowLevels ZoneId", ["PaymentOptions"] = "Fingerprint Token", ["People"] = "Id Language Roles", ["PlanPrices"] = "PlanId Currency EnteredBy",
        ["Postings"] = "Key Content", ["RateDecks"] = "AddedBy", ["Rates"] = "Country Prefix", ["RechargeDecisions"] = "Steps TopUpKey", ["RechargeRules"] = "Dunning",
        ["Recipients"] = "Kinds Language PersonId Address", ["Sessions"] = "PersonId", ["StatementPrints"] = "Sha256 ActorId Fingerprint Language Paper Period",
        ["Subscriptions"] = "Country PlanId RecordedBy", ["TopUps"] = "Key ActionLink Currency RequestedBy TakenCurrency", ["UnreadableLines"] = "Fault", ["UsageSums"] = "Key",
    };

    public static IReadOnlySet<string> Known { get; } = s_foreign.Concat(s_ours).SelectMany(t => t.Value.Split(' ').Select(c => $"{t.Key}.{c}")).ToHashSet();

    /// <summary>Puts a text into each of them, in a database that nobody has open.</summary>
    /// <param name="organization">Whose; null: everybody's.</param>
    public static async Task PutAsync(string file, string text, Guid? organization, CancellationToken cancel)
    {
        await using var db = new SqliteConnection($"Data Source={file};Pooling=False");
        await db.OpenAsync(cancel);
        foreach (var table in LedgerGuards.Tables)
            foreach (var deed in new[] { "update", "delete" }) await RunAsync($"DROP TRIGGER IF EXISTS {table}_no_{deed}");
        await RunAsync("""INSERT INTO "ApiKeys" ("Id", "OrganizationId", "Name", "Scopes", "Hash", "Hint", "Created", "CreatedBy") SELECT '0192F000-0000-7000-8000-0000000000AA', "Id", 'key', 'Balance', x'00', 'cc_12345', '2026-01-01 00:00:00', 'cli' FROM "Organizations" WHERE $all OR "Id" = $organization LIMIT 1""");
        await RunAsync("""INSERT OR IGNORE INTO "CodeMappings" ("OrganizationId", "Kind", "Code", "Class", "Reason", "Mapped", "MappedBy") SELECT "Id", 'CallType', 'user_teleported', 'Outbound', 'why', '2026-01-01 00:00:00', 'cli' FROM "Organizations" WHERE $all OR "Id" = $organization LIMIT 1""");
        foreach (var (table, columns) in s_foreign)
            foreach (var column in columns.Split(' '))
                await RunAsync(s_json.Contains($"{table}.{column}")
                    ? $"""UPDATE "{table}" SET "{column}" = replace(replace("{column}", ':"', ':"' || $json), '["', '["' || $json) WHERE {Of(table)}"""
                    : $"""UPDATE "{table}" SET "{column}" = CASE WHEN "{column}" LIKE '%:%' THEN "{column}" || $text ELSE $text || "{column}" END WHERE "{column}" IS NOT NULL AND {Of(table)}""");
        await RunAsync($"""UPDATE "Entries" SET "Reference" = "Reference" || $text WHERE "Reference" LIKE 'dispute:%' AND {Of("Entries")}""");
        await RunAsync($"""UPDATE "Notices" SET "Figures" = replace("Figures", '"Reason":""', '"Reason":"' || $json || '"') WHERE {Of("Notices")}""");
        await RunAsync($"""UPDATE "UsageSums" SET "Key" = $text || "Key" WHERE "Of" = 'Country' AND {Of("UsageSums")}""");

        static string Of(string table) => $"""($all OR "{(table == "Organizations" ? "Id" : "OrganizationId")}" = $organization)""";

        async Task RunAsync(string sql)
        {
            await using var command = db.CreateCommand();
            command.CommandText = sql;
            command.Parameters.AddWithValue("$text", text);
            command.Parameters.AddWithValue("$json", JsonEncodedText.Encode(text).ToString());
            command.Parameters.AddWithValue("$all", organization is null);
            command.Parameters.AddWithValue("$organization", organization?.ToString().ToUpperInvariant() ?? "");
            await command.ExecuteNonQueryAsync(cancel);
        }
    }
}
