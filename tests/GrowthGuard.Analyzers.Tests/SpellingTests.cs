using System.Collections.Immutable;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Tests;

/// <summary>One fault in the ways in which C# lets it be written: how the receiver is spelled changes nothing, for any rule.</summary>
public sealed class SpellingTests
{
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        "Spelling",
        references: ReferenceSets.AspNetCore.With(
            typeof(Amazon.Runtime.AmazonWebServiceRequest).Assembly.Location,
            typeof(Amazon.DynamoDBv2.IAmazonDynamoDB).Assembly.Location,
            typeof(Microsoft.EntityFrameworkCore.DbContext).Assembly.Location).References,
        options: new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            specificDiagnosticOptions: RuleCatalog.All.ToDictionary(rule => rule.Id, _ => ReportDiagnostic.Warn)));

    // What stands before the statement, and the receiver; $ stands for the member that is called on it.
    private static readonly string[] Receivers =
    [
        "|Home.Shared.$",
        "|Home.Shared?.$",
        "|Home.Shared!.$",
        "|(Home.Shared).$",
        "|(Home.Shared!)?.$",
        "|Shared.$",
        "|Alias.Shared.$",
        "|global::Home.Shared?.$",
        "|Home.Current.$",
        "|Home.Current?.$",
        "|Home.Get().$",
        "var shared = Home.Shared;|shared.$",
        "var shared = Home.Shared;|shared?.$",
        "if (Home.Shared is not { } shared) return;|shared.$",
        "IHome home = new Instance();|home.Shared.$",
        "IHome home = new Instance();|home?.Shared?.$",
        "Base home = new Derived();|home.Shared.$",
    ];

    // The same through an extension method, which has the member in its body.
    private static readonly string[] Extensions =
    [
        "|Home.Shared.Keep(id)",
        "|Home.Shared?.Keep(id)",
        "|Extension.Keep(Home.Shared, id)",
        "|Kept.Keep(Home.Shared, id)",
    ];

    private const string OfInterface =
        "internal interface IHome { TYPE Shared { get; } } internal sealed class Instance : IHome { public TYPE Shared => Home.Current; }";

    private const string OfBase =
        "internal abstract class Base { public abstract TYPE Shared { get; } } internal sealed class Derived : Base { public override TYPE Shared => Home.Current; }";

    private const string OfExtension =
        "internal static class Extension { public static void Keep(this TYPE shared, string id) { shared.CALL; } }";

    // What is not done to a receiver that can be spelled so: assignments, subscriptions, creations, calls of static methods. Of the same
    // text with the second word instead of the first, the rule says nothing.
    private static readonly Statements[] OtherFaults =
    [
        new("GG1007", "+=", "-=",
            "Home.Bus.Ticked += OnTick;", "Bus.Ticked += OnTick;", "Alias.Bus.Ticked += OnTick;", "global::Home.Bus.Ticked += OnTick;",
            "Home.Bus!.Ticked += OnTick;", "(Home.Bus).Ticked += OnTick;", "var bus = Home.Bus; bus.Ticked += OnTick;", "Home.GetBus().Ticked += OnTick;",
            "if (Home.Bus is { } bus) bus.Ticked += OnTick;", "IBus bus = Home.Bus; bus.Ticked += OnTick;"),
        new("GG1010", "Intern(", "IsInterned(",
            "string.Intern(id);", "String.Intern(id);", "Intern(id);", "Text.Intern(id);", "System.String.Intern(id);", "global::System.String.Intern(id);",
            "id?.Let(x => string.Intern(x));", "var text = (string.Intern(id));", "Func<string, string> keep = x => string.Intern(x); keep(id);", "ids.Select(x => string.Intern(x)).ToList();"),
        new("GG2001", "id;", "\"none\";",
            "Home.Last = id;", "Last = id;", "Alias.Last = id;", "global::Home.Last = id;", "(Home.Last) = id;", "Home.Property = id;",
            "var text = id; (Home.Last, var length) = (text, text.Length);", "Home.Remember(id);", "var text = id; Home.Last = text ?? id;", "Home.Last = Home.Property = id;"),
        new("GG2005", "HttpClient", "HttpRequestMessage",
            "var client = new HttpClient();", "HttpClient client = new();", "var client = new System.Net.Http.HttpClient();", "var client = new Http();",
            "using var client = new HttpClient();", "using (new HttpClient()) { }", "var client = (new HttpClient());", "Dispose(new HttpClient());",
            "Func<HttpClient> make = () => new HttpClient(); make().Dispose();", "new HttpClient()?.Dispose();"),
        new("GG2002", "Add(", "Remove(",
            "_ids.Add(id);", "this._ids.Add(id);", "_ids?.Add(id);", "_ids!.Add(id);", "(_ids).Add(id);", "Ids.Add(id);", "GetIds()?.Add(id);",
            "var ids = _ids; ids.Add(id);", "if (_ids is { } ids) ids.Add(id);", "IList<string> ids = _ids; ids.Add(id);", "Extension.Keep(_ids, id);"),
        new("GG2006", "id;", "\"none\";",
            "_last = id;", "this._last = id;", "(_last) = id;", "Last = id;", "var text = id; _last = text ?? id;", "Remember(id);"),
    ];

    private static readonly Fault[] Faults =
    [
        new("GG1001", "Dictionary<string, string>", "new()", "Add(id, id)", "ContainsKey(id)"),
        new("GG1005", "MemoryCache", "new MemoryCache(new MemoryCacheOptions())", "Set(id, id)", "Get(id)"),
        new(
            "GG1006",
            "Channel<string>",
            "Channel.CreateUnbounded<string>()",
            "Writer.TryWrite(id)",
            "Writer.TryWrite(id)") { BoundedInitializer = "Channel.CreateBounded<string>(10)" },
        new("GG1008", "Cache", "new()", "Put(id)", "Has(id)"),
        new(
            "GG1009",
            "CancellationTokenSource",
            "new()",
            "Token.Register(() => Console.WriteLine(id))",
            "Token.ThrowIfCancellationRequested()"),
        new("GG1012", "Meter", "new(\"shop\")", "CreateCounter<int>(id)", "CreateCounter<int>(\"calls\")"),
        new("GG2003", "List<HttpContext>", "new()", "Add(HttpContext)", "Remove(HttpContext)") { IsOfController = true },
        new("GG2004", "HttpClient", "new()", "DefaultRequestHeaders.Add(\"x-id\", id)", "DefaultRequestHeaders.Contains(id)"),
        new(
            "GG3001",
            "IAmazonDynamoDB",
            "new AmazonDynamoDBClient()",
            "ScanAsync(new ScanRequest()).Result.Items.ForEach(Console.WriteLine)",
            "GetItemAsync(new GetItemRequest()).Result.Item.Clear()"),
        new("GG3002", "IAmazonDynamoDB", "new AmazonDynamoDBClient()", "ScanAsync(new ScanRequest()).Result", "ScanAsync(request).Result")
        {
            Statement =
                "var request = new ScanRequest(); ScanResponse page; do { page = $; request.ExclusiveStartKey = page.LastEvaluatedKey; } while (page.LastEvaluatedKey.Count > 0);",
        },
        new("GG3003", "IAmazonDynamoDB", "new AmazonDynamoDBClient()", "ScanAsync(request).Result", "ScanAsync(request).Result")
        {
            Statement =
                "var all = new List<object>(); var request = new ScanRequest(); ScanResponse page; do { page = $; all.AddRange(page.Items); request.ExclusiveStartKey = page.LastEvaluatedKey; } while (page.LastEvaluatedKey.Count > 0); Console.WriteLine(all.Count);",
            HarmlessStatement =
                "var request = new ScanRequest(); ScanResponse page; do { page = $; Console.WriteLine(page.Count); request.ExclusiveStartKey = page.LastEvaluatedKey; } while (page.LastEvaluatedKey.Count > 0);",
        },
        new(
            "GG3004",
            "ShopContext",
            "new()",
            "Orders.ToList().ForEach(Console.WriteLine)",
            "Orders.Take(10).ToList().ForEach(Console.WriteLine)"),
        new(
            "GG3005",
            "ShopContext",
            "new()",
            "Orders.Count(order => order.Id == id)",
            "Orders.Local.Clear()") { Statement = "foreach (var id in ids) $;" },
        new(
            "GG3006",
            "IAmazonDynamoDB",
            "new AmazonDynamoDBClient()",
            "BatchWriteItemAsync(new BatchWriteItemRequest()).Wait()",
            "PutItemAsync(new PutItemRequest()).Wait()"),
        new(
            "GG3007",
            "ShopContext",
            "new()",
            "Orders.ToList().Select(SendAsync)",
            "Orders.Take(10).ToList().Select(SendAsync)") { Statement = "Task.WhenAll($).Wait();" },
    ];

    public static TheoryData<string, string> OnStatic { get; } = Pair(Faults);

    [Theory]
    [MemberData(nameof(OnStatic))]
    public async Task The_fault_is_found_and_its_harmless_likeness_is_not(string rule, string spelling)
    {
        var fault = Faults.Single(fault => fault.Rule == rule);

        Assert.True(await IsFoundAsync(rule, ProgramOf(fault, spelling, isHarmless: false)));
        Assert.False(await IsFoundAsync(rule, ProgramOf(fault, spelling, isHarmless: true)));
    }

    public static TheoryData<string, string> Others { get; } =
        [.. OtherFaults.SelectMany(fault => fault.Spellings.Select(spelling => (fault.Rule, spelling)))];

    [Theory]
    [MemberData(nameof(Others))]
    public async Task The_statement_is_found_and_its_harmless_likeness_is_not(string rule, string statement)
    {
        var fault = OtherFaults.Single(fault => fault.Rule == rule);
        var program = ProgramOf(statement, rule is "GG2002" or "GG2006");

        Assert.True(await IsFoundAsync(rule, program));
        Assert.False(await IsFoundAsync(rule, program.Replace(fault.Harmful, fault.Harmless)));
    }

    [Theory]
    [InlineData("GG1001", "Home.Ids[x] = x")]
    [InlineData("GG1010", "string.Intern(x)")]
    public async Task What_a_callback_does_that_is_registered_while_the_program_starts_is_done_again_and_again(
        string rule,
        string expression) =>
        Assert.True(await IsFoundAsync(rule, $$"""
            using System;
            using System.Collections.Generic;

            public static class Program
            {
                public static void Main() => new Bus().On(x => {{expression}});
            }

            internal static class Home { public static readonly Dictionary<string, string> Ids = new(); }

            internal sealed class Bus { public void On(Func<string, string> handler) => handlers.Add(handler); private readonly List<Func<string, string>> handlers = new(); }
            """));

    private static string ProgramOf(string statement, bool isOfFunction) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Net.Http;
        using Microsoft.AspNetCore.Mvc;
        using static Home;
        using static System.String;
        using Alias = Home;
        using Http = System.Net.Http.HttpClient;
        using Text = System.String;

        namespace Amazon.Lambda.Core { public interface ILambdaContext { } }

        internal interface IBus { event EventHandler Ticked; }

        internal sealed class Clock : IBus { public event EventHandler Ticked; public void Tick() => Ticked?.Invoke(this, EventArgs.Empty); }

        internal static class Home
        {
            public static readonly Clock Bus = new();
            public static string Last;

            public static string Property { get; set; }

            public static Clock GetBus() => Bus;

            public static void Remember(string id) => Last = id;
        }

        internal static class Extension
        {
            public static void Keep(List<string> ids, string id) => ids.Add(id);

            public static void Let(this string text, Action<string> action) => action(text);
        }

        public sealed class {{(isOfFunction ? "Function" : "OrdersController : ControllerBase")}}
        {
            private readonly List<string> _ids = new();
            private string _last;

            private List<string> Ids => _ids;

            {{(isOfFunction ? "private string Last { get; set; }" : "")}}

            {{(isOfFunction
                ? "public void Handle(string id, Amazon.Lambda.Core.ILambdaContext context)"
                : "[HttpGet] public void Get(string id, List<string> ids)")}}
            {
                {{statement}}
            }

            private List<string> GetIds() => _ids;

            private void Remember(string id) => _last = id;

            private void Dispose(IDisposable disposable) => disposable.Dispose();

            private void OnTick(object sender, EventArgs e) => Console.WriteLine(_last + _ids.Count);
        }
        """;

    private static TheoryData<string, string> Pair(IEnumerable<Fault> faults)
    {
        var pairs = new TheoryData<string, string>();
        foreach (var fault in faults)
        {
            foreach (var spelling in Receivers)
            {
                pairs.Add(fault.Rule, spelling);
            }

            if (fault is { IsOfController: false, Statement: null })
            {
                foreach (var spelling in Extensions)
                {
                    pairs.Add(fault.Rule, spelling);
                }
            }
        }

        return pairs;
    }

    private static string ProgramOf(Fault fault, string spelling, bool isHarmless)
    {
        var call = isHarmless ? fault.Harmless : fault.Call;
        var (before, expression) = (spelling.Split('|')[0], spelling.Split('|')[1].Replace("$", call));
        var statement = (isHarmless ? fault.HarmlessStatement ?? fault.Statement : fault.Statement) ?? "$;";
        var isExtension = Extensions.Contains(spelling);
        return $$"""
        using System;
        using System.Collections.Generic;
        using System.Diagnostics.Metrics;
        using System.Linq;
        using System.Net.Http;
        using System.Threading;
        using System.Threading.Channels;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.Caching.Memory;
        using static Home;
        using Alias = Home;
        {{(isExtension ? "using Kept = Extension;" : "")}}

        internal static class Home
        {
            public static readonly {{fault.Type}} Shared = {{(isHarmless ? fault.BoundedInitializer : null) ?? fault.Initializer}};

            public static {{fault.Type}} Current => Shared;

            public static {{fault.Type}} Get() => Current;
        }

        {{(before.StartsWith("IHome") ? OfInterface : before.StartsWith("Base") ? OfBase : isExtension ? OfExtension : "").Replace("TYPE", fault.Type).Replace("CALL", call)}}

        internal sealed class Cache
        {
            private readonly Dictionary<string, string> _items = new();

            public void Put(string id) => _items[id] = id;

            public bool Has(string id) => _items.ContainsKey(id);
        }

        internal sealed class Order { public string Id { get; set; } }

        internal sealed class ShopContext : DbContext { public DbSet<Order> Orders { get; set; } }

        public sealed class OrdersController : ControllerBase
        {
            [HttpGet]
            public void Get(string {{(statement.Contains("var id ") ? "text" : "id")}}, List<string> ids)
            {
                {{before}}
                {{statement.Replace("$", expression)}}
            }

            private static Task SendAsync(Order order) => Task.CompletedTask;
        }
        """;
    }

    private static async Task<bool> IsFoundAsync(string rule, string source)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var compilation = Empty.AddSyntaxTrees(CSharpSyntaxTree.ParseText(source, path: "Shop.cs", cancellationToken: cancellation));
        Assert.Empty(compilation.GetDiagnostics(cancellation).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var findings = await compilation.WithAnalyzers(AnalyzersOf(rule)).GetAnalyzerDiagnosticsAsync(cancellation);
        Assert.DoesNotContain(findings, finding => finding.Id == "AD0001");
        return findings.Any(finding => finding.Id == rule);
    }

    private static ImmutableArray<DiagnosticAnalyzer> AnalyzersOf(string rule) =>
        [.. ShippedAnalyzers.All.Where(analyzer => analyzer.SupportedDiagnostics.Any(descriptor => descriptor.Id == rule))];

    /// <summary>A fault of a rule: what is done to a shared object, and what could be done to it without harm.</summary>
    private sealed record Fault(string Rule, string Type, string Initializer, string Call, string Harmless)
    {
        /// <summary>The statement that the spelling, which $ stands for, is in.</summary>
        public string? Statement { get; init; }

        public string? HarmlessStatement { get; init; }

        /// <summary>How the harmless object is made, when that is the difference.</summary>
        public string? BoundedInitializer { get; init; }

        /// <summary>Whether it can be written in the controller only.</summary>
        public bool IsOfController { get; init; }
    }

    /// <summary>A fault of a rule in several spellings, and the word that makes it one.</summary>
    private sealed record Statements(string Rule, string Harmful, string Harmless, params string[] Spellings);
}
