namespace CommsCredits.Domain.Rating;

/// <summary>How a deck rounds the exact charge to its places (R2.3). <see cref="Up"/> is to the next higher place, <see cref="Down"/> cuts.</summary>
public enum RoundingMode
{
    HalfAwayFromZero,
    Up,
    Down,
}
