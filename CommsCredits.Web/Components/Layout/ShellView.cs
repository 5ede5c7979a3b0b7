using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace CommsCredits.Web.Components.Layout;

/// <summary>The facts of the frame as they are now; says when they change. For one open page.</summary>
public sealed class LiveShell
{
    public ShellFacts Facts { get; private set; } = ShellFacts.None;

    public event Action? Changed;

    public void Show(ShellFacts facts)
    {
        if (facts == Facts) return;
        Facts = facts;
        Changed?.Invoke();
    }
}

/// <summary>A piece of the frame that is drawn anew by itself when the facts change: the layout around it and the page in it are left alone.</summary>
public sealed class ShellView : ComponentBase, IDisposable
{
    [Parameter, EditorRequired] public LiveShell Of { get; set; } = default!;
    [Parameter, EditorRequired] public RenderFragment<ShellFacts> ChildContent { get; set; } = default!;

    protected override void OnInitialized() => Of.Changed += StateHasChanged;

    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, ChildContent(Of.Facts));

    public void Dispose() => Of.Changed -= StateHasChanged;
}
