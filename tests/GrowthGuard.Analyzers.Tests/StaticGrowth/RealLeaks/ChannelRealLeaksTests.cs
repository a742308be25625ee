using GrowthGuard.Analyzers.Rules.Growth;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth.RealLeaks;

/// <summary>GG1006 on leaks that were fixed in public repositories.</summary>
public sealed class ChannelRealLeaksTests
{
    private static readonly Dictionary<string, RealLeak> Leaks = new()
    {
        ["Outgoing and incoming messages of a dispatcher (CAP)"] = new(
            """
            using System.Threading.Channels;

            public interface IDispatcher { void Enqueue(string message); }

            public class Dispatcher : IDispatcher
            {
                private Channel<string> {|GG1006:_published|};

                public void Start() => _published = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleWriter = true });

                public void Enqueue(string message) => _published.Writer.TryWrite(message);
            }

            public static class Startup
            {
                public static void ConfigureServices(IServiceCollection services) => services.AddSingleton<IDispatcher, Dispatcher>();
            }
            """,
            """
            using System.Threading.Channels;

            public interface IDispatcher { void Enqueue(string message); }

            public class Dispatcher : IDispatcher
            {
                private Channel<string> _published;

                public void Start() => _published = Channel.CreateBounded<string>(new BoundedChannelOptions(5000) { SingleWriter = true, FullMode = BoundedChannelFullMode.Wait });

                public void Enqueue(string message)
                {
                    while (!_published.Writer.TryWrite(message))
                        _published.Writer.WaitToWriteAsync().AsTask().GetAwaiter().GetResult();
                }
            }

            public static class Startup
            {
                public static void ConfigureServices(IServiceCollection services) => services.AddSingleton<IDispatcher, Dispatcher>();
            }
            """),

        ["Messages taken from a topic faster than they are handled (RockLib.Messaging)"] = new(
            """
            public class Receiver
            {
                private readonly BlockingCollection<string> {|GG1006:_received|};

                public Receiver() => _received = new BlockingCollection<string>();

                public void Poll(Func<string> consume)
                {
                    while (true)
                        _received.Add(consume());
                }
            }

            public static class Startup
            {
                public static void ConfigureServices(IServiceCollection services) => services.AddSingleton<Receiver>();
            }
            """,
            """
            public class Receiver
            {
                private readonly BlockingCollection<string> _received;

                public Receiver(int size = 10) => _received = new BlockingCollection<string>(size);

                public void Poll(Func<string> consume)
                {
                    while (true)
                        _received.Add(consume());
                }
            }

            public static class Startup
            {
                public static void ConfigureServices(IServiceCollection services) => services.AddSingleton<Receiver>();
            }
            """),
    };

    public static TheoryData<string> Names => new(Leaks.Keys);

    [Theory, MemberData(nameof(Names))]
    public Task Before_Diagnostic(string name) => RealLeakVerifier.BeforeAsync<QueueIsUnboundedAnalyzer>(Leaks[name]);

    [Theory, MemberData(nameof(Names))]
    public Task After_NoDiagnostic(string name) => RealLeakVerifier.AfterAsync(Leaks[name]);
}
