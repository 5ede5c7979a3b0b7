using Bunit;
using CommsCredits.Web.Components.Layout;
using CommsCredits.Web.Data;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MudBlazor.Services;

namespace CommsCredits.Tests.Components.Layout;

public sealed class FaultBoundaryTests : BunitContext
{
    [Fact]
    public void Fault_IsShownAndLoggedUnderTheSameReference()
    {
        var log = new Heard();
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization();
        Services.AddLogging(l => l.AddProvider(log));
        Services.AddMudServices();
        Services.AddSingleton(TimeProvider.System);
        Services.AddSingleton(new DatabaseFile(new("/nowhere")));
        Services.AddSingleton<IErrorBoundaryLogger>(log);
        var page = Render<FaultBoundary>(p => p.AddChildContent<Broken>());
        var reference = page.Find(".mono").TextContent;
        Assert.Matches("^[0-9A-F]{4}-[0-9A-F]{4}$", reference);
        Assert.Contains(log.Lines, l => l.Contains(reference, StringComparison.Ordinal));
    }

    private sealed class Broken : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder) => throw new InvalidOperationException("broken");
    }

    private sealed class Heard : ILoggerProvider, ILogger, IErrorBoundaryLogger
    {
        public List<string> Lines { get; } = [];
        public ILogger CreateLogger(string categoryName) => this;
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception));
        public ValueTask LogErrorAsync(Exception exception) => ValueTask.CompletedTask;
        public void Dispose() { }
    }
}
