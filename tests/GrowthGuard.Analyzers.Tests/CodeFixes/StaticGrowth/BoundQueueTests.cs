using GrowthGuard.Analyzers.Tests.StaticGrowth;
using GrowthGuard.CodeFixes.Rules.StaticGrowth;
using Microsoft.CodeAnalysis.CodeFixes;
using VerifyCS = GrowthGuard.TestHarness.CSharpCodeFixVerifier<
    GrowthGuard.Analyzers.Rules.Growth.QueueIsUnboundedAnalyzer,
    GrowthGuard.CodeFixes.Rules.StaticGrowth.BoundQueueCodeFix>;

namespace GrowthGuard.Analyzers.Tests.CodeFixes.StaticGrowth;

public sealed class BoundQueueTests
{
    [Fact]
    public Task Channel_GetsCapacityAndFullMode() => VerifyAsync(
        """
        public static class Audit
        {
            // What waits to be written.
            private static readonly Channel<string> [|_outbox|] = Channel.CreateUnbounded<string>(); // drained by Reader

            public static ValueTask AcceptAsync(string line) => _outbox.Writer.WriteAsync(line);
        }
        """,
        """
        public static class Audit
        {
            private const int OutboxCapacity = 1000;

            // What waits to be written.
            private static readonly Channel<string> _outbox = Channel.CreateBounded<string>(new BoundedChannelOptions(OutboxCapacity) { FullMode = BoundedChannelFullMode.Wait }); // drained by Reader

            public static ValueTask AcceptAsync(string line) => _outbox.Writer.WriteAsync(line);
        }
        """);

    [Fact]
    public Task Options_AreKept() => VerifyAsync(
        """
        public static class Audit
        {
            static readonly Channel<string> [|Outbox|] = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });

            public static bool Accept(string line) => Outbox.Writer.TryWrite(line);
        }
        """,
        """
        public static class Audit
        {
            private const int OutboxCapacity = 1000;

            static readonly Channel<string> Outbox = Channel.CreateBounded<string>(new BoundedChannelOptions(OutboxCapacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

            public static bool Accept(string line) => Outbox.Writer.TryWrite(line);
        }
        """);

    [Fact]
    public Task CreationInConstructor_UsesConstantOfMember() => VerifyAsync(
        """
        public sealed class Mailer : BackgroundService
        {
            private const int MailsCapacity = 3;
            private readonly Channel<string> [|_mails|];

            public Mailer()
            {
                _mails = Channel.CreateUnbounded<string>();
            }

            public async Task SendAsync(string mail) => await _mails.Writer.WriteAsync(mail).ConfigureAwait(false);

            protected override Task ExecuteAsync(CancellationToken stop) => Task.CompletedTask;
        }
        """,
        """
        public sealed class Mailer : BackgroundService
        {
            private const int MailsCapacity = 3;
            private const int MailsCapacity2 = 1000;

            private readonly Channel<string> _mails;

            public Mailer()
            {
                _mails = Channel.CreateBounded<string>(new BoundedChannelOptions(MailsCapacity2) { FullMode = BoundedChannelFullMode.Wait });
            }

            public async Task SendAsync(string mail) => await _mails.Writer.WriteAsync(mail).ConfigureAwait(false);

            protected override Task ExecuteAsync(CancellationToken stop) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task BlockingCollections_GetCapacity() => VerifyAsync(
        """
        public static class Audit
        {
            static readonly BlockingCollection<string> [|Lines|] = new();

            static readonly BlockingCollection<string> [|Stack|] = new BlockingCollection<string>(new ConcurrentStack<string>());

            public static void Accept(string line)
            {
                Lines.Add(line);
                Stack.Add(line);
            }
        }
        """,
        """
        public static class Audit
        {
            private const int LinesCapacity = 1000;

            static readonly BlockingCollection<string> Lines = new(LinesCapacity);

            private const int StackCapacity = 1000;

            static readonly BlockingCollection<string> Stack = new BlockingCollection<string>(new ConcurrentStack<string>(), StackCapacity);

            public static void Accept(string line)
            {
                Lines.Add(line);
                Stack.Add(line);
            }
        }
        """);

    [Fact]
    public Task Blocks_GetBoundedCapacity() => VerifyAsync(
        """
        public static class Pipeline
        {
            static readonly BufferBlock<string> [|Buffer|] = new();

            static readonly ActionBlock<string> [|Work|] = new(Console.WriteLine, new ExecutionDataflowBlockOptions { MaxDegreeOfParallelism = 4 });

            static readonly ActionBlock<string> [|Open|] = new(Console.WriteLine, new() { BoundedCapacity = -1 });

            public static async Task AcceptAsync(string line)
            {
                if (!DataflowBlock.Post(Buffer, line))
                    Console.WriteLine(line);
                var isTaken = Work.Post(line);
                await Open.SendAsync(line);
            }
        }
        """,
        """
        public static class Pipeline
        {
            private const int BufferCapacity = 1000;

            static readonly BufferBlock<string> Buffer = new(new DataflowBlockOptions { BoundedCapacity = BufferCapacity });

            private const int WorkCapacity = 1000;

            static readonly ActionBlock<string> Work = new(Console.WriteLine, new ExecutionDataflowBlockOptions { MaxDegreeOfParallelism = 4, BoundedCapacity = WorkCapacity });

            private const int OpenCapacity = 1000;

            static readonly ActionBlock<string> Open = new(Console.WriteLine, new() { BoundedCapacity = OpenCapacity });

            public static async Task AcceptAsync(string line)
            {
                if (!DataflowBlock.Post(Buffer, line))
                    Console.WriteLine(line);
                var isTaken = Work.Post(line);
                await Open.SendAsync(line);
            }
        }
        """);

    [Fact]
    public Task Registration_NamesTheCapacity() => VerifyAsync(
        """
        internal sealed record Job(int Id);

        internal sealed class Sender
        {
            private readonly Channel<Job> channel;

            public Sender(Channel<Job> channel) => this.channel = channel;

            public ValueTask Send(Job job) => channel.Writer.WriteAsync(job);
        }

        public static class Api
        {
            internal static Sender Sender;

            public static ValueTask Accept(int id) => Sender.Send(new Job(id));
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) => services.AddSingleton([|Channel.CreateUnbounded<Job>()|]);
        }
        """,
        """
        internal sealed record Job(int Id);

        internal sealed class Sender
        {
            private readonly Channel<Job> channel;

            public Sender(Channel<Job> channel) => this.channel = channel;

            public ValueTask Send(Job job) => channel.Writer.WriteAsync(job);
        }

        public static class Api
        {
            internal static Sender Sender;

            public static ValueTask Accept(int id) => Sender.Send(new Job(id));
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) => services.AddSingleton(Channel.CreateBounded<Job>(new BoundedChannelOptions(capacity: 1000) { FullMode = BoundedChannelFullMode.Wait }));
        }
        """);

    [Fact]
    public Task NoBoundedForm_NoFix()
    {
        const string Source = """
            public static class Audit
            {
                static readonly UnboundedChannelOptions Options = new() { SingleReader = true };
                static readonly Channel<string> [|Sorted|] = Channel.CreateUnboundedPrioritized<string>();
                static readonly Channel<string> [|Outbox|] = Channel.CreateUnbounded<string>(Options);

                public static void Accept(string line)
                {
                    if (!Sorted.Writer.TryWrite(line) || !Outbox.Writer.TryWrite(line))
                        Console.WriteLine(line);
                }
            }
            """;
        return VerifyAsync(Source, Source);
    }

    [Theory]
    [InlineData("public static void Accept(string line) => Outbox.Writer.TryWrite(line);")]
    [InlineData("public static void Accept(string line) { Outbox.Writer.TryWrite(line); }")]
    [InlineData("public static void Accept(string line) { _ = Outbox.Writer.TryWrite(line); }")]
    [InlineData("public static void Accept(string[] lines) => Array.ForEach(lines, line => Outbox.Writer.TryWrite(line));")]
    [InlineData("public static async Task AcceptAsync(string line) { await Outbox.Writer.WriteAsync(line); Outbox.Writer.TryWrite(line); }")]
    [InlineData("public static void Accept(string line) { _ = Outbox.Writer.WriteAsync(line); }")]
    [InlineData("public static void Accept(string line) { Outbox.Writer.WriteAsync(line); }")]
    [InlineData("public static void Accept(string line) { Outbox.Writer.WriteAsync(line).AsTask().Wait(); }")]
    [InlineData("public static void Accept(string line) { var writer = Outbox.Writer; writer.TryWrite(line); }")]
    [InlineData("public static void Accept(string line) => Write(Outbox.Writer, line); private static void Write(ChannelWriter<string> to, string line) => to.TryWrite(line);")]
    [InlineData("public static async Task AcceptAsync(string line) { Func<string, bool> write = Outbox.Writer.TryWrite; if (!write(line)) await Outbox.Writer.WriteAsync(line); }")]
    [InlineData("public static void Accept(string line) { Outbox?.Writer.TryWrite(line); }")]
    [InlineData("public static async Task AcceptAsync(string line) => await Outbox.Writer.WriteAsync(line); public static ChannelWriter<string> Writer => Outbox.Writer;")]
    [InlineData("public static async Task AcceptAsync(string line) => await Outbox.Writer.WriteAsync(line); public static async Task RunAsync() { await foreach (var line in Outbox.Reader.ReadAllAsync()) await AcceptAsync(line + 1); }")]
    [InlineData("public static async Task AcceptAsync(string line) => await Outbox.Writer.WriteAsync(line); public static async Task RunAsync(IHandler handler) => handler.Handle(await Outbox.Reader.ReadAsync()); public interface IHandler { void Handle(string line); } private sealed class Retry : IHandler { public async void Handle(string line) => await AcceptAsync(line); }")]
    public Task A_writer_that_cannot_wait_has_no_fix(string members) => VerifyUnchangedAsync(
        $"public static class Audit {{ static readonly Channel<string> [|Outbox|] = Channel.CreateUnbounded<string>(); {members} }}");

    [Theory]
    [InlineData("public static class Audit { static readonly BlockingCollection<string> [|Lines|] = new(); public static void Accept(string line) { Lines.TryAdd(line); } }")]
    [InlineData("public static class Audit { static readonly BlockingCollection<string> [|Lines|] = new(); public static async Task AcceptAsync(string line) { await Task.Yield(); Lines.Add(line); } }")]
    [InlineData("public static class Audit { static readonly BlockingCollection<string> [|Lines|] = new(); public static void Accept(string[] lines) { Lines.Add(\"\"); Array.ForEach(lines, Lines.Add); } }")]
    [InlineData("public static class Audit { static readonly ActionBlock<string> [|Work|] = new(Console.WriteLine); public static void Accept(string line) => Work.Post(line); }")]
    [InlineData("public static class Audit { static readonly ActionBlock<string> [|Work|] = new(line => AcceptAsync(line + 1)); public static Task AcceptAsync(string line) => Work.SendAsync(line); }")]
    [InlineData("public static class Audit { public static readonly Channel<string> [|Outbox|] = Channel.CreateUnbounded<string>(); public static ValueTask AcceptAsync(string line) => Outbox.Writer.WriteAsync(line); }")]
    [InlineData("public sealed class Sender { private readonly Channel<Order> channel; public Sender(Channel<Order> channel) => this.channel = channel; public ValueTask Send(Order order) => channel.Writer.WriteAsync(order); } public static class Startup { public static void ConfigureServices(IServiceCollection services) => services.AddSingleton([|Channel.CreateUnbounded<Order>()|]); }")]
    public Task Other_queues_whose_writers_cannot_wait_have_none(string source) => VerifyUnchangedAsync(source);

    [Fact]
    public void Fix_all_goes_no_further_than_the_file() =>
        Assert.Equal([FixAllScope.Document], new BoundQueueCodeFix().GetFixAllProvider().GetSupportedFixAllScopes());

    private static Task VerifyUnchangedAsync(string source) => VerifyAsync(source, source);

    private static async Task VerifyAsync(string source, string fixedSource)
    {
        var test = LongLivedHost.Prepare(new VerifyCS.Test { CodeFixTestBehaviors = FixScopes.OneFile }, source);
        LongLivedHost.PrepareFixed(test.FixedState, fixedSource);
        await test.RunAsync();
    }
}
