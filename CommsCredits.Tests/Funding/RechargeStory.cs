using CommsCredits.Domain;
using CommsCredits.Domain.Funding;

namespace CommsCredits.Tests.Funding;

/// <summary>Plays a pool against its rule: every movement is looked at, every purchase answered at once, and after a success it looks again.</summary>
internal sealed class RechargeStory(RechargeRule rule, decimal balance, PaymentOption? card = null, PaymentOption? backup = null)
{
    public RechargeRule Rule { get; set; } = rule;
    public Money Balance { get; private set; } = Money.Of(balance);
    public FundingLimits Limits { get; init; } = new(Money.OfUnits(10), Money.OfUnits(5_000));
    public Organization Organization { get; init; } = Recharges.Organization();
    public DateTime Now { get; set; } = Recharges.Noon;
    public PaymentOption? Option { get; set; } = card ?? Recharges.Card("visa");
    public PaymentOption? Backup { get; set; } = backup;
    public HashSet<string> Declining { get; } = [];
    public Dunning Dunning { get; set; } = Dunning.None;
    public List<TopUp> TopUps { get; } = [];
    public List<RechargeDecision> Decisions { get; } = [];

    public IEnumerable<decimal> Bought => TopUps.Where(t => t.State == TopUpState.Paid).Select(t => t.Amount.ToDecimal());
    public IEnumerable<string> Attempts => Decisions.Where(d => d.Outcome == RechargeOutcome.Fire).Select(d => d.Option!.Card);
    public RechargeOutcome Last => Decisions[^1].Outcome;

    public void Use(decimal amount, RechargeCause cause = RechargeCause.Debit)
    {
        Balance -= Money.Of(amount);
        Look(cause);
    }

    public void BuyByHand(decimal amount)
    {
        Balance += Money.Of(amount);
        Dunning = Dunning.Paid(isAutomatic: false);
        Look(RechargeCause.TopUpPaid);
    }

    public void Attach(PaymentOption option)
    {
        Option = option;
        Dunning = Dunning.Given(option);
        Look(RechargeCause.OptionChanged);
    }

    public void Look(RechargeCause cause)
    {
        while (true)
        {
            var decision = AutoRecharge.Decide(Rule, Situation(cause));
            Decisions.Add(decision);
            if (decision.Outcome != RechargeOutcome.Fire) return;
            cause = Charge(decision);
        }
    }

    public RechargeSituation Situation(RechargeCause cause) => new()
    {
        Organization = Organization, Limits = Limits, Now = Now, Cause = cause, Usable = Balance, Dunning = Dunning, Option = Option, Backup = Backup,
        Spent = AutomaticSpending.Of(TopUps, Organization.Calendar, Now), LastFundedCall = Now,
    };

    private RechargeCause Charge(RechargeDecision decision)
    {
        var option = decision.Option!;
        var topUp = new TopUp
        {
            OrganizationId = Organization.Id, Key = $"auto-{TopUps.Count}", RequestedAt = Now, Currency = Organization.Currency, IsAutomatic = true,
            Wish = new() { Amount = decision.Amount, Method = option.Method, OptionId = option.Id },
        };
        var declines = Declining.Contains(option.Card);
        TopUps.Add(declines ? topUp.Declined("card_declined", isFinal: false) : topUp.Taken(decision.Amount, "USD", Now, TopUps.Count + 1));
        if (!declines) Balance += decision.Amount;
        Dunning = declines ? Dunning.Failed(option, isFinal: false, Now, Option, Backup) : Dunning.Paid(isAutomatic: true);
        return declines ? RechargeCause.TopUpFailed : RechargeCause.TopUpPaid;
    }
}
