using CommsCredits.Domain;
using CommsCredits.Domain.Rating;

namespace CommsCredits.Web.Data.Rows;

/// <summary>A price list with what holds for all its rates; in force from its day until a later one of its kind (R10.1).</summary>
public sealed class RateDeckRow : IOrganizationOwned
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Name { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public required DeckKind Kind { get; init; }
    public required int Places { get; init; }
    public required RoundingMode Mode { get; init; }
    public required int FirstIncrement { get; init; }
    public required int Step { get; init; }
    public required DateTime Added { get; init; }
    public required string AddedBy { get; init; }

    public DeckTerms ToDomain() => new() { Name = Name, ValidFrom = ValidFrom, Kind = Kind, Places = Places, Mode = Mode, Increments = new(FirstIncrement, Step) };
}

public sealed class RateRow : IOrganizationOwned
{
    public long Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required Guid DeckId { get; init; }
    public required string Prefix { get; init; }
    public required string Name { get; init; }
    public required string Country { get; init; }
    public required RateType Type { get; init; }
    public required Money PricePerMinute { get; init; }
    public required Money ConnectionFee { get; init; }
    public int? FirstIncrement { get; init; }
    public int? Step { get; init; }

    public Rate ToDomain() => new()
    {
        Prefix = Prefix, Name = Name, Country = Country, Type = Type, PricePerMinute = PricePerMinute, ConnectionFee = ConnectionFee,
        Increments = FirstIncrement is { } first && Step is { } step ? new Increments(first, step) : null,
    };
}
