using System.Globalization;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;

namespace CommsCredits.Web.Features.Rates;

/// <summary>A minute pool as a person types it.</summary>
public sealed class PoolForm
{
    public Guid Id { get; set; }
    public string Name { get; set; } = "";
    public List<string> Capabilities { get; set; } = [];
    public PoolScope Scope { get; set; }
    public string Licences { get; set; } = "";
    public string MinutesEach { get; set; } = "";
    public PoolReset Reset { get; set; }

    public DateOnly? ValidFrom { get; set; }

    /// <summary>Null: no end.</summary>
    public DateOnly? LastDay { get; set; }

    public static PoolForm Of(MinutePool pool) => new()
    {
        Id = pool.Id, Name = pool.Name, Capabilities = [.. pool.Capabilities], Scope = pool.Scope, Licences = pool.Licences.ToString(CultureInfo.InvariantCulture),
        MinutesEach = pool.MinutesEach.ToString(CultureInfo.InvariantCulture), Reset = pool.Reset, ValidFrom = pool.ValidFrom, LastDay = pool.LastDay,
    };

    /// <summary>Null where a field is wrong: then <paramref name="faults"/> says which, in the words of <see cref="MinutePool.Validate"/> or <c>DeckDayUnread</c>.</summary>
    public MinutePool? Read(out IReadOnlyDictionary<string, Refused> faults)
    {
        var found = new Dictionary<string, Refused>();
        if (ValidFrom is not { } from) (found[nameof(ValidFrom)], from) = (new("DeckDayUnread"), default);
        var pool = new MinutePool
        {
            Id = Id, Name = Name.Trim(), Capabilities = [.. Domain.Calls.Capabilities.WithPooledMinutes.Where(Capabilities.Contains)], Scope = Scope, Licences = Whole(Licences), MinutesEach = Whole(MinutesEach),
            Reset = Reset, ValidFrom = from, LastDay = LastDay,
        };
        foreach (var (field, why) in pool.Validate()) found.TryAdd(field, why);
        faults = found;
        return found.Count > 0 ? null : pool;
    }

    private static int Whole(string text) => int.TryParse(text.Trim(), NumberStyles.AllowThousands, CultureInfo.CurrentCulture, out var number) ? number : -1;
}
