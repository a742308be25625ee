using GrowthGuard.Analyzers.Rules.Growth;
using GrowthGuard.Analyzers.Rules.Handlers;
using GrowthGuard.Analyzers.Rules.Queries;
using GrowthGuard.Analyzers.Rules.Testing;
using GrowthGuard.Analyzers.Tests.HandlerScope;
using GrowthGuard.Analyzers.Tests.Queries;
using GrowthGuard.Analyzers.Tests.StaticGrowth;
using GrowthGuard.Analyzers.Tests.Testing;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Tests;

/// <summary>
/// Each rule's finding in code is silenced by a <c>#pragma</c>, and generated code has none. The testing library can check both beside each
/// test, which takes longer than the test; so the other tests leave it to these.
/// </summary>
public sealed class SuppressionTests
{
    private const string Service = """
        public interface IQuotes { void Quote(Order order); }

        public sealed class Quotes : IQuotes
        {
            private readonly Dictionary<string, Order> [|_quotes|] = new();

            public void Quote(Order order) => _quotes[order.Id] = order;
        }

        public static class Startup
        {
            public static void Configure(Microsoft.Extensions.DependencyInjection.IServiceCollection services) =>
                services.AddSingleton<IQuotes, Quotes>();
        }
        """;

    /// <summary>A program with one finding for each analyzer that looks at code.</summary>
    public static TheoryData<Type, string> Programs => new()
    {
        {
            typeof(StaticCollectionGrowsAnalyzer),
            Static("static readonly Dictionary<string, Order> [|Cache|] = new();", "Cache[order.Id] = order;")
        },
        {
            typeof(UndocumentedBoundAnalyzer),
            Static(
                "static readonly Dictionary<string, Order> [|Cache|] = new();",
                "if (Cache.Count > 9) Cache.Clear(); Cache[order.Id] = order;")
        },
        {
            typeof(UnenforcedBoundAnalyzer),
            Static("[GrowthGuard.Bounded(9)] static readonly Dictionary<string, Order> [|Cache|] = new();", "Cache[order.Id] = order;")
        },
        {
            typeof(WrongBoundAnalyzer),
            Static("[[|GrowthGuard.Bounded|]] static readonly Dictionary<string, Order> Cache = new();", "Cache[order.Id] = order;")
        },
        {
            typeof(CacheIsUnboundedAnalyzer),
            Static(
                "static readonly Microsoft.Extensions.Caching.Memory.MemoryCache Cache = " +
                    "[|new(new Microsoft.Extensions.Caching.Memory.MemoryCacheOptions())|];",
                "Microsoft.Extensions.Caching.Memory.CacheExtensions.Set(Cache, order.Id, order);")
        },
        {
            typeof(QueueIsUnboundedAnalyzer),
            Static(
                "static readonly System.Threading.Channels.Channel<Order> [|Queue|] = " +
                    "System.Threading.Channels.Channel.CreateUnbounded<Order>();",
                "Queue.Writer.TryWrite(order);")
        },
        {
            typeof(SubscriptionNeverRemovedAnalyzer),
            Static("static event Action [|Closed|]; int _count; public void Listen() => Closed += () => _count++;", "new Shop().Listen();")
        },
        { typeof(SingletonCollectionGrowsAnalyzer), Service },
        {
            typeof(RegistrationNeverDisposedAnalyzer),
            Static("static readonly CancellationTokenSource Stop = new();", "[|Stop.Token.Register(() => Console.WriteLine(order.Id))|];")
        },
        { typeof(CallMakesProcessCodeAnalyzer), Static("", "Console.WriteLine([|string.Intern(order.Id)|]);") },
        {
            typeof(MetricFromDataAnalyzer),
            Handler(
                "static readonly System.Diagnostics.Metrics.Counter<int> Calls = " +
                    "new System.Diagnostics.Metrics.Meter(\"orders\").CreateCounter<int>(\"calls\");",
                "Calls.Add(1, new KeyValuePair<string, object>(\"order\", [|order.Id|]));")
        },
        { typeof(HandlerStateIsLeftAnalyzer), Handler("static Order _last;", "[|_last = order|];") },
        { typeof(HandlerStateAccumulatesAnalyzer), Handler("private readonly List<string> [|_ids|] = new();", "_ids.Add(order.Id);") },
        { typeof(ContextIsCapturedAnalyzer), Handler("static Amazon.Lambda.Core.ILambdaContext _context;", "[|_context = context|];") },
        {
            typeof(HandlerRegistersEachTimeAnalyzer),
            Handler("static readonly HttpClient Client = new();", "[|Client.DefaultRequestHeaders.Add(\"id\", context.AwsRequestId)|];")
        },
        { typeof(ClientIsMadePerInvocationAnalyzer), Handler("", "var client = [|new HttpClient()|];") },
        {
            typeof(StoreWasSeenGrowingAnalyzer),
            Static(
                "static readonly Dictionary<string, Order> [|Seen|] = new(); " +
                    "public static void Leave(Order order) => Seen.Remove(order.Id);",
                "Seen[order.Id] = order;")
        },
        {
            typeof(InvocationDataIsLeftAnalyzer),
            Handler("private Order _order;", "[|_order = order|]; Work(); } void Work() { Console.WriteLine(_order);")
        },
        {
            typeof(FirstPageOnlyAnalyzer),
            PagingSources.Method("var response = await [|dynamo.ScanAsync(new ScanRequest())|]; return response.Items;")
        },
        {
            typeof(LoopDoesNotAdvanceAnalyzer),
            PagingSources.Method("""
                QueryResponse response;
                do
                {
                    response = await [|dynamo.QueryAsync(new QueryRequest())|];
                    Use(response.Items);
                }
                while (response.LastEvaluatedKey is { Count: > 0 });
                """)
        },
        {
            typeof(PagesAreAccumulatedAnalyzer),
            PagingSources.Method("""
                var all = new List<Item>();
                var request = new ScanRequest();
                do
                {
                    var page = await dynamo.ScanAsync(request);
                    [|all.AddRange(page.Items)|];
                    request.ExclusiveStartKey = page.LastEvaluatedKey;
                }
                while (request.ExclusiveStartKey?.Count > 0);
                return all;
                """)
        },
        { typeof(RemainderIsIgnoredAnalyzer), PagingSources.Method("await [|dynamo.BatchWriteItemAsync(new BatchWriteItemRequest())|];") },
        { typeof(QueryIsMaterialisedAnalyzer), Shop.Method("return await _shop.Orders.[|ToListAsync|]();") },
        {
            typeof(QueryPerElementAnalyzer),
            Shop.Method("""
                foreach (var order in await _shop.Orders.ToListAsync())
                {
                    Console.WriteLine(await _shop.Customers.[|FirstAsync|](customer => customer.CustomerId == order.CustomerId));
                }

                return null;
                """)
        },
        {
            typeof(UnboundedFanOutAnalyzer),
            Shop.Method("""
                var orders = await _shop.Orders.ToListAsync();
                await Task.[|WhenAll|](orders.Select(order => Task.Delay(order.Id)));
                return null;
                """)
        },
        { typeof(ResultIsNotLookedAtAnalyzer), Kit.Test("public Task Flat() => MemoryFlat.[|RunAsync|]<Checkout>();") },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Finding_IsReported(Type analyzer, string program) => VerifyAsync(analyzer, program);

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Finding_IsSilencedByAPragma(Type analyzer, string program) =>
        VerifyAsync(
            analyzer,
            $"#pragma warning disable {string.Join(", ", New(analyzer).SupportedDiagnostics.Select(rule => rule.Id))}\n" +
                WithoutMarks(program));

    [Theory]
    [MemberData(nameof(Programs))]
    public Task GeneratedCode_NoDiagnostic(Type analyzer, string program) =>
        VerifyAsync(analyzer, "// <auto-generated/>\n" + WithoutMarks(program));

    [Fact]
    public void EachAnalyzerOfCode_HasAProgram()
    {
        var analyzers = ShippedAnalyzers.Types
            .Where(type => !type.IsSubclassOf(typeof(DiagnosticSuppressor)))
            .Where(type => type.Namespace != typeof(Rules.Policy.BaselineAnalyzer).Namespace);

        Assert.Equal(analyzers.Select(type => type.Name).Order(), Programs.Select(row => row.Data.Item1.Name).Order());
    }

    private static async Task VerifyAsync(Type analyzer, string program)
    {
        var test = new Test(New(analyzer));
        switch (analyzer.Namespace!.Split('.')[^1])
        {
            case "Queries" when analyzer.IsSubclassOf(typeof(PagingAnalyzer)):
                test.References = QueryReferences.All;
                test.TestState.Sources.Add(program);
                test.TestState.Sources.Add(PagingSources.Common);
                break;
            case "Queries":
                Shop.Prepare(test, program);
                break;
            case "Testing":
                test.TestState.Sources.Add(program);
                break;
            default:
                HandlerHost.Prepare(test, program);
                test.TestState.AdditionalFiles.Add((StoreWasSeenGrowingTests.Path, StoreWasSeenGrowingTests.Diff("F:Shop.Seen", 1, 1_000)));
                break;
        }

        await test.RunAsync();
    }

    private static DiagnosticAnalyzer New(Type analyzer) => (DiagnosticAnalyzer)Activator.CreateInstance(analyzer)!;

    private static string WithoutMarks(string program) =>
        program.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

    private static string Static(string members, string body) => $$"""
        public class Shop
        {
            {{members}}

            public static void Handle(Order order) { {{body}} }

            static Shop() => AppDomain.CurrentDomain.FirstChanceException += (_, e) => Handle(new Order(e.Exception.Message, 0));
        }
        """;

    private static string Handler(string members, string body) => $$"""
        public class Function
        {
            {{members}}

            public void Handle(Order order, Amazon.Lambda.Core.ILambdaContext context) { {{body}} }
        }
        """;

    private sealed class Test(DiagnosticAnalyzer analyzer) : AnalyzerTest
    {
        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => [analyzer];
    }
}
