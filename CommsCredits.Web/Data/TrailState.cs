using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CommsCredits.Domain;
using CommsCredits.Web.Data.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CommsCredits.Web.Data;

/// <summary>
/// What stands beside the ledger and decides over money: settings, the recharge rule, keys, recipients, payment options, what codes mean. Whoever changes one of them through the portal leaves a digest of all in the
/// audit trail, in the same write; a check compares the newest with what stands there, so that a key put in by other means is noticed.
/// </summary>
public static class TrailState
{
    private static readonly string[] s_rule =
    [
        nameof(RechargeRuleRow.IsOn), nameof(RechargeRuleRow.Trigger), nameof(RechargeRuleRow.Mode), nameof(RechargeRuleRow.Amount), nameof(RechargeRuleRow.Target), nameof(RechargeRuleRow.MonthCap), nameof(RechargeRuleRow.DayCap),
        nameof(RechargeRuleRow.OptionId), nameof(RechargeRuleRow.BackupOptionId),
    ];

    /// <summary>True where this write changes what the digest is over.</summary>
    internal static bool IsChanged(CommsCreditsDb db) => db.ChangeTracker.Entries().Any(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
        && e.Entity is OrganizationRow or RechargeRuleRow or ApiKeyRow or RecipientRow or PaymentOptionRow or CodeMappingRow && (e.State != EntityState.Modified || e.Properties.Any(p => p.IsModified && Counts(p))));

    /// <summary>
    /// The digest that this write leaves; null where it changes nothing and one is there. A part that was changed by other means before keeps what the trail said of it, so that no later change hides that one.
    /// </summary>
    internal static async Task<string?> NextAsync(CommsCreditsDb db, CancellationToken cancel)
    {
        var last = await LastAsync(db, cancel);
        if (last is null) return StoredJson.Write(await WithWriteAsync(db, cancel));
        if (!IsChanged(db)) return null;
        var (before, after) = (await StoredAsync(db, cancel), await WithWriteAsync(db, cancel));
        return StoredJson.Write(after.ToDictionary(p => p.Key, p => last.TryGetValue(p.Key, out var said) && said != before[p.Key] ? said : p.Value));
    }

    /// <summary>As the context will leave it, what is not saved yet included.</summary>
    private static async Task<Dictionary<string, string>> WithWriteAsync(CommsCreditsDb db, CancellationToken cancel)
    {
        await db.Organizations.LoadAsync(cancel);
        await db.RechargeRules.LoadAsync(cancel);
        await db.ApiKeys.LoadAsync(cancel);
        await db.Recipients.LoadAsync(cancel);
        await db.PaymentOptions.LoadAsync(cancel);
        await db.CodeMappings.LoadAsync(cancel);
        return Parts(db, db.Organizations.Local, db.RechargeRules.Local, db.ApiKeys.Local, db.Recipients.Local, db.PaymentOptions.Local, db.CodeMappings.Local);
    }

    /// <summary>The first part that is not what the trail's newest digest says, by its name; null where all are, or no digest was written yet.</summary>
    public static async Task<string?> FirstFaultAsync(CommsCreditsDb db, CancellationToken cancel)
    {
        if (await LastAsync(db, cancel) is not { } said) return null;
        var found = await StoredAsync(db, cancel);
        return said.Where(p => found.GetValueOrDefault(p.Key) != p.Value).Select(p => p.Key).FirstOrDefault();
    }

    private static async Task<Dictionary<string, string>?> LastAsync(CommsCreditsDb db, CancellationToken cancel) =>
        await db.Audit.AsNoTracking().Where(a => a.State != null).OrderByDescending(a => a.Sequence).Select(a => a.State).FirstOrDefaultAsync(cancel) is { } stored ? StoredJson.Read<Dictionary<string, string>>(stored) : null;

    /// <summary>As the database has it.</summary>
    private static async Task<Dictionary<string, string>> StoredAsync(CommsCreditsDb db, CancellationToken cancel) =>
        Parts(db, await db.Organizations.AsNoTracking().ToListAsync(cancel), await db.RechargeRules.AsNoTracking().ToListAsync(cancel), await db.ApiKeys.AsNoTracking().ToListAsync(cancel),
            await db.Recipients.AsNoTracking().ToListAsync(cancel), await db.PaymentOptions.AsNoTracking().ToListAsync(cancel), await db.CodeMappings.AsNoTracking().ToListAsync(cancel));

    private static Dictionary<string, string> Parts(CommsCreditsDb db, IEnumerable<OrganizationRow> organization, IEnumerable<RechargeRuleRow> rule, IEnumerable<ApiKeyRow> keys, IEnumerable<RecipientRow> recipients, IEnumerable<PaymentOptionRow> options, IEnumerable<CodeMappingRow> codes) =>
        new()
        {
            ["Settings"] = Digest(db, organization), ["RechargeRule"] = Digest(db, rule), ["ApiKeys"] = Digest(db, keys), ["Recipients"] = Digest(db, recipients), ["PaymentOptions"] = Digest(db, options), ["CodeMappings"] = Digest(db, codes),
        };

    private static string Digest(CommsCreditsDb db, IEnumerable<object> rows) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows.Select(r => Text(db.Entry(r))).Order(StringComparer.Ordinal)))))[..32];

    /// <summary>Each value with its length before it, in the order of the names.</summary>
    private static string Text(EntityEntry row)
    {
        var text = new StringBuilder();
        foreach (var property in row.Properties.Where(Counts).OrderBy(p => p.Metadata.Name, StringComparer.Ordinal))
        {
            var value = Text(property.CurrentValue);
            text.Append(property.Metadata.Name).Append(CultureInfo.InvariantCulture, $"={value.Length}:{value};");
        }
        return text.ToString();
    }

    private static bool Counts(PropertyEntry property) => property.EntityEntry.Entity switch
    {
        RechargeRuleRow => s_rule.Contains(property.Metadata.Name),
        ApiKeyRow => property.Metadata.Name != nameof(ApiKeyRow.LastUsed),
        _ => true,
    };

    private static string Text(object? value) => value switch
    {
        null => "",
        byte[] bytes => Convert.ToHexString(bytes),
        DateTime instant => Instants.ToMicros(instant).ToString(CultureInfo.InvariantCulture),
        Money amount => amount.Micros.ToString(CultureInfo.InvariantCulture),
        IFormattable plain => plain.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
