using System.Security.Cryptography;
using System.Text;
using CommsCredits.Web.Data.Rows;

namespace CommsCredits.Web.Data;

/// <summary>
/// The key under which a call is stored: the first 16 bytes of SHA-256 over the organization and the source's usage id. Ids come in no order, so that every new call touches another place of
/// the index: a key a quarter as long as the two texts keeps that index in a quarter of the pages (decision 0007).
/// </summary>
internal static class CallKeys
{
    public const int Size = 16;

    public static byte[] Of(Guid organizationId, string usageId)
    {
        var key = new byte[Size];
        Write(organizationId, usageId, key);
        return key;
    }

    /// <param name="key">Takes the 16 bytes.</param>
    public static void Write(Guid organizationId, string usageId, Span<byte> key)
    {
        var length = Encoding.UTF8.GetByteCount(usageId);
        var text = 16 + length <= 256 ? stackalloc byte[16 + length] : new byte[16 + length];
        organizationId.TryWriteBytes(text, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(usageId, text[16..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        hash[..Size].CopyTo(key);
    }

    /// <summary>The call with this usage id, if there is one.</summary>
    public static IQueryable<CallRow> CallsOf(this CommsCreditsDb db, string usageId)
    {
        var key = Of(db.OrganizationId, usageId);
        return db.Calls.Where(c => c.Key == key);
    }

    public static IQueryable<CallRow> CallsOf(this CommsCreditsDb db, IEnumerable<string> usageIds)
    {
        var keys = usageIds.Select(id => Of(db.OrganizationId, id)).ToList();
        return db.Calls.Where(c => keys.Contains(c.Key));
    }
}
