using GrowthGuard.Analyzers.Tests.StaticGrowth;
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

            public static void Accept(string line) => _outbox.Writer.TryWrite(line);
        }
        """,
        """
        public static class Audit
        {
            private const int OutboxCapacity = 1000;

            // What waits to be written.
            private static readonly Channel<string> _outbox = Channel.CreateBounded<string>(new BoundedChannelOptions(OutboxCapacity) { FullMode = BoundedChannelFullMode.Wait }); // drained by Reader

            public static void Accept(string line) => _outbox.Writer.TryWrite(line);
        }
        """);

    [Fact]
    public Task Options_AreKept() => VerifyAsync(
        """
        public static class Audit
        {
            static readonly Channel<string> [|Outbox|] = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });

            public static void Accept(string line) => Outbox.Writer.TryWrite(line);
        }
        """,
        """
        public static class Audit
        {
            private const int OutboxCapacity = 1000;

            static readonly Channel<string> Outbox = Channel.CreateBounded<string>(new BoundedChannelOptions(OutboxCapacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

            public static void Accept(string line) => Outbox.Writer.TryWrite(line);
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

            public void Send(string mail) => _mails.Writer.TryWrite(mail);

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

            public void Send(string mail) => _mails.Writer.TryWrite(mail);

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

            public static void Accept(string line)
            {
                DataflowBlock.Post(Buffer, line);
                Work.Post(line);
                Open.Post(line);
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

            public static void Accept(string line)
            {
                DataflowBlock.Post(Buffer, line);
                Work.Post(line);
                Open.Post(line);
            }
        }
        """);

    [Fact]
    public Task Registration_NamesTheCapacity() => VerifyAsync(
        """
        public sealed class Sender
        {
            private readonly Channel<Order> channel;

            public Sender(Channel<Order> channel) => this.channel = channel;

            public ValueTask Send(Order order) => channel.Writer.WriteAsync(order);
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) => services.AddSingleton([|Channel.CreateUnbounded<Order>()|]);
        }
        """,
        """
        public sealed class Sender
        {
            private readonly Channel<Order> channel;

            public Sender(Channel<Order> channel) => this.channel = channel;

            public ValueTask Send(Order order) => channel.Writer.WriteAsync(order);
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) => services.AddSingleton(Channel.CreateBounded<Order>(new BoundedChannelOptions(capacity: 1000) { FullMode = BoundedChannelFullMode.Wait }));
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
                    Sorted.Writer.TryWrite(line);
                    Outbox.Writer.TryWrite(line);
                }
            }
            """;
        return VerifyAsync(Source, Source);
    }

    private static async Task VerifyAsync(string source, string fixedSource)
    {
        var test = LongLivedHost.Prepare(new VerifyCS.Test(), source);
        LongLivedHost.PrepareFixed(test.FixedState, fixedSource);
        await test.RunAsync();
    }
}
