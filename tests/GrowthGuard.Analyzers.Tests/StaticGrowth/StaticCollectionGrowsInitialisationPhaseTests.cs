using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis;
using static GrowthGuard.Analyzers.Tests.StaticGrowth.StaticGrowthVerifier;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>What happens while the process starts happens once.</summary>
public sealed class StaticCollectionGrowsInitialisationPhaseTests
{
    [Fact]
    public Task LookupTable_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, decimal> Rates = new()
            {
                ["EUR"] = 1m,
                ["USD"] = 1.1m,
            };

            public decimal Handle(string currency) => Rates[currency];
        }
        """);

    [Fact]
    public Task FilledInStaticConstructor_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, decimal> Rates = new();

            static Function()
            {
                foreach (var line in System.IO.File.ReadAllLines("rates.csv"))
                    Rates[line] = decimal.Parse(line);
            }

            public decimal Handle(string currency) => Rates[currency];
        }
        """);

    [Fact]
    public Task FilledInHelperOfStaticConstructor_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, decimal> Rates = new();

            static Function()
            {
                Add("EUR");
                Add(Environment.GetEnvironmentVariable("CURRENCY"));
            }

            public decimal Handle(string currency) => Rates[currency];

            private static void Add(string currency) => Rates[currency] = 1m;
        }
        """);

    [Fact]
    public Task FilledTwoHelpersBelowStaticConstructor_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, decimal> Rates = new();

            static Function() => Load("rates.csv");

            public decimal Handle(string currency) => Rates[currency];

            private static void Load(string path)
            {
                foreach (var line in System.IO.File.ReadAllLines(path))
                    Add(line);
            }

            private static void Add(string currency) => Rates[currency] = 1m;
        }
        """);

    [Fact]
    public Task FilledInMethodOfFieldInitialiser_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> Problems = new();
            static readonly string[] Settings = Read();

            public int Handle() => Settings.Length + Problems.Count;

            private static string[] Read()
            {
                var lines = System.IO.File.ReadAllLines("settings.txt");
                foreach (var line in lines)
                    Problems.Add(line);
                return lines;
            }
        }
        """);

    [Fact]
    public Task FilledInLazyFactory_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> Names = new();
            static readonly Lazy<int> Count = new(() =>
            {
                foreach (var line in System.IO.File.ReadAllLines("names.txt"))
                    Names.Add(line);
                return Names.Count;
            });

            public int Handle() => Count.Value;
        }
        """);

    [Fact]
    public Task FilledInMethodGivenToLazy_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, int> Index = new();
            static readonly Lazy<Dictionary<string, int>> Loaded = new(Load);

            public int Handle(string name) => Loaded.Value[name];

            private static Dictionary<string, int> Load()
            {
                foreach (var line in System.IO.File.ReadAllLines("names.txt"))
                    Index[line] = line.Length;
                return Index;
            }
        }
        """);

    [Fact]
    public Task FilledInMain_NoDiagnostic() => VerifyExecutableAsync(
        """
        internal static class Program
        {
            static readonly List<string> Arguments = new();

            static void Main(string[] args)
            {
                foreach (var arg in args)
                    Arguments.Add(arg);
                Console.WriteLine(Arguments.Count);
            }
        }
        """);

    [Fact]
    public Task FilledInHelperOfMain_NoDiagnostic() => VerifyExecutableAsync(
        """
        internal static class Program
        {
            static readonly Dictionary<string, string> Options = new();

            static void Main(string[] args)
            {
                Parse(args);
                Console.WriteLine(Options.Count);
            }

            private static void Parse(string[] args)
            {
                foreach (var arg in args)
                    Options[arg] = arg;
            }
        }
        """);

    [Fact]
    public Task FilledInTopLevelStatements_NoDiagnostic() => VerifyExecutableAsync(
        """
        foreach (var arg in args)
            Settings.Names.Add(arg);

        internal static class Settings
        {
            public static readonly List<string> Names = new();
        }
        """);

    [Fact]
    public Task FilledInModuleInitializer_NoDiagnostic() => VerifyAsync(
        """
        internal static class Registry
        {
            internal static readonly Dictionary<string, Type> Types = new();

            [ModuleInitializer]
            internal static void Load()
            {
                foreach (var type in typeof(Registry).Assembly.GetTypes())
                    Types.Add(type.Name + type.GetHashCode(), type);
            }
        }
        """);

    [Fact]
    public Task FilledInConfigureServices_NoDiagnostic() => VerifyAsync(
        """
        namespace Microsoft.Extensions.DependencyInjection
        {
            public interface IServiceCollection { }
        }

        public class Startup
        {
            static readonly List<string> Modules = new();

            public void ConfigureServices(Microsoft.Extensions.DependencyInjection.IServiceCollection services)
            {
                foreach (var line in System.IO.File.ReadAllLines("modules.txt"))
                    Modules.Add(line);
            }
        }
        """);

    [Fact]
    public Task FilledInServiceCollectionExtension_NoDiagnostic() => VerifyAsync(
        """
        namespace Microsoft.Extensions.DependencyInjection
        {
            public interface IServiceCollection { }
        }

        public static class ShopServices
        {
            static readonly List<string> Modules = new();

            public static Microsoft.Extensions.DependencyInjection.IServiceCollection AddShop(this Microsoft.Extensions.DependencyInjection.IServiceCollection services, string module)
            {
                Modules.Add(module);
                return services;
            }
        }
        """);

    [Fact]
    public Task FilledInStartAsyncOfHostedService_NoDiagnostic() => VerifyAsync(
        """
        namespace Microsoft.Extensions.Hosting
        {
            public interface IHostedService
            {
                Task StartAsync(CancellationToken cancellationToken);
                Task StopAsync(CancellationToken cancellationToken);
            }
        }

        public class Warmup : Microsoft.Extensions.Hosting.IHostedService
        {
            static readonly Dictionary<string, Order> Known = new();

            public async Task StartAsync(CancellationToken cancellationToken)
            {
                foreach (var line in await System.IO.File.ReadAllLinesAsync("orders.txt", cancellationToken))
                    Known[line] = new Order(line, 1);
            }

            public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        }
        """);

    [Theory]
    [InlineData("Configure", "Microsoft.AspNetCore.Builder.IApplicationBuilder")]
    [InlineData("Configuration", "Owin.IAppBuilder")]
    [InlineData("Shape", "System.Web.Routing.RouteCollection")]
    public Task FilledInStartupConfigure_NoDiagnostic(string method, string parameter) => VerifyAsync(
        $$"""
        namespace {{parameter.Substring(0, parameter.LastIndexOf('.'))}}
        {
            public interface {{parameter.Substring(parameter.LastIndexOf('.') + 1)}} { }
        }

        public class Startup
        {
            static readonly List<string> Modules = new();

            public void {{method}}({{parameter}} app)
            {
                foreach (var line in System.IO.File.ReadAllLines("modules.txt"))
                    Modules.Add(line);
            }
        }
        """);

    [Fact]
    public Task PublicRegisterThatOnlyMainCalls_NoDiagnostic() => VerifyExecutableAsync(
        """
        public static class Formats
        {
            private static readonly Dictionary<string, Func<Order, string>> ByName = new();

            public static void Register(string name, Func<Order, string> format) => ByName[name] = format;

            public static string Write(string name, Order order) => ByName[name](order);
        }

        internal static class Program
        {
            static void Main()
            {
                Formats.Register("short", order => order.Id);
                Formats.Register("long", order => order.ToString());
            }
        }
        """);

    [Fact]
    public Task CollectionInitialiserWithComputedKeys_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, int> Lengths = System.IO.File.ReadAllLines("a.txt").ToDictionary(line => line, line => line.Length);

            public int Handle(string line) => Lengths[line];
        }
        """);

    [Fact]
    public Task FilledOnceUnderEmptyCheckFromFixedSource_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> Countries = new();

            public bool Handle(string country)
            {
                if (Countries.Count == 0)
                    Countries.AddRange(System.IO.File.ReadAllLines("countries.txt"));
                return Countries.Contains(country);
            }
        }
        """);

    [Fact]
    public Task AssignedOnceFromLoader_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            private static Dictionary<string, decimal> _rates;

            public decimal Handle(string currency)
            {
                _rates ??= Load();
                return _rates[currency];
            }

            private static Dictionary<string, decimal> Load()
            {
                var rates = new Dictionary<string, decimal>();
                foreach (var line in System.IO.File.ReadAllLines("rates.csv"))
                    rates[line] = 1m;
                return rates;
            }
        }
        """);

    [Fact]
    public Task HelperOfStaticConstructorAndHandler_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> [|Cache|] = new();

            static Function() => Add("first");

            public void Handle(string id) => Add(id);

            private static void Add(string id) => Cache[id] = new Order(id, 1);
        }
        """);

    [Fact]
    public Task CallbackSubscribedInStaticConstructor_Diagnostic() => VerifyAsync(
        """
        public static class Bus
        {
            public static event Action<Order> Received;

            public static void Raise(Order order) => Received?.Invoke(order);
        }

        public static class Audit
        {
            static readonly List<string> [|Lines|] = new();

            static Audit()
            {
                Bus.Received += order => Lines.Add(order.Id);
            }
        }
        """);

    [Fact]
    public Task DelegateInFieldInitialiser_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, int> [|Memo|] = new();

            static readonly Func<string, int> Measure = text => Memo[text] = text.Length;

            public int Handle(string text) => Measure(text);
        }
        """);

    [Fact]
    public Task RecursiveDelegateInFieldInitialiser_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<int, long> [|Memo|] = new();

            static readonly Func<int, long> Fibonacci = n => n < 2 ? n : Memo[n] = Fibonacci(n - 1) + Fibonacci(n - 2);

            public long Handle(int n) => Fibonacci(n);
        }
        """);

    [Fact]
    public Task DelegateThatOnlyStaticConstructorRuns_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> Names = new();

            private static readonly Action<string> Remember = name => Names.Add(name);

            static Function()
            {
                Remember("a");
                Remember(Environment.MachineName);
            }

            public int Handle() => Names.Count;
        }
        """);

    [Fact]
    public Task TimerCallbackSetUpInStaticConstructor_Diagnostic() => VerifyAsync(
        """
        public static class Sampler
        {
            static readonly List<long> [|Samples|] = new();
            static readonly Timer Clock = new(Sample, null, 1000, 1000);

            public static void Stop() => Clock.Dispose();

            private static void Sample(object state) => Samples.Add(GC.GetTotalMemory(false));
        }
        """);

    [Fact]
    public Task ExecuteAsyncOfBackgroundService_Diagnostic() => VerifyAsync(
        """
        namespace Microsoft.Extensions.Hosting
        {
            public abstract class BackgroundService
            {
                protected abstract Task ExecuteAsync(CancellationToken stoppingToken);
            }
        }

        public class Consumer : Microsoft.Extensions.Hosting.BackgroundService
        {
            static readonly List<string> [|Handled|] = new();

            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                while (!stoppingToken.IsCancellationRequested)
                {
                    await Task.Delay(1000, stoppingToken);
                    Handled.Add(Guid.NewGuid().ToString());
                }
            }
        }
        """);

    [Fact]
    public Task InstanceConstructor_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> [|Created|] = new();

            public Function(string name)
            {
                Created.Add(name);
            }
        }
        """);

    [Fact]
    public Task InstanceFieldInitialiser_Diagnostic() => VerifyAsync(
        """
        public class Ticket
        {
            static readonly Dictionary<Guid, DateTime> [|Issued|] = new();

            private readonly Guid _id = Issue(Guid.NewGuid());

            public Guid Id => _id;

            private static Guid Issue(Guid id)
            {
                Issued[id] = DateTime.UtcNow;
                return id;
            }
        }
        """);

    // In an editor, and where a package is missing, a type is known by its name alone.
    [Theory]
    [InlineData("RouteCollection", "Routes")]
    [InlineData("Routing", "[|Routes|]")]
    public Task ParameterThatDoesNotBind(string type, string store)
    {
        var test = TestOf(
            $$"""
            public static class RouteExtensions
            {
                static readonly Dictionary<string, string> {{store}} = new();

                public static void AddRoute(this {{type}} routes, string url) => Routes[url] = url;
            }
            """);
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        return test.RunAsync();
    }

    /// <summary>An object that fills a list in its constructor, held by a static property, is made once.</summary>
    [Theory]
    [InlineData("_all", "public static Gas Gas { get; } = new();")]
    [InlineData("_all", "public static Gas Gas { get; private set; } = new();")]
    [InlineData("_all", "public static readonly Gas Gas = new();")]
    [InlineData("[|_all|]", "public static Gas Gas => new();")]
    [InlineData("[|_all|]", "public static Gas Gas { get { return new(); } }")]
    [InlineData("[|_all|]", "public static Gas Gas { get; } = new(); public static void Show() => new Gas();")]
    public Task Object_that_adds_itself_to_a_static_list(string store, string member) => VerifyAsync(
        $$"""
        public abstract class Contract
        {
            static readonly List<Contract> {{store}} = new();

            protected Contract() => _all.Add(this);

            {{member}}
        }

        public sealed class Gas : Contract
        {
            internal Gas() { }
        }
        """);

    /// <summary>A program in another project starts it, once.</summary>
    [Theory]
    [InlineData("public static void Start() => Load();", "_all")]
    [InlineData("public static Task InitializeAsync(CancellationToken token) { Load(); return Task.CompletedTask; }", "_all")]
    [InlineData("public static void Start() => Task.Run(Load);", "_all")]
    [InlineData("public static void Start(Order order) => Load();", "[|_all|]")]
    [InlineData("public static void StartSession() => Load();", "[|_all|]")]
    [InlineData("public static void Restart() => Load();", "[|_all|]")]
    [InlineData("public static void Start() { while (true) Load(); }", "[|_all|]")]
    [InlineData("public static void Start() => Load(); public void Handle(Order order) => Load();", "[|_all|]")]
    [InlineData("public static void Start() => Load(); public void Handle(Order order) => Start();", "[|_all|]")]
    public Task Static_start_of_a_server(string member, string store) => VerifyAsync(
        $$"""
        public class Server
        {
            static readonly List<object> {{store}} = new();

            {{member}}

            private static void Load() => _all.Add(new object());
        }
        """);

    /// <summary>What derives from a plug-in's class elsewhere says when its objects are made.</summary>
    [Theory]
    [InlineData("abstract", "_all")]
    [InlineData("", "[|_all|]")]
    public Task Constructor_of_a_class_that_others_derive_from(string modifier, string store) => VerifyAsync(
        $$"""
        public {{modifier}} class Plugin
        {
            static readonly List<Plugin> {{store}} = new();

            public Plugin() => _all.Add(this);
        }
        """);

    private static Task VerifyExecutableAsync(string source)
    {
        var test = TestOf(source);
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        return test.RunAsync();
    }
}
