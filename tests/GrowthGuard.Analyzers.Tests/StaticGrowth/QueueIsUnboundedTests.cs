using System.Diagnostics.CodeAnalysis;
using GrowthGuard.TestHarness;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Growth.QueueIsUnboundedAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>GG1006: queues that take a capacity, have none, and live as long as the process.</summary>
public sealed class QueueIsUnboundedTests
{
    [Fact]
    public Task StaticChannel_Diagnostic() => VerifyAsync(
        """
        public static class Audit
        {
            static readonly Channel<string> {|#0:Outbox|} = {|#1:Channel.CreateUnbounded<string>()|};

            public static ChannelReader<string> Reader => Outbox.Reader;

            public static void Accept(string line) => {|#2:Outbox.Writer.TryWrite(line)|};
        }
        """,
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(1).WithLocation(2)
            .WithMessage(
                "'Outbox' is created without a capacity and written to in 'Accept'; nothing makes the writer wait for the reader"));

    [Fact]
    public Task Prioritized_Diagnostic() => VerifyAsync(
        """
        public static class Audit
        {
            static readonly Channel<string> [|Outbox|] = Channel.CreateUnboundedPrioritized<string>();

            public static ValueTask Accept(string line) => Outbox.Writer.WriteAsync(line);
        }
        """);

    [Fact]
    public Task LazyChannel_Diagnostic() => VerifyAsync(
        """
        public static class Audit
        {
            static readonly Lazy<Channel<string>> [|Outbox|] = new(() => Channel.CreateUnbounded<string>());

            public static void Accept(string line) => Outbox.Value.Writer.TryWrite(line);
        }
        """);

    [Fact]
    public Task LazyChannelBesideOthers_Diagnostic() => VerifyAsync(
        """
        public static class Audit
        {
            static readonly Lazy<Channel<string>> [|Outbox|] = new(() =>
            {
                Func<Channel<string>> other = () => Channel.CreateBounded<string>(1);
                Console.WriteLine(other());
                return Channel.CreateUnbounded<string>();
            });

            static readonly Lazy<Channel<string>> Bounded = new(() =>
            {
                Func<Channel<string>> other = () => Channel.CreateUnbounded<string>();
                Console.WriteLine(other());
                return Channel.CreateBounded<string>(1);
            });

            public static void Accept(string line) => _ = Outbox.Value.Writer.TryWrite(line) && Bounded.Value.Writer.TryWrite(line);
        }
        """);

    [Fact]
    public Task BlockingCollection_Diagnostic() => VerifyAsync(
        """
        public static class Audit
        {
            static readonly BlockingCollection<string> [|Lines|] = new();
            static readonly BlockingCollection<string> [|Stack|] = new(new ConcurrentStack<string>());

            public static void Accept(string line)
            {
                Lines.Add(line);
                Stack.TryAdd(line);
            }
        }
        """);

    [Fact]
    public Task HostedServiceWithLocalThatWrites_Diagnostic() => VerifyAsync(
        """
        public sealed class Mailer : BackgroundService
        {
            private readonly Channel<string> [|_mails|] = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });

            public void Send(string mail)
            {
                var writer = _mails.Writer;
                writer.TryWrite(mail);
            }

            protected override async Task ExecuteAsync(CancellationToken stop)
            {
                await foreach (var mail in _mails.Reader.ReadAllAsync(stop))
                    Console.WriteLine(mail);
            }
        }
        """);

    [Fact]
    public Task OnlyWriterIsKept_Diagnostic() => VerifyAsync(
        """
        public sealed class Mailer : BackgroundService
        {
            private readonly ChannelWriter<string> [|_writer|];
            private readonly ChannelReader<string> _reader;

            public Mailer()
            {
                var channel = Channel.CreateUnbounded<string>();
                _writer = channel.Writer;
                _reader = channel.Reader;
            }

            public void Send(string mail) => _writer.TryWrite(mail);

            protected override async Task ExecuteAsync(CancellationToken stop)
            {
                while (await _reader.WaitToReadAsync(stop))
                    Console.WriteLine(await _reader.ReadAsync(stop));
            }
        }
        """);

    [Fact]
    public Task AbstractHostedService_DiagnosticAtItsDeclaration() => VerifyAsync(
        """
        public abstract class Listener : IHostedService
        {
            private readonly Channel<object> [|_events|] = Channel.CreateUnbounded<object>();

            protected void Push(object e) => _events.Writer.TryWrite(e);

            public Task StartAsync(CancellationToken stop) => Task.CompletedTask;

            public Task StopAsync(CancellationToken stop) => Task.CompletedTask;
        }

        public sealed class OrderListener : Listener
        {
            public void OnOrder(Order order) => Push(order);
        }
        """);

    [Fact]
    public Task RegisteredSingleton_Diagnostic() => VerifyAsync(
        """
        public sealed class Jobs
        {
            private readonly BlockingCollection<string> [|_jobs|] = new BlockingCollection<string>();

            public void Enqueue(string job) => _jobs.Add(job);

            public string Next() => _jobs.Take();
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) => services.AddSingleton<Jobs>();
        }
        """);

    [Fact]
    public Task HeldByStatic_Diagnostic() => VerifyAsync(
        """
        public sealed class Jobs
        {
            public static readonly Jobs Shared = new();
            private readonly Channel<string> [|_jobs|] = Channel.CreateUnbounded<string>();

            private Jobs() { }

            public void Enqueue(string job) => _jobs.Writer.TryWrite(job);
        }
        """);

    [Fact]
    public Task RegisteredChannel_Diagnostic() => VerifyAsync(
        """
        public sealed class Sender
        {
            private readonly Channel<Order> channel;

            public Sender(Channel<Order> channel) => this.channel = channel;

            public ValueTask Send(Order order) => channel.Writer.WriteAsync(order);
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services)
            {
                services.AddSingleton([|Channel.CreateUnbounded<Order>()|]);
                services.AddSingleton(_ => Channel.CreateUnbounded<string>());
            }
        }
        """);

    [Fact]
    public Task RegisteredFactory_Diagnostic() => VerifyAsync(
        """
        public sealed class Sender
        {
            private readonly ChannelWriter<Order> writer;

            public Sender(ChannelWriter<Order> writer) => this.writer = writer;

            public ValueTask Send(Order order) => writer.WriteAsync(order);
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) =>
                services.AddSingleton(_ => [|Channel.CreateUnbounded<Order>()|]);
        }
        """);

    [Fact]
    public Task DataflowBlocks_Diagnostic() => VerifyAsync(
        """
        public static class Pipeline
        {
            static readonly BufferBlock<string> [|Buffer|] = new();
            static readonly ActionBlock<string> [|Work|] = new(Console.WriteLine, new ExecutionDataflowBlockOptions { MaxDegreeOfParallelism = 4 });
            static readonly ITargetBlock<string> [|Explicit|] = new BufferBlock<string>(new DataflowBlockOptions { BoundedCapacity = DataflowBlockOptions.Unbounded });

            public static async Task Accept(string line)
            {
                Buffer.Post(line);
                await Work.SendAsync(line);
                Explicit.Post(line);
            }
        }
        """);

    [Fact]
    public Task DataflowBlocksWithCapacity_NoDiagnostic() => VerifyAsync(
        """
        public static class Pipeline
        {
            static readonly ActionBlock<string> Work = new(Console.WriteLine, new ExecutionDataflowBlockOptions { BoundedCapacity = 100 });
            static readonly BufferBlock<string> Local = Make();
            static readonly BufferBlock<string> Lambda = new(Options());
            static readonly BufferBlock<string> FromField = new(Shared);
            static readonly DataflowBlockOptions Shared = new() { BoundedCapacity = 10 };

            static BufferBlock<string> Make()
            {
                var options = new DataflowBlockOptions();
                options.BoundedCapacity = 7;
                return new BufferBlock<string>(options);
            }

            static DataflowBlockOptions Options() => new();

            public static void Accept(string line)
            {
                Work.Post(line);
                Local.Post(line);
                Lambda.Post(line);
                FromField.Post(line);
            }
        }
        """);

    [Fact]
    public Task LocalOptionsWithoutCapacity_Diagnostic() => VerifyAsync(
        """
        public sealed class Pipeline : BackgroundService
        {
            private readonly ActionBlock<string> [|_work|];

            public Pipeline()
            {
                var options = new ExecutionDataflowBlockOptions();
                options.MaxDegreeOfParallelism = 2;
                _work = new ActionBlock<string>(Console.WriteLine, options);
            }

            public void Accept(string line) => _work.Post(line);

            protected override Task ExecuteAsync(CancellationToken stop) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task Bounded_NoDiagnostic() => VerifyAsync(
        """
        public static class Audit
        {
            const int Capacity = 100;
            static readonly Channel<string> Outbox = Channel.CreateBounded<string>(100);
            static readonly Channel<string> Full = Channel.CreateBounded<string>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest });
            static readonly BlockingCollection<string> Lines = new(Capacity);
            static readonly BlockingCollection<string> Stack = new(new ConcurrentStack<string>(), Capacity);

            public static void Accept(string line)
            {
                Outbox.Writer.TryWrite(line);
                Full.Writer.TryWrite(line);
                Lines.Add(line);
                Stack.Add(line);
            }
        }
        """);

    [Fact]
    public Task CapacityOfTheUsersChoice_NoDiagnostic() => VerifyAsync(
        """
        public sealed class Mailer : BackgroundService
        {
            private readonly Channel<string> _mails;

            public Mailer(int? capacity) => _mails = capacity is { } limit ? Channel.CreateBounded<string>(limit) : Channel.CreateUnbounded<string>();

            public void Send(string mail) => _mails.Writer.TryWrite(mail);

            protected override Task ExecuteAsync(CancellationToken stop) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task ShortLived_NoDiagnostic() => VerifyAsync(
        """
        public sealed class Connection
        {
            private readonly Channel<string> _frames = Channel.CreateUnbounded<string>();

            public void Send(string frame) => _frames.Writer.TryWrite(frame);
        }

        public static class Batch
        {
            public static async Task Run(IEnumerable<string> lines)
            {
                var channel = Channel.CreateUnbounded<string>();
                foreach (var line in lines)
                    await channel.Writer.WriteAsync(line);
            }
        }
        """);

    [Fact]
    public Task SingletonThatIsAlsoMadePerRequest_NoDiagnostic() => VerifyAsync(
        """
        public sealed class Jobs
        {
            private readonly Channel<string> _jobs = Channel.CreateUnbounded<string>();

            public void Enqueue(string job) => _jobs.Writer.TryWrite(job);
        }

        public static class Handler
        {
            public static void Handle(string job) => new Jobs().Enqueue(job);
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) => services.AddSingleton<Jobs>();
        }
        """);

    [Fact]
    public Task TransientType_NoDiagnostic() => VerifyAsync(
        """
        public sealed class Jobs
        {
            private readonly Channel<string> _jobs = Channel.CreateUnbounded<string>();

            public void Enqueue(string job) => _jobs.Writer.TryWrite(job);
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) => services.AddTransient<Jobs>();
        }
        """);

    [Fact]
    public Task ReplacedInSteadyState_NoDiagnostic() => VerifyAsync(
        """
        public static class Audit
        {
            static Channel<string> _outbox = Channel.CreateUnbounded<string>();

            public static void Restart() => _outbox = Channel.CreateUnbounded<string>();

            public static void Accept(string line) => _outbox.Writer.TryWrite(line);
        }
        """);

    [Fact]
    public Task WrittenDuringInitialisationOnly_NoDiagnostic() => VerifyAsync(
        """
        public static class Audit
        {
            static readonly BlockingCollection<string> Lines = new();

            static Audit()
            {
                Lines.Add("a");
                Lines.CompleteAdding();
            }

            public static string Next() => Lines.Take();
        }
        """);

    [Fact]
    public Task NeverWritten_NoDiagnostic() => VerifyAsync(
        """
        public static class Audit
        {
            static readonly Channel<string> Outbox = Channel.CreateUnbounded<string>();

            public static int Count => Outbox.Reader.Count;
        }
        """);

    [Fact]
    public Task GuardedByCount_NoDiagnostic() => VerifyAsync(
        """
        public static class Audit
        {
            const int Max = 100;
            static readonly Channel<string> Outbox = Channel.CreateUnbounded<string>();
            static readonly BlockingCollection<string> Lines = new();
            static readonly BlockingCollection<string> Counted = new();
            static int _waiting;

            public static bool Accept(string line)
            {
                if (Lines.Count < Max)
                    Lines.Add(line);
                return Outbox.Reader.Count < Max && Outbox.Writer.TryWrite(line);
            }

            public static void AcceptCounted(string line)
            {
                if (Interlocked.Increment(ref _waiting) > Max)
                    throw new InvalidOperationException();
                Counted.Add(line);
            }
        }
        """);

    [Fact]
    public Task OldestIsDropped_NoDiagnostic() => VerifyAsync(
        """
        public static class Audit
        {
            static readonly Channel<string> Outbox = Channel.CreateUnbounded<string>();

            public static void Accept(string line)
            {
                Outbox.Writer.TryWrite(line);
                Trim();
            }

            static void Trim()
            {
                while (Outbox.Reader.Count > 100)
                    Outbox.Reader.TryRead(out _);
            }
        }
        """);

    [Fact]
    public Task GatedBySemaphore_NoDiagnostic() => VerifyAsync(
        """
        public static class Audit
        {
            static readonly SemaphoreSlim Slots = new(100);
            static readonly Channel<string> Outbox = Channel.CreateUnbounded<string>();

            public static async Task Accept(string line)
            {
                await Slots.WaitAsync();
                Outbox.Writer.TryWrite(line);
            }

            public static async Task<string> Next()
            {
                var line = await Outbox.Reader.ReadAsync();
                Slots.Release();
                return line;
            }
        }
        """);

    [Fact]
    public Task SemaphoreAsMutex_Diagnostic() => VerifyAsync(
        """
        public static class Audit
        {
            static readonly SemaphoreSlim Mutex = new(1);
            static readonly Channel<string> [|Outbox|] = Channel.CreateUnbounded<string>();

            public static async Task Accept(string line)
            {
                await Mutex.WaitAsync();
                try
                {
                    Outbox.Writer.TryWrite(line);
                }
                finally
                {
                    Mutex.Release();
                }
            }
        }
        """);

    [Fact]
    public Task Pool_NoDiagnostic() => VerifyAsync(
        """
        public static class Buffers
        {
            static readonly BlockingCollection<byte[]> Pool = new();
            static readonly BlockingCollection<byte[]> Borrowed = new();

            public static byte[] Rent() => Pool.Take();

            public static void Return(byte[] buffer) => Pool.Add(buffer);

            public static void Use(Action<byte[]> action)
            {
                var buffer = Borrowed.Take();
                action(buffer);
                Borrowed.Add(buffer);
            }
        }
        """);

    [Fact]
    public Task DocumentedBound_NoDiagnostic() => VerifyAsync(
        """
        public static class Audit
        {
            // bound: 40 (one per tenant)
            static readonly Channel<string> Outbox = Channel.CreateUnbounded<string>();

            [GrowthGuard.Unbounded("the producer is a person")]
            static readonly BlockingCollection<string> Lines = new();

            public static void Accept(string line)
            {
                Outbox.Writer.TryWrite(line);
                Lines.Add(line);
            }
        }
        """);

    [Fact]
    public Task TestFixture_NoDiagnostic() => VerifyAsync(
        """
        namespace Xunit { public sealed class FactAttribute : Attribute { } }

        public class AuditTests
        {
            static readonly Channel<string> Outbox = Channel.CreateUnbounded<string>();

            [Xunit.Fact]
            public void Writes() => Outbox.Writer.TryWrite("line");
        }
        """);

    [Fact]
    public Task InjectedChannel_NoDiagnostic() => VerifyAsync(
        """
        public sealed class Mailer : BackgroundService
        {
            private readonly Channel<string> _mails;

            public Mailer(Channel<string> mails) => _mails = mails;

            public void Send(string mail) => _mails.Writer.TryWrite(mail);

            protected override Task ExecuteAsync(CancellationToken stop) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task ConcurrentQueue_NoDiagnostic() => VerifyAsync(
        """
        public static class Audit
        {
            static readonly ConcurrentQueue<string> Lines = new();

            public static void Accept(string line) => Lines.Enqueue(line);
        }
        """);

    [Fact]
    public Task HalfTyped_NoException() => VerifyAsync(
        """
        public static class Audit
        {
            static readonly Channel<string> Outbox = Channel.;
            static readonly BlockingCollection<> Lines = new(;
            static readonly Channel<string> = Channel.CreateUnbounded<string>();

            public static void Accept(string line) => Outbox.Writer.TryWrite(
        }
        """,
        compiles: false);

    private static Task VerifyAsync([StringSyntax("C#-test")] string source, params DiagnosticResult[] expected) =>
        VerifyAsync(source, compiles: true, expected);

    private static async Task VerifyAsync([StringSyntax("C#-test")] string source, bool compiles, params DiagnosticResult[] expected)
    {
        var test = LongLivedHost.Prepare(new VerifyCS.Test(), source);
        test.CompilerDiagnostics = compiles ? CompilerDiagnostics.Errors : CompilerDiagnostics.None;
        test.ExpectedDiagnostics.AddRange(expected);
        await test.RunAsync();
    }
}
