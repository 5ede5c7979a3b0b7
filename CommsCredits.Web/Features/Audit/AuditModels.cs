using CommsCredits.Domain;
using CommsCredits.Web.Components.Controls;
using CommsCredits.Web.Data.Rows;

namespace CommsCredits.Web.Features.Audit;

/// <summary>Which rows of the trail are asked for; null leaves a condition out. Days are the organization's, both included.</summary>
public sealed record AuditFilter
{
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }

    /// <summary>An actor id.</summary>
    public string? Who { get; init; }

    /// <summary>What it was about: the first half of an action, such as <c>TopUp</c>.</summary>
    public string? Thing { get; init; }

    public static AuditFilter Of(string? from, string? to, string? who, string? thing) =>
        new() { From = Query.Day(from), To = Query.Day(to), Who = Named(who), Thing = AuditWords.Things.Contains(thing ?? "") ? thing : null };

    public IQueryable<AuditRow> Of(IQueryable<AuditRow> rows, LocalCalendar calendar)
    {
        if (From is { } from)
        {
            var start = calendar.StartOf(from);
            rows = rows.Where(r => r.At >= start);
        }
        if (To is { } to)
        {
            var end = calendar.EndOf(to);
            rows = rows.Where(r => r.At < end);
        }
        if (Who is { } who) rows = rows.Where(r => r.ActorId == who);
        return Thing is { } thing ? Of(rows, thing + ".", thing + "/") : rows;
    }

    /// <summary>By its range of names, which an index has: the character after the point is the slash.</summary>
    private static IQueryable<AuditRow> Of(IQueryable<AuditRow> rows, string first, string behind) => rows.Where(r => string.Compare(r.Action, first) >= 0 && string.Compare(r.Action, behind) < 0);

    private static string? Named(string? text) => text is { Length: > 0 and < 100 } ? text : null;
}

/// <summary>A field of a row's before and after, as text; null where the side has none.</summary>
public sealed record AuditField(string Name, string? Before, string? After)
{
    public bool Differs => Before != After;
}

/// <param name="Name">Null for whoever's name is not kept, and for jobs and the command line.</param>
/// <param name="Deed">The action in its two halves.</param>
/// <param name="Subject">An opaque id, as the row keeps it.</param>
/// <param name="About">What that is as people know it; null where nothing more is known, or nothing more is to be said.</param>
public sealed record AuditLine(long Sequence, DateTime At, string ActorId, string? Name, string? From, (string Thing, string Deed) Deed, string Subject, IReadOnlyList<AuditField> Fields, AuditAbout? About = null);

/// <param name="First">The number of the first line shown, from 0.</param>
/// <param name="FaultAt">The row shown that does not follow from the one before it; null: all do.</param>
/// <param name="IsMore">More rows match than are counted.</param>
public sealed record AuditList(LocalCalendar Calendar, Currency Currency, DateTime Now, int Total, int First, IReadOnlyList<AuditLine> Lines, IReadOnlyList<(string Id, string? Name)> Actors, long Rows, long? FaultAt, bool IsMore);
