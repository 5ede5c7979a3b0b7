namespace CommsCredits.Domain.Rating;

/// <summary>
/// Why a call cost what it cost, as decided when it was booked and stored with it: questions and answers by code with their figures, so that any
/// language can say them. Figures are culture-free text: micros for money, ISO dates, plain numbers.
/// </summary>
public sealed record Explanation(IReadOnlyList<ExplanationStep> Steps);

/// <summary>One question and its answer. The text is found by <c>Explain_{Code}</c>; figures fill it in order.</summary>
public sealed record ExplanationStep(string Code, params IReadOnlyList<string> Figures);
