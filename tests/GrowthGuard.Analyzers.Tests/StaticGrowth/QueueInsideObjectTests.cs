using System.Diagnostics.CodeAnalysis;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Growth.QueueIsUnboundedAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>GG1006: queues in an object, or in a dictionary, that something long-lived keeps.</summary>
public sealed class QueueInsideObjectTests
{
    [Theory]
    [InlineData(
        "public sealed class Sender : BackgroundService { private readonly Mailbox<Order> {|#0:_mail|} = new(); public void Accept(Order order) => _mail.Send(order); protected override async Task ExecuteAsync(CancellationToken token) { await foreach (var order in _mail.Read(token)) Console.WriteLine(order); } }",
        "_mail")]
    [InlineData(
        "public sealed class Sender { private readonly Mailbox<Order> {|#0:_mail|} = new(); public void Accept(Order order) => _mail.Send(order); } public static class Startup { public static void ConfigureServices(IServiceCollection services) => services.AddSingleton<Sender>(); }",
        "_mail")]
    public Task A_queue_in_an_object_that_is_kept_is_reported_where_it_is_kept(string holder, string name) => VerifyAsync(
        Wrapper("Channel.CreateUnbounded<T>()", isMarked: true) + holder,
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(1).WithLocation(2)
            .WithMessage(
                $"'_channel' of the 'Mailbox' held by '{name}' is created without a capacity and written to in 'Send'; nothing makes the writer wait for the reader"));

    [Theory]
    [InlineData(
        "Channel.CreateUnbounded<T>()",
        "public sealed class Session { private readonly Mailbox<Order> _mail = new(); public void Accept(Order order) => _mail.Send(order); }")]
    [InlineData(
        "Channel.CreateUnbounded<T>()",
        "public static class Outbox { public static void Accept(Order order) { var mail = new Mailbox<Order>(); mail.Send(order); } }")]
    [InlineData(
        "Channel.CreateUnbounded<T>()",
        "public sealed class Sender : BackgroundService { private readonly Mailbox<Order> _mail = new(); protected override async Task ExecuteAsync(CancellationToken token) { _mail.Send(new Order(\"first\", 1)); await foreach (var order in _mail.Read(token)) Console.WriteLine(order); } }")]
    [InlineData(
        "Channel.CreateBounded<T>(100)",
        "public static class Outbox { private static readonly Mailbox<Order> Mail = new(); public static void Accept(Order order) => Mail.Send(order); }")]
    [InlineData(
        "Channel.CreateUnbounded<T>()",
        "public sealed class Sender : BackgroundService { [GrowthGuard.Bounded(100)] private readonly Mailbox<Order> _mail = new(); public void Accept(Order order) => _mail.Send(order); protected override async Task ExecuteAsync(CancellationToken token) { await foreach (var order in _mail.Read(token)) Console.WriteLine(order); } }")]
    public Task A_queue_in_an_object_that_goes_or_has_a_capacity_is_not_reported(string creation, string holder) =>
        VerifyAsync(Wrapper(creation, isMarked: false) + holder);

    [Theory]
    [InlineData("var channel = [|Channel.CreateUnbounded<string>()|]; _subscribers[id] = channel; return channel.Reader;")]
    [InlineData("return _subscribers.GetOrAdd(id, _ => [|Channel.CreateUnbounded<string>()|]).Reader;")]
    [InlineData("var channel = [|Channel.CreateUnbounded<string>()|]; _subscribers.TryAdd(id, channel); return channel.Reader;")]
    public Task A_queue_for_each_key_is_reported_where_it_is_made(string body) => VerifyAsync(Broker(body));

    [Theory]
    [InlineData("var channel = Channel.CreateBounded<string>(100); _subscribers[id] = channel; return channel.Reader;")]
    [InlineData("return _subscribers[id].Reader;")]
    [InlineData("var channel = Channel.CreateUnbounded<string>(); channel.Writer.Complete(); return channel.Reader;")]
    public Task A_queue_with_a_capacity_or_one_that_is_not_kept_is_not_reported(string body) => VerifyAsync(Broker(body));

    [Theory]
    [InlineData("System.Reactive.Subjects.ReplaySubject<decimal> [|_prices|] = new();")]
    [InlineData("System.Reactive.Subjects.ReplaySubject<decimal> [|_prices|] = new(System.StringComparer.Ordinal);")]
    public Task A_subject_that_replays_everything_is_reported(string field) => VerifyAsync(Feed(field));

    [Theory]
    [InlineData("System.Reactive.Subjects.ReplaySubject<decimal> _prices = new(1);")]
    [InlineData("System.Reactive.Subjects.ReplaySubject<decimal> _prices = new(TimeSpan.FromMinutes(1));")]
    public Task A_subject_that_replays_some_is_not_reported(string field) => VerifyAsync(Feed(field));

    [Theory]
    [InlineData("MailQueue")]
    [InlineData("EventBus")]
    public Task A_queue_of_a_service_that_nothing_here_makes_is_information(string name) => VerifyAsync(
        Service(name, "{|#0:_mail|}", "{|#1:Channel.CreateUnbounded<Order>()|}", "{|#2:_mail.Writer.TryWrite(order)|}"),
        new DiagnosticResult("GG1006", DiagnosticSeverity.Info).WithLocation(0).WithLocation(1).WithLocation(2)
            .WithMessage(
                $"'_mail' of '{name}', if that is registered as a singleton, is created without a capacity and written to in 'Accept'; nothing makes the writer wait for the reader"));

    [Theory]
    [InlineData("Connection", "Channel.CreateUnbounded<Order>()", "")]
    [InlineData("MailQueue", "Channel.CreateBounded<Order>(100)", "")]
    [InlineData(
        "MailQueue",
        "Channel.CreateUnbounded<Order>()",
        "public static class Page { public static void Show(Order order) => new MailQueue().Accept(order); }")]
    [InlineData(
        "MailQueue",
        "Channel.CreateUnbounded<Order>()",
        "public static class Setup { public static void Add(IServiceCollection services) => services.AddScoped<MailQueue>(); }")]
    public Task A_queue_of_what_is_no_service_or_is_made_here_is_not_reported(string name, string creation, string more) =>
        VerifyAsync(Service(name, "_mail", creation, "_mail.Writer.TryWrite(order)") + more);

    private static string Service(string name, string field, string creation, string write) => $$"""
        public sealed class {{name}}
        {
            private readonly Channel<Order> {{field}} = {{creation}};

            public void Accept(Order order) => {{write}};

            public IAsyncEnumerable<Order> Read(CancellationToken token) => _mail.Reader.ReadAllAsync(token);
        }

        """;

    private static string Feed(string field) => $$"""
        public static class Feed
        {
            private static readonly {{field}}

            public static void Tick(decimal price) => _prices.OnNext(price);
        }

        namespace System.Reactive.Subjects
        {
            public sealed class ReplaySubject<T>
            {
                public ReplaySubject() { }
                public ReplaySubject(System.StringComparer scheduler) { }
                public ReplaySubject(int bufferSize) { }
                public ReplaySubject(TimeSpan window) { }
                public void OnNext(T value) { }
            }
        }
        """;

    private static string Broker(string body) => $$"""
        public sealed class Broker
        {
            private readonly ConcurrentDictionary<Guid, Channel<string>> _subscribers = new();

            public ChannelReader<string> Join(Guid id)
            {
                {{body}}
            }

            public void Leave(Guid id) => _subscribers.TryRemove(id, out _);

            public void Publish(string message)
            {
                foreach (var channel in _subscribers.Values)
                    channel.Writer.TryWrite(message);
            }
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) => services.AddSingleton<Broker>();
        }
        """;

    private static string Wrapper(string creation, bool isMarked) => $$"""
        public sealed class Mailbox<T>
        {
            private readonly Channel<T> _channel = {{(isMarked ? $"{{|#1:{creation}|}}" : creation)}};

            public bool Send(T item) => {{(isMarked ? "{|#2:_channel.Writer.TryWrite(item)|}" : "_channel.Writer.TryWrite(item)")}};

            public IAsyncEnumerable<T> Read(CancellationToken token) => _channel.Reader.ReadAllAsync(token);
        }

        """;

    private static Task VerifyAsync([StringSyntax("C#-test")] string source, params DiagnosticResult[] expected)
    {
        var test = LongLivedHost.Prepare(new VerifyCS.Test(), source);
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }
}
