using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Web.Features.Usage.Reading;

namespace CommsCredits.Tests.Features.Usage.Reading;

/// <summary>Counts what an importer would find: records + duplicates + exceptions + unreadable = lines (R9.7).</summary>
internal sealed class ImportTally(CallClassifier classifier, DateTime now)
{
    private readonly Dictionary<string, UsageContent> _known = [];

    public List<(CallRecord Record, CallDecision Decision)> Records { get; } = [];
    public List<CallException> Exceptions { get; } = [];
    public int Duplicates { get; private set; }
    public int Unreadable { get; private set; }
    public IEnumerable<Booked> Booked => Records.Select(r => r.Decision).OfType<Booked>();
    public Money Charged => Booked.Select(b => b.Charge).Total();

    public ImportTally Add(IEnumerable<UsageLine> lines)
    {
        foreach (var line in lines) Add(line);
        return this;
    }

    private void Add(UsageLine line)
    {
        if (line is not ReadableLine { Record: var record })
        {
            Unreadable++;
            return;
        }
        var content = classifier.ContentOf(record);
        if (_known.TryGetValue(record.UsageId, out var booked))
        {
            if (Recurrence.OfKnown(booked, content) is { } changed) Exceptions.Add(changed); else Duplicates++;
            return;
        }
        _known.Add(record.UsageId, content);
        var decision = classifier.Classify(record, now);
        if (decision is CallException exception) Exceptions.Add(exception); else Records.Add((record, decision));
    }
}
