using System.Text;
using Amazon.Lambda.Core;
using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Hosting;
using GrowthGuard.Testing.Lambda;

namespace GrowthGuard.Testing.Tests.Lambda;

public sealed class LambdaScenarioTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("growthguard-").FullName;

    public static TheoryData<Func<Handlers, Delegate>, string> Shapes => new()
    {
        { static handlers => handlers.Both, "both: one 3, LambdaScenarioTests" },
        { static handlers => handlers.EventOnly, "event: one 3" },
        { static handlers => handlers.ContextOnly, "context: $LATEST" },
        { static handlers => handlers.Nothing, "nothing" },
        { static handlers => handlers.AsyncTask, "task: one 3" },
        { static handlers => handlers.AsyncValue, "value: one 3" },
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Handlers_of_every_shape_are_called(Func<Handlers, Delegate> handler, string expected)
    {
        Handlers.Calls.Value = [];
        await InvokedAsync(LambdaScenario<Handlers, Order>.Of(handler, static i => new Order($"one {i}"), new MemoryFlatOptions()), 3);

        Assert.StartsWith(expected, Assert.Single(Handlers.Calls.Value!).Replace("Handlers", "LambdaScenarioTests"));
    }

    [Fact]
    public async Task Files_are_taken_in_turn_and_read_anew_with_the_number_of_the_invocation()
    {
        Write("a.json", """{ "name": "a {{invocation}}" }""");
        Write("b.json", """{ "Name": "b {{ invocation % 3 }}" }""");
        var scenario = Scenario<Handlers, Order>(LambdaScenario<Handlers, Order>.Of(
            static handlers => handlers.EventOnly,
            Samples.FromDirectory(_folder),
            new MemoryFlatOptions()));

        Handlers.Calls.Value = [];
        for (var i = 0; i < 6; i++)
        {
            await scenario.InvokeAsync(i);
        }

        Assert.Equal(["event: a 0", "event: b 1", "event: a 2", "event: b 0", "event: a 4", "event: b 2"], Handlers.Calls.Value);
    }

    [Fact]
    public async Task The_serialiser_that_the_handler_declares_is_used()
    {
        var file = Write("a.json", "anything");
        Handlers.Calls.Value = [];

        await InvokedAsync(
            LambdaScenario<Handlers, Order>.Of(
                static handlers => handlers.WithSerializer,
                Samples.FromFiles(file),
                new MemoryFlatOptions()),
            0);

        Assert.Equal(["own: read by OwnSerializer"], Handlers.Calls.Value);
    }

    [Fact]
    public async Task A_handler_of_a_stream_gets_the_text_of_the_file()
    {
        var file = Write("a.json", "text {{invocation}}");
        Handlers.Calls.Value = [];

        await InvokedAsync(
            LambdaScenario<Handlers, Stream>.Of(static handlers => handlers.OfStream, Samples.FromFiles(file), new MemoryFlatOptions()),
            8);

        Assert.Equal(["stream: text 8"], Handlers.Calls.Value);
    }

    [Fact]
    public async Task One_instance_serves_all_invocations_and_is_a_root_of_its_own()
    {
        var scenario = Scenario<Handlers, Order>(LambdaScenario<Handlers, Order>.Of(
            static handlers => handlers.Counting,
            static _ => new Order("x"),
            new MemoryFlatOptions()));
        Handlers.Calls.Value = [];
        await scenario.InvokeAsync(0);
        await scenario.InvokeAsync(1);

        Assert.Equal(["1", "2"], Handlers.Calls.Value);
        Assert.IsType<Handlers>(Assert.IsType<GivenRoot>(Assert.Single(scenario.ExtraRoots)).Value);
    }

    [Fact]
    public async Task What_a_handler_throws_is_thrown_as_it_is() =>
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => InvokedAsync(
            LambdaScenario<Handlers, Order>.Of(static handlers => handlers.Throwing, static _ => new Order("x"), new MemoryFlatOptions()),
            0));

    [Fact]
    public async Task The_memory_limit_is_what_the_context_says()
    {
        Handlers.Calls.Value = [];
        await InvokedAsync(
            LambdaScenario<Handlers, Order>.Of(
                static handlers => handlers.Limit,
                static _ => new Order("x"),
                new MemoryFlatOptions().LimitMemory(256 << 20)),
            0);

        Assert.Equal(["256 MB, True, True"], Handlers.Calls.Value);
    }

    [Fact]
    public void A_handler_of_another_event_is_refused()
    {
        var reference = LambdaScenario<Handlers, int>.Of(static handlers => handlers.Both, static i => i, new MemoryFlatOptions());

        Assert.Contains(
            "cannot be called with a System.Int32",
            Assert.Throws<ArgumentException>(() => Scenario<Handlers, int>(reference)).Message);
    }

    [Fact]
    public void Events_that_hold_something_of_the_test_are_refused_with_the_name()
    {
        var name = "order";

        Assert.Contains(
            "'name'",
            Assert.Throws<ArgumentException>(() => { _ = MemoryFlat.LambdaAsync<Handlers, Order>(
                static handlers => handlers.Both,
                _ => new Order(name),
                cancellation: TestContext.Current.CancellationToken); }).Message);
    }

    [Fact]
    public void Samples_that_are_not_there_are_said_with_the_places()
    {
        Assert.Contains("CopyToOutputDirectory", Assert.Throws<DirectoryNotFoundException>(() => Samples.FromDirectory("none")).Message);
        Assert.Contains("has no file '*.json'", Assert.Throws<FileNotFoundException>(() => Samples.FromDirectory(_folder)).Message);
        Assert.Contains(
            "There is no sample 'none.json'",
            Assert.Throws<FileNotFoundException>(() => Samples.FromFiles("none.json")).Message);
    }

    private static LambdaScenario<TFunction, TEvent> Scenario<TFunction, TEvent>(ScenarioReference reference)
        where TFunction : class, new()
    {
        var scenario = new LambdaScenario<TFunction, TEvent>();
        scenario.Configure(reference.Arguments);
        return scenario;
    }

    private static Task InvokedAsync(ScenarioReference reference, int invocation)
    {
        var scenario = (IConfiguredScenario)Activator.CreateInstance(Type.GetType(reference.TypeName)!)!;
        scenario.Configure(reference.Arguments);
        return scenario.InvokeAsync(invocation).AsTask();
    }

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    public sealed record Order(string Name);

    public sealed class OwnSerializer : ILambdaSerializer
    {
        public T Deserialize<T>(Stream requestStream) => (T)(object)new Order("read by OwnSerializer");

        public void Serialize<T>(T response, Stream responseStream)
        {
        }
    }

    public sealed class Handlers
    {
        public static readonly AsyncLocal<List<string>?> Calls = new();

        private int _calls;

        public void Both(Order order, ILambdaContext context) => Note($"both: {order.Name}, {context.FunctionName}");

        public string EventOnly(Order order) => Note($"event: {order.Name}");

        public void ContextOnly(ILambdaContext context) => Note($"context: {context.FunctionVersion}");

        public void Nothing() => Note("nothing");

        public async Task<string> AsyncTask(Order order, ILambdaContext context)
        {
            await Task.Yield();
            return Note($"task: {order.Name}");
        }

        public async ValueTask<string> AsyncValue(Order order)
        {
            await Task.Yield();
            return Note($"value: {order.Name}");
        }

        [LambdaSerializer(typeof(OwnSerializer))]
        public void WithSerializer(Order order) => Note($"own: {order.Name}");

        public Stream OfStream(Stream stream)
        {
            Note($"stream: {new StreamReader(stream).ReadToEnd()}");
            return new MemoryStream(Encoding.UTF8.GetBytes("answer"));
        }

        public void Counting(Order order) => Note($"{++_calls}");

        public Task Throwing(Order order) => throw new InvalidTimeZoneException(order.Name);

        public void Limit(Order order, ILambdaContext context)
        {
            context.Logger.LogInformation("said nowhere");
            Note($"{context.MemoryLimitInMB} MB, {context.RemainingTime > TimeSpan.FromMinutes(14)}, {context.AwsRequestId.Length == 36}");
        }

        private static string Note(string text)
        {
            Calls.Value?.Add(text);
            return text;
        }
    }
}
