using CommsCredits.Domain.Calls;
using CommsCredits.Web.Data;
using CommsCredits.Web.Features.Usage.Reading;

namespace CommsCredits.Web.Features.Usage;

/// <summary>
/// A line with all that can be worked out before its write: what it comes to, by which classifier, its content's hash, its explanation as it is stored. An unreadable line has none of it.
/// </summary>
internal readonly record struct PreparedLine(UsageLine Line, CallClassifier? By, CallDecision? Decision, byte[] ContentHash, byte[] Explanation);

/// <summary>Works lines out while others are written: nothing in here needs the pool.</summary>
internal sealed class LinePreparer(CallClassifier classifier, TimeProvider clock)
{
    private volatile CallClassifier _classifier = classifier;

    /// <summary>The decks changed while the file was read: lines from here on are decided by the new ones, and the write decides anew what was prepared by the old.</summary>
    public CallClassifier Classifier { get => _classifier; set => _classifier = value; }

    public PreparedLine Prepare(UsageLine line)
    {
        if (line is not ReadableLine { Record: var call }) return new(line, null, null, [], []);
        var by = _classifier;
        var decision = by.Classify(call, clock.GetUtcNow().UtcDateTime);
        return new(line, by, decision, by.ContentOf(call).Hash(), decision is CallException ? [] : StoredJson.WriteUtf8(CallRows.ExplanationOf(decision)));
    }
}
