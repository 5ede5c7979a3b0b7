using Microsoft.AspNetCore.Components;

namespace CommsCredits.Web.Components.Controls;

/// <summary>A trace: numbered question and answer with figures. Why this amount, why it fired, why blocked.</summary>
public sealed partial class Steps
{
    [Parameter, EditorRequired] public IReadOnlyList<TraceStep> Items { get; set; } = [];
}

public enum StepMark { Number, Yes, No }

/// <summary>One question and its answer; the mark is a number, or whether the condition held.</summary>
public sealed record TraceStep(string Question, string Answer, StepMark Mark = StepMark.Number);
