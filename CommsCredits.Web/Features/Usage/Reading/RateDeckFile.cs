using CommsCredits.Domain.Rating;

namespace CommsCredits.Web.Features.Usage.Reading;

/// <summary>
/// A rate deck as read, before its terms are known: good rates and bad lines, which together are all lines. A list of toll-free numbers is known by its header, which
/// has no destinations.
/// </summary>
public sealed record RateDeckFile(bool IsTollFree, IReadOnlyList<Rate> Rates, IReadOnlyList<UnreadableLine> BadLines);
