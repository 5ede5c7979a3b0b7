using System.Globalization;
using CommsCredits.Domain;
using Microsoft.Data.Sqlite;

namespace CommsCredits.Web.Data;

/// <summary>What a migration computes with that SQLite does not know.</summary>
internal static class MigrationFunctions
{
    public static void PutOn(SqliteConnection connection)
    {
        connection.CreateFunction<string, string, byte[]>("call_key", (organization, usageId) => CallKeys.Of(Guid.Parse(organization), usageId), isDeterministic: true);
        connection.CreateFunction<string, long>("to_micros", text => Instants.ToMicros(DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)), isDeterministic: true);
    }
}
