using CommsCredits.Domain.Rating;

namespace CommsCredits.Web.Features.Rates.Reading;

/// <summary>A rate deck as read: good rates and bad lines, which together are all lines. Bad lines stop no good one.</summary>
/// <param name="IsTollFree">Known by the header: a list of toll-free numbers has no destinations.</param>
/// <param name="BadLines">The first <see cref="RateDeckReader.KeptBadLines"/> of them.</param>
/// <param name="BadCount">All of them.</param>
public sealed record RateDeckFile(bool IsTollFree, IReadOnlyList<Rate> Rates, IReadOnlyList<BadLine> BadLines, int BadCount);

/// <param name="Number">The line as an editor counts: the header is line 1.</param>
/// <param name="Raw">The line as written, cut to <see cref="RateDeckReader.RawChars"/>.</param>
/// <param name="Figures">As <see cref="DeckFault"/> states.</param>
public sealed record BadLine(int Number, string Raw, DeckFault Fault, params IReadOnlyList<string> Figures);

/// <summary>Why a line of a deck cannot be used. The text is found by <c>DeckFault_{fault}</c>.</summary>
public enum DeckFault
{
    /// <summary>Cells found, cells expected.</summary>
    CellCount,

    /// <summary>A quote that is not closed, or text after a closing quote. No figures.</summary>
    Quotes,

    /// <summary>The limit in characters.</summary>
    TooLong,

    /// <summary>No figures.</summary>
    PrefixMissing,

    /// <summary>The cell.</summary>
    PrefixNotDigits,

    /// <summary>The prefix, the most digits.</summary>
    PrefixTooLong,

    /// <summary>The prefix that came before, its line.</summary>
    PrefixTwice,

    /// <summary>The limit in characters.</summary>
    NameTooLong,

    /// <summary>The cell: neither a code of two letters nor a country's name.</summary>
    CountryUnknown,

    /// <summary>The cell.</summary>
    TypeUnknown,

    /// <summary>The column.</summary>
    PriceMissing,

    /// <summary>The column, the cell.</summary>
    PriceNotANumber,

    /// <summary>The column, the cell.</summary>
    PriceNegative,

    /// <summary>The column, the cell: a seventh decimal is never cut (R2.4).</summary>
    PriceSeventhDecimal,

    /// <summary>The column, the cell, the limit in units.</summary>
    PriceTooHigh,

    /// <summary>The column, the cell.</summary>
    IncrementUnread,
}
