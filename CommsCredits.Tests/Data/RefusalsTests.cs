using CommsCredits.Domain;
using CommsCredits.Web.Data;
using Microsoft.Extensions.Time.Testing;

namespace CommsCredits.Tests.Data;

/// <summary>What is refused is remembered for the audit trail (R14.4), and nobody fills it by inventing addresses.</summary>
public sealed class RefusalsTests
{
    private static readonly Guid s_one = Guid.NewGuid(), s_other = Guid.NewGuid();
    private readonly Refusals _refusals = new(new FakeTimeProvider());

    [Fact]
    public void TheSame_IsOneLineWithACount()
    {
        for (var i = 0; i < 3; i++) _refusals.Note(Actor.Job(s_one, "ana"), "page:/ledger.csv");
        var only = Assert.Single(_refusals.Take(s_one));
        Assert.Equal(("page:/ledger.csv", 3), (only.What, only.Times));
        Assert.Empty(_refusals.Take(s_one));
    }

    [Fact]
    public void BeyondTwentyDifferentOnes_OnePersonGetsOneLineMore_AndTakesNothingFromOthers()
    {
        for (var i = 0; i < 500; i++) _refusals.Note(Actor.Job(s_one, "ana"), $"page:/{i}");
        _refusals.Note(Actor.Job(s_one, "mei"), "page:/ledger.csv");
        _refusals.Note(Actor.Job(s_other, "ana"), "page:/ledger.csv");
        var lines = _refusals.Take(s_one);
        Assert.Equal(22, lines.Count);
        Assert.Equal(480, Assert.Single(lines, l => l.What == "more").Times);
        Assert.Single(lines, l => l.ActorId == Actor.Job(s_one, "mei").Id);
        Assert.Single(_refusals.Take(s_other));
    }

    [Fact]
    public void AFloodOfManyPeople_EndsAtAThousandLines()
    {
        for (var person = 0; person < 100; person++)
            for (var i = 0; i < 20; i++)
                _refusals.Note(Actor.Job(s_one, $"person{person}"), $"page:/{i}");
        Assert.Equal(1_000, _refusals.Take(s_one).Count);
    }
}
