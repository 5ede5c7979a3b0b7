using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using CommsCredits.Web.Data;

namespace CommsCredits.Web.Ledger.Mending;

/// <summary>The books as a deed finds them: of a write under way, or read to look ahead.</summary>
internal sealed record MendBooks(CommsCreditsDb Db, Organization Organization, CreditPool Pool, DateTime Now);

/// <summary>What a deed posts; its postings have changed the pool already.</summary>
/// <param name="Before">What the audit trail keeps of the time before.</param>
/// <param name="SwitchesRuleOff">It would leave the pool at or below the trigger, and must not set off a recharge (R6.7).</param>
internal sealed record MendPlan(IReadOnlyList<Posting> Postings, string Reference, string Action, object Before, bool SwitchesRuleOff = false);

/// <summary>What a deed would do, told before it is done.</summary>
/// <param name="Lots">The lots it moves, each with what it holds before and after; ended lots hold nothing.</param>
/// <param name="Trigger">The recharge rule's, where it would be switched off; else null.</param>
public sealed record MendPreview(IReadOnlyList<Posting> Postings, IReadOnlyList<LotChange> Lots, Money UsableBefore, Money UsableAfter, Money OverdraftAfter, Money? Trigger);

public sealed record LotChange(int Number, Money Before, Money After);
