namespace CommsCredits.Web.Features.Usage.Reading;

/// <summary>Keeps one string for cells that come again and again: call types, countries, the names of people.</summary>
internal sealed class CellTexts
{
    private readonly string?[] _texts = new string?[4_096];

    public string Of(ReadOnlySpan<char> cell)
    {
        ref var slot = ref _texts[string.GetHashCode(cell) & (_texts.Length - 1)];
        if (slot is not null && cell.SequenceEqual(slot)) return slot;
        return slot = cell.ToString();
    }
}
