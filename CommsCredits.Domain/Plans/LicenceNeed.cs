namespace CommsCredits.Domain.Plans;

/// <summary>One line of "I want X, so I need which licences". Its words are found by <see cref="Id"/>.</summary>
/// <param name="Ways">Each way is enough; all plans of a way are needed together. None: any plan with Teams is enough.</param>
/// <param name="IncludedIn">Suites that bring it along.</param>
public sealed record LicenceNeed(string Id, IReadOnlyList<IReadOnlyList<string>> Ways, IReadOnlyList<string> IncludedIn, IReadOnlyList<string> Sources);

/// <summary>A plan that is added to a suite.</summary>
/// <param name="Optional">The way works without it.</param>
public sealed record AddOn(string PlanId, bool Optional = false);

/// <summary>What can be added to suites to telephone (the table of 2021).</summary>
/// <param name="Suites">Names of the suites, as Microsoft writes them.</param>
/// <param name="Ways">Each way is enough.</param>
public sealed record SuiteWays(string Id, IReadOnlyList<string> Suites, IReadOnlyList<IReadOnlyList<AddOn>> Ways);
