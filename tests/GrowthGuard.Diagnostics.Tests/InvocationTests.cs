using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace GrowthGuard.Diagnostics.Tests;

public sealed class InvocationTests
{
    private readonly FakeClock _clock = new();
    private readonly FlushedWriter _output = new();

    [Fact]
    public async Task Line_has_the_published_form_and_what_it_names()
    {
        var census = Census();
        census.Section("orders").Count("cache", () => 12, bound: 10).Count("<b>\n", () => 1);

        await census.InvokeAsync(() => Task.CompletedTask);

        var line = Assert.Single(Lines());
        Assert.Empty(Schemas.Faults(Schemas.EmbeddedMetrics, Encoding.UTF8.GetBytes(line)));
        var json = JsonNode.Parse(line)!;
        var directive = json["_aws"]!["CloudWatchMetrics"]![0]!;
        Assert.Equal("orders-function", (string?)json["FunctionName"]);
        Assert.All(directive["Metrics"]!.AsArray(), metric => Assert.True(json[(string)metric!["Name"]!]!.GetValue<double>() >= 0));
        Assert.All(directive["Dimensions"]![0]!.AsArray(), dimension => Assert.NotNull((string?)json[(string)dimension!]));
        Assert.Equal((120d, 1d), ((double)json["HighestUtilization"]!, (double)json["StoresPastBound"]!));
        Assert.Equal("orders/cache", (string?)json["Stores"]![0]!["Name"]);
    }

    [Fact]
    public async Task Lines_are_so_many_invocations_or_so_much_time_apart()
    {
        var census = Census();
        for (var i = 0; i < 25; i++)
        {
            await census.InvokeAsync(() => Task.CompletedTask);
        }

        Assert.Equal([1d, 10d, 10d], Lines().Select(line => (double)JsonNode.Parse(line)!["Invocations"]!));

        _clock.Pass(TimeSpan.FromMinutes(2));
        await census.InvokeAsync(() => Task.CompletedTask);

        Assert.Equal(5, (double)JsonNode.Parse(Lines()[^1])!["Invocations"]!);
        Assert.Equal([0d, 10d, 10d, 5d], Lines().Select(line => (double)JsonNode.Parse(line)!["ReusedInvocations"]!));
    }

    [Fact]
    public async Task Line_is_flushed_before_the_invocation_ends()
    {
        var census = Census();

        await census.InvokeAsync(() => Task.CompletedTask);

        Assert.Equal(0, _output.Unflushed);
    }

    [Fact]
    public async Task Nothing_is_written_where_nobody_asked_for_it()
    {
        var census = Census(options => options.EmbeddedMetrics.IsEnabled = false);

        await census.InvokeAsync(() => Task.CompletedTask);

        Assert.Empty(_output.ToString());
        Assert.False(new GrowthCensusOptions().EmbeddedMetrics.IsEnabled);
    }

    [Fact]
    public async Task Invocation_that_throws_is_counted_and_throws()
    {
        var census = Census();

        await Assert.ThrowsAsync<InvalidOperationException>(() => census.InvokeAsync(() => throw new InvalidOperationException()));

        Assert.Equal(1, census.TakeSnapshot().App.Invocations);
        Assert.Single(Lines());
    }

    [Fact]
    public async Task Handlers_keep_their_form()
    {
        var census = Census();
        Func<string, int, Task<int>> length = (text, add) => Task.FromResult(text.Length + add);
        Func<string, int, Task> nothing = (_, _) => Task.CompletedTask;
        Func<string, Task> message = _ => Task.CompletedTask;

        Assert.Equal(5, await census.Wrap(length)("abc", 2));
        await census.Wrap(nothing)("abc", 2);
        await census.Wrap(message)("abc");

        Assert.Equal(3, census.TakeSnapshot().App.Invocations);
    }

    [Fact]
    public async Task Worker_of_Azure_Functions_takes_it_as_middleware_in_one_line()
    {
        var census = Census();
        var worker = new Pipeline();
        worker.Use(next => context => census.InvokeAsync(() => next(context)));
        var called = 0;

        await worker.Build(_ =>
        {
            called++;
            return Task.CompletedTask;
        })(null!);

        Assert.Equal((1, 1L), (called, census.TakeSnapshot().App.Invocations!.Value));
    }

    private GrowthCensus Census(Action<GrowthCensusOptions>? configure = null) => GrowthCensus.Create(options =>
    {
        options.Patient().TimeProvider = _clock;
        options.EmbeddedMetrics.IsEnabled = true;
        options.EmbeddedMetrics.FunctionName = "orders-function";
        options.EmbeddedMetrics.EveryInvocations = 10;
        options.EmbeddedMetrics.Output = _output;
        configure?.Invoke(options);
    });

    private string[] Lines() => _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The worker's builder of middleware, by its own interface.</summary>
    private sealed class Pipeline : IFunctionsWorkerApplicationBuilder
    {
        private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _middleware = [];

        public Microsoft.Extensions.DependencyInjection.IServiceCollection Services { get; } =
            new Microsoft.Extensions.DependencyInjection.ServiceCollection();

        public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
        {
            _middleware.Add(middleware);
            return this;
        }

        public FunctionExecutionDelegate Build(FunctionExecutionDelegate function) =>
            _middleware.AsEnumerable().Reverse().Aggregate(function, (next, middleware) => middleware(next));
    }

    private sealed class FlushedWriter : StringWriter
    {
        public int Unflushed { get; private set; }

        public override void Write(string? value)
        {
            Unflushed += value?.Length ?? 0;
            base.Write(value);
        }

        public override void Flush() => Unflushed = 0;
    }
}
