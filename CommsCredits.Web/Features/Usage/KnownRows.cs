using CommsCredits.Domain.Calls;
using CommsCredits.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.Features.Usage;

/// <summary>Whether a row was taken in before, and as what (R9.6). Looks each id up by its key, in the write's own transaction, so that a row that comes twice in one file is found as well.</summary>
internal sealed class KnownRows : IDisposable
{
    private const string CallSql = """SELECT "ContentHash", "PersonName" FROM "Calls" WHERE "Key" = ?""";
    private const string ExceptionSql = """SELECT "ContentHash", "Record" FROM "CallExceptions" WHERE "OrganizationId" = ? AND "UsageId" = ?""";
    /// <summary>What is left of a record whose person was erased.</summary>
    private const string Erased = "{}";
    private readonly CommsCreditsDb _db;
    private readonly RawStatement _call, _exception;
    private readonly HashSet<(string UsageId, string Hash)> _added = [];
    private readonly bool _hasExceptions;

    private KnownRows(CommsCreditsDb db, bool hasExceptions)
    {
        (_db, _hasExceptions) = (db, hasExceptions);
        _call = new(db, CallSql);
        _exception = new(db, ExceptionSql);
        _exception.Bind(0, db.OrganizationId);
    }

    public static async Task<KnownRows> OpenAsync(CommsCreditsDb db, CancellationToken cancel) => new(db, await db.CallExceptions.AnyAsync(cancel));

    /// <summary>True where the name of the call looked up last was stored with letters that could not be read.</summary>
    public bool IsGarbled { get; private set; }

    /// <summary>What a taken-in call's content was; null for an id that is new.</summary>
    public byte[]? ContentHashOf(string usageId)
    {
        Span<byte> key = stackalloc byte[CallKeys.Size];
        CallKeys.Write(_db.OrganizationId, usageId, key);
        _call.Bind(0, key);
        var hash = _call.Step() ? _call.Bytes(0).ToArray() : null;
        IsGarbled = hash is not null && _call.Bytes(1).IndexOf("\uFFFD"u8) >= 0;
        _call.Reset();
        return hash;
    }

    /// <summary>
    /// True where the same row with the same content was held back before, whether or not it was decided since. A row that was held back when numbers were read otherwise is read again as today:
    /// it is the same row still.
    /// </summary>
    public bool WasHeldBack(string usageId, byte[] contentHash, CallClassifier classifier)
    {
        if (_added.Count > 0 && _added.Contains((usageId, Convert.ToHexString(contentHash)))) return true;
        if (!_hasExceptions) return false;
        _exception.BindText(1, usageId);
        var isThere = false;
        while (!isThere && _exception.Step())
            isThere = _exception.Bytes(0).SequenceEqual(contentHash) || (_exception.Text(1) is not Erased and var record && classifier.ContentOf(StoredJson.Read<CallRecord>(record)).Hash().AsSpan().SequenceEqual(contentHash));
        _exception.Reset();
        return isThere;
    }

    /// <summary>A row that this batch holds back, and that is written with its end.</summary>
    public void HeldBack(string usageId, byte[] contentHash) => _added.Add((usageId, Convert.ToHexString(contentHash)));

    public Task<CallRecord> RecordAsync(string usageId, CancellationToken cancel) => _db.CallsOf(usageId).AsNoTracking().Select(CallRows.AsRecord).SingleAsync(cancel);

    /// <summary>A copy of the file whose letters can be read brings a person's name: in the call, and in the list of names that statements are printed from. No figure depends on it.</summary>
    public async ValueTask MendNameAsync(CallRecord call, CancellationToken cancel)
    {
        if ((call.UserName ?? call.UserPrincipalName) is not { } name) return;
        await _db.CallsOf(call.UsageId).ExecuteUpdateAsync(set => set.SetProperty(c => c.PersonName, name), cancel);
        if (call.UserId is not { } id) return;
        var person = $"person:{id:D}";
        await _db.CallPeople.Where(p => p.Id == person && p.Name.Contains("\uFFFD")).ExecuteUpdateAsync(set => set.SetProperty(p => p.Name, name), cancel);
    }

    public void Dispose()
    {
        _call.Dispose();
        _exception.Dispose();
    }
}
