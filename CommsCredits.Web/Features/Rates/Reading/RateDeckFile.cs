using CommsCredits.Domain.Rating;

namespace CommsCredits.Web.Features.Rates.Reading;

/// <summary>A rate deck as read: good rates and bad lines, which together are all lines. Bad lines stop no good one.</summary>
/// <param name="IsTollFree">Known by the header: a list of toll-free numbers has no destinations.</param>
/// <param name="BadLines">The first <see cref="RateDeckReader.KeptBadLines"/> of them.</param>
/// <param name="BadCount">All of them.</param>
public sealed record RateDeckFile(bool IsTollFree, IReadOnlyList<Rate> Rates, IReadOnlyList<BadLine> BadLines, int BadCount)
{
    /// <summary>Columns that nothing is read from, by the names that the file gives them (R10.3).</summary>
    public IReadOnlyList<string> LeftAside { get; init; } = [];

    /// <summary>The file is not UTF-8: it was read as Windows-1252.</summary>
    public bool IsWindows1252 { get; init; }

    /// <summary>Lines whose own day lies before the list's: they are in force on it too, and are used.</summary>
    public int EarlierLines { get; init; }
}

/// <summary>What a list is read for.</summary>
/// <param name="Kind">A toll-free list may price a +1 prefix once per country. Null: as the header looks.</param>
/// <param name="Currency">The organization's: a line in another one is refused (R2.1). Null: none is compared.</param>
/// <param name="ValidFrom">The list's first day: a line that begins later is refused. Null: none is compared.</param>
public sealed record DeckAim(DeckKind? Kind = null, string? Currency = null, DateOnly? ValidFrom = null);

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

    /// <summary>The cell: <c>00</c> or <c>011</c> is dialled before a prefix, and no prefix begins with a zero.</summary>
    PrefixAccessCode,

    /// <summary>The cell: blanks may stand in one prefix or between several.</summary>
    PrefixAmbiguous,

    /// <summary>The cell, the most prefixes of a line: a range whose ends do not fit each other, or more of them.</summary>
    PrefixRange,

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

    /// <summary>The line's currency, the organization's.</summary>
    OtherCurrency,

    /// <summary>The column, the cell: only a day that can be read one way is read.</summary>
    DateUnread,

    /// <summary>The line's day, the list's: the price is not in force yet on it.</summary>
    DateLater,

    /// <summary>The prefix, the line that has a later day.</summary>
    DateReplaced,

    /// <summary>The column, the cell: prices here do not depend on it, so the line would be charged wrongly.</summary>
    NotSupported,
}
