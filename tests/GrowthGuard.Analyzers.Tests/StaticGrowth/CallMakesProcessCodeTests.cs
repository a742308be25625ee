using System.Diagnostics.CodeAnalysis;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Growth.CallMakesProcessCodeAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>GG1010: what stays until the process ends, made again and again.</summary>
public sealed class CallMakesProcessCodeTests
{
    private const string Common = """
        global using System;
        global using System.Collections.Concurrent;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Reflection;
        global using System.Reflection.Emit;
        global using System.Runtime.Loader;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using System.Xml.Serialization;

        public sealed class Order { public string Id { get; set; } }
        """;

    [Theory]
    [InlineData("new XmlSerializer(typeof(Order), new XmlRootAttribute(\"order\"))")]
    [InlineData("new XmlSerializer(typeof(Order), new[] { typeof(string) })")]
    [InlineData("new XmlSerializer(typeof(Order), Type.EmptyTypes)")]
    [InlineData("new XmlSerializer(typeof(Order), new XmlAttributeOverrides())")]
    [InlineData("new XmlSerializer(typeof(Order), null, null, new XmlRootAttribute(\"order\"), \"\")")]
    [InlineData("new XmlSerializer(new XmlReflectionImporter().ImportTypeMapping(typeof(Order)))")]
    [InlineData("XmlSerializer.FromTypes(new[] { typeof(Order) })")]
    [InlineData("Assembly.Load(File.ReadAllBytes(path))")]
    [InlineData("AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(path), AssemblyBuilderAccess.Run)")]
    [InlineData("Assembly.LoadFrom(path)")]
    [InlineData("Assembly.LoadFile(path)")]
    [InlineData("new AssemblyLoadContext(path)")]
    [InlineData("new AssemblyLoadContext(path, isCollectible: false)")]
    [InlineData("string.Intern(path)")]
    [InlineData("AssemblyLoadContext.Default.LoadFromStream(File.OpenRead(path))")]
    public Task A_call_in_the_steady_state_is_reported(string call) => VerifyAsync($$"""
        public static class Parser
        {
            public static void Parse(string path) => Use([|{{call}}|]);

            private static void Use(object value) { }
        }
        """);

    [Theory]
    [InlineData("Assembly.Load(File.ReadAllBytes(path))", DiagnosticSeverity.Info)]
    [InlineData("Assembly.Load(bytes)", DiagnosticSeverity.Info)]
    [InlineData("Assembly.LoadFrom(path)", DiagnosticSeverity.Info)]
    [InlineData("AssemblyLoadContext.Default.LoadFromStream(File.OpenRead(path))", DiagnosticSeverity.Info)]
    [InlineData("string.Intern(path)", DiagnosticSeverity.Info)]
    [InlineData("Assembly.Load(Convert.FromBase64String(path))", DiagnosticSeverity.Warning)]
    [InlineData("new AssemblyLoadContext(path)", DiagnosticSeverity.Warning)]
    [InlineData("new XmlSerializer(typeof(Order), new XmlRootAttribute(File.ReadAllText(path)))", DiagnosticSeverity.Warning)]
    public async Task What_operators_bring_is_an_information_unless_an_invocation_brings_it(string call, DiagnosticSeverity severity)
    {
        await VerifyAsync(Plugins(call), At(severity));
        await VerifyAsync(Plugins(call) + Handler("Plugins.Find(request.Id);"), At(DiagnosticSeverity.Warning));
        await VerifyAsync(Plugins(call) + Handler("_ = request.Id;"), At(severity));

        static DiagnosticResult At(DiagnosticSeverity severity) => new DiagnosticResult("GG1010", severity).WithLocation(0);

        static string Plugins(string call) => $$"""
            public static class Plugins
            {
                public static void Find(string path)
                {
                    var bytes = File.ReadAllBytes(path);
                    Keep({|#0:{{call}}|});
                }

                private static void Keep(object value) { }
            }
            """;

        static string Handler(string body) => $$"""

            namespace Amazon.Lambda.Core { public interface ILambdaContext { } }

            public class Function { public void Handle(Order request, Amazon.Lambda.Core.ILambdaContext context) { {{body}} } }
            """;
    }

    [Theory]
    [InlineData("new XmlSerializer(typeof(Order))")]
    [InlineData("new XmlSerializer(typeof(Order), \"urn:orders\")")]
    [InlineData("AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(path), AssemblyBuilderAccess.RunAndCollect)")]
    [InlineData("AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(path), _access)")]
    [InlineData("Assembly.Load(path)")]
    [InlineData("Assembly.Load(new AssemblyName(path))")]
    [InlineData("Assembly.LoadFrom(\"plugin.dll\")")]
    [InlineData("new AssemblyLoadContext(path, isCollectible: true)")]
    [InlineData("string.Intern(nameof(Order))")]
    [InlineData("string.Intern(typeof(Order).Name)")]
    [InlineData("Assembly.LoadFrom(Path.Combine(AppDomain.CurrentDomain.BaseDirectory, string.Format(\"{0}.dll\", assemblyName)))")]
    [InlineData("string.Intern(assemblyName)")]
    [InlineData("string.IsInterned(path)")]
    [InlineData("new AssemblyLoadContext(path, isCollectible: true).LoadFromStream(File.OpenRead(path))")]
    [InlineData("new System.Text.RegularExpressions.Regex(path, System.Text.RegularExpressions.RegexOptions.Compiled)")]
    [InlineData("System.Linq.Expressions.Expression.Lambda<Func<int>>(System.Linq.Expressions.Expression.Constant(1)).Compile()")]
    [InlineData("new Timer(_ => { }, null, 1000, 1000)")]
    public Task What_the_runtime_shares_or_collects_is_not_reported(string call) => VerifyAsync($$"""
        public static class Parser
        {
            private static AssemblyBuilderAccess _access;

            public static void Parse(string path, string assemblyName) => Use({{call}});

            private static void Use(object value) { }
        }
        """);

    [Theory]
    [InlineData("private static readonly XmlSerializer S = new(typeof(Order), new XmlRootAttribute(\"o\")); public static XmlSerializer Get(Type type) => S;")]
    [InlineData("private static XmlSerializer _s; public static XmlSerializer Get(Type type) => _s ??= new XmlSerializer(type, new XmlRootAttribute(\"o\"));")]
    [InlineData("private static XmlSerializer _s; public static XmlSerializer Get(Type type) { if (_s == null) _s = new XmlSerializer(type, new XmlRootAttribute(\"o\")); return _s; }")]
    [InlineData("private static XmlSerializer _s; public static XmlSerializer Get(Type type) { lock (typeof(Order)) { if (_s is null) { _s = new XmlSerializer(type, new XmlRootAttribute(\"o\")); } return _s; } }")]
    [InlineData("private static readonly Lazy<XmlSerializer> S = new(() => new XmlSerializer(typeof(Order), new XmlRootAttribute(\"o\"))); public static XmlSerializer Get(Type type) => S.Value;")]
    [InlineData("private static readonly ConcurrentDictionary<Type, XmlSerializer> C = new(); public static XmlSerializer Get(Type type) => C.GetOrAdd(type, t => new XmlSerializer(t, new XmlRootAttribute(\"o\")));")]
    [InlineData("private static readonly ConcurrentDictionary<Type, Lazy<XmlSerializer>> C = new(); public static XmlSerializer Get(Type type) => C.GetOrAdd(type, t => new Lazy<XmlSerializer>(() => new XmlSerializer(t, new XmlRootAttribute(\"o\")))).Value;")]
    [InlineData("private static readonly ConcurrentDictionary<Type, XmlSerializer> C = new(); public static XmlSerializer Get(Type type) => C.GetOrAdd(type, Make); private static XmlSerializer Make(Type type) { var s = new XmlSerializer(type, new XmlRootAttribute(\"o\")); return s; }")]
    [InlineData("private static readonly Dictionary<Type, XmlSerializer> C = new(); public static XmlSerializer Get(Type type) { if (!C.TryGetValue(type, out var s)) { s = new XmlSerializer(type, new XmlRootAttribute(\"o\")); C[type] = s; } return s; }")]
    [InlineData("private static readonly Dictionary<Type, XmlSerializer> C = new(); public static XmlSerializer Get(Type type) { if (!C.TryGetValue(type, out var s)) { C.Add(type, s = new XmlSerializer(type, new XmlRootAttribute(\"o\"))); } return s; }")]
    [InlineData("private static readonly ConcurrentDictionary<Type, XmlSerializer> C = new(); public static XmlSerializer Get(Type type) { if (C.TryGetValue(type, out var s)) return s; s = Make(type); C.TryAdd(type, s); return s; } private static XmlSerializer Make(Type type) => new XmlSerializer(type, new XmlRootAttribute(\"o\"));")]
    [InlineData("private static XmlSerializer _s; public static XmlSerializer Get(Type type) => LazyInitializer.EnsureInitialized(ref _s, () => new XmlSerializer(typeof(Order), new XmlRootAttribute(\"o\")));")]
    [InlineData("private static XmlSerializer _s; public static XmlSerializer Get(Type type) => _s ??= XmlSerializer.FromTypes(new[] { type })[0];")]
    [InlineData("private static bool _done; public static void Get(Type type) { if (!_done) { _done = true; new XmlSerializer(type, new XmlRootAttribute(\"o\")); } }")]
    public Task A_result_that_is_kept_is_not_reported(string members) => VerifyAsync($$"""
        public static class Serializers
        {
            {{members}}
        }
        """);

    [Fact]
    public Task A_static_that_is_overwritten_each_time_keeps_only_the_last() => VerifyAsync("""
        public static class Serializers
        {
            private static XmlSerializer _last;

            public static void Remember(Type type) => _last = [|new XmlSerializer(type, new XmlRootAttribute("o"))|];
        }
        """);

    [Fact]
    public Task The_message_names_the_overload_and_the_member() => VerifyCS.VerifyAnalyzerAsync(
        """
        using System.Xml.Serialization;

        public static class Parser
        {
            public static void Parse(System.Type type)
            {
                var serializer = {|#0:new XmlSerializer(type, new XmlRootAttribute("order"))|};
            }
        }
        """,
        VerifyCS.Diagnostic().WithLocation(0)
            .WithMessage(
                "'new XmlSerializer(Type, XmlRootAttribute)' in 'Parse' makes code that stays until the process ends, and makes it again for each call"));

    [Theory]
    [InlineData("new(typeof(Order), new XmlRootAttribute(\"o\"))")]
    [InlineData("new XmlSerializer(typeof(Order), new XmlRootAttribute(\"o\"))")]
    public Task An_instance_field_of_a_type_that_is_made_for_each_call_is_reported(string creation) => VerifyAsync($$"""
        public static class Api
        {
            public static void Handle(Stream body) => new Reader().Read(body);

            public static IEnumerable<int> Poll()
            {
                while (true)
                {
                    Handle(null);
                    yield return 1;
                }
            }
        }

        internal sealed class Reader
        {
            private readonly XmlSerializer _serializer = [|{{creation}}|];

            public object Read(Stream body) => _serializer.Deserialize(body);
        }
        """);

    [Theory]
    [InlineData("private readonly XmlSerializer _serializer = new(typeof(Order), new XmlRootAttribute(\"o\"));")]
    [InlineData("private XmlSerializer _lazy; private XmlSerializer _serializer => _lazy ??= new(typeof(Order), new XmlRootAttribute(\"o\"));")]
    [InlineData("private readonly XmlSerializer _serializer; public Reader() { _serializer = new(typeof(Order), new XmlRootAttribute(\"o\")); }")]
    public Task An_instance_field_of_a_type_that_nobody_is_seen_to_make_is_not_reported(string field) => VerifyAsync($$"""
        public sealed class Reader
        {
            {{field}}

            public object Read(Stream body) => _serializer.Deserialize(body);
        }
        """);

    [Fact]
    public Task An_instance_field_of_a_static_object_is_not_reported() => VerifyAsync("""
        public static class Api
        {
            private static readonly Reader Reader = new();

            public static object Handle(Stream body) => Reader.Read(body);
        }

        internal sealed class Reader
        {
            private readonly XmlSerializer _serializer = new(typeof(Order), new XmlRootAttribute("o"));

            public object Read(Stream body) => _serializer.Deserialize(body);
        }
        """);

    [Fact]
    public Task Interned_data_in_a_property_is_reported_where_objects_are_made_from_a_payload() => VerifyAsync("""
        public static class Api
        {
            public static Customer Read(string id) => new Customer(id);

            public static void Serve()
            {
                while (true)
                {
                    Read(Console.ReadLine());
                }
            }
        }

        public sealed class Customer
        {
            public Customer(string id) => Id = [|string.Intern(id)|];

            public string Id { get; }
        }
        """);

    [Fact]
    public Task Initialisation_is_not_reported() => VerifyAsync("""
        public static class Plugins
        {
            private static readonly List<Assembly> Loaded = new();
            private static readonly string Name = string.Intern(Environment.MachineName + Console.Title);

            static Plugins()
            {
                foreach (var file in Directory.GetFiles("plugins"))
                    Loaded.Add(Assembly.LoadFrom(file));
            }

            public static void LoadPlugin(string path) => Assembly.LoadFrom(path);
        }
        """);

    [Fact]
    public Task A_handler_of_assembly_resolution_is_asked_once_for_each_assembly() => VerifyAsync("""
        public static class Resolver
        {
            public static void Install() => AppDomain.CurrentDomain.AssemblyResolve += (sender, e) => Assembly.LoadFrom(e.Name + ".dll");

            public static Assembly Resolve(AssemblyName name) => Assembly.LoadFrom(name.Name + ".dll");
        }
        """);

    [Fact]
    public Task Tests_are_not_reported() => VerifyAsync("""
        namespace Xunit { public sealed class FactAttribute : Attribute { } }

        public class ReaderTests
        {
            [Xunit.Fact]
            public void Reads() => new XmlSerializer(typeof(Order), new XmlRootAttribute("o"));
        }
        """);

    [Fact]
    public Task Half_typed_code_is_left_alone() => new VerifyCS.Test
    {
        TestCode = """
            using System.Xml.Serialization;
            public static class Parser
            {
                public static void Parse() { new XmlSerializer(typeof(Nothing), ; new XmlSerializer( }
            }
            """,
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    [Fact]
    public Task Other_types_of_the_same_name_are_not_reported() => VerifyCS.VerifyAnalyzerAsync("""
        public class XmlSerializer { public XmlSerializer(System.Type type, System.Type[] more) { } }
        public static class Assembly { public static void Load(byte[] image) { } }

        public static class Parser
        {
            public static void Parse(byte[] image)
            {
                new XmlSerializer(typeof(int), null);
                Assembly.Load(image);
            }
        }
        """);

    [Theory]
    [InlineData("private static readonly ThreadLocal<byte[]> Buffers = [|new ThreadLocal<byte[]>(() => new byte[100], true)|];")]
    [InlineData("private static readonly ThreadLocal<byte[]> Buffers = [|new(() => new byte[100], trackAllValues: true)|];")]
    [InlineData("private static readonly ThreadLocal<byte[]> Buffers = [|new(trackAllValues: true)|];")]
    [InlineData("private static ThreadLocal<byte[]> Buffers { get; } = [|new(() => new byte[100], true)|];")]
    [InlineData("private static readonly ThreadLocal<byte[]> Buffers; static Parser() { Buffers = [|new(() => new byte[100], true)|]; }")]
    [InlineData("private static ThreadLocal<byte[]> _buffers; private static ThreadLocal<byte[]> Buffers => _buffers ??= [|new(true)|]; public static int Other(string path) => _buffers.Value.Length;")]
    public Task A_thread_local_that_tracks_all_values_is_reported(string field) => VerifyAsync($$"""
        public static class Parser
        {
            {{field}}

            public static int Parse(string path) => Buffers.Value.Length + path.Length;
        }
        """);

    [Fact]
    public Task Values_of_a_singleton_are_told_in_words() => VerifyAsync("""
        public sealed class Hub
        {
            public static readonly Hub Instance = new();

            private readonly ThreadLocal<List<string>> _subscriptions = {|#0:new(() => new List<string>(), true)|};

            private Hub() { }

            public void Publish(string message) => _subscriptions.Value.Clear();
        }
        """,
        VerifyCS.Diagnostic("GG1010")
            .WithLocation(0)
            .WithMessage(
                "'new ThreadLocal(Func<List<string>>, bool)' in '_subscriptions' makes a value that stays until the process ends, and makes it again for each thread that uses it"));

    [Theory]
    [InlineData("private static readonly ThreadLocal<byte[]> Buffers = new(() => new byte[100]);")]
    [InlineData("private static readonly ThreadLocal<byte[]> Buffers = new(() => new byte[100], false);")]
    [InlineData("private static readonly ThreadLocal<byte[]> Buffers = new(() => new byte[100], Tracks); private static bool Tracks => false;")]
    [InlineData("private static readonly ThreadLocal<byte[]> Other = new(() => new byte[100], true); private static readonly ThreadLocal<byte[]> Buffers = new();")]
    [InlineData("private static ThreadLocal<byte[]> Buffers = new(true); public static void Reset() => Buffers = new(true);")]
    [InlineData("private static readonly ThreadLocal<byte[]> Buffers = new(true); public static void Stop() => Buffers.Dispose();")]
    [InlineData("private static readonly ThreadLocal<byte[]> Buffers = new(true); public static void Done() => Buffers.Value = null;")]
    [InlineData("private static readonly ThreadLocal<byte[]> Buffers = new(true); public static void Done() => Buffers.Value = default;")]
    public Task A_thread_local_that_keeps_nothing_is_not_reported(string field) => VerifyAsync($$"""
        public static class Parser
        {
            {{field}}

            public static int Parse(string path) => Buffers.Value.Length + path.Length;
        }
        """);

    [Theory]
    [InlineData("public int Sum(int[] all) { using var sums = new ThreadLocal<int>(() => 0, true); Parallel.ForEach(all, one => sums.Value += one); return sums.Values.Sum(); }")]
    [InlineData("private readonly ThreadLocal<int> _sums = new(() => 0, true); public void Add(int one) => _sums.Value += one;")]
    [InlineData("private static readonly ThreadLocal<int> Sums = new(() => 0, true); static Parser() { Sums.Value = 1; }")]
    [InlineData("private static readonly ThreadLocal<int> Sums = new(() => 0, true); public static int Total => Sums.Values.Sum();")]
    public Task A_thread_local_that_is_short_lived_or_not_used_is_not_reported(string members) => VerifyAsync($$"""
        public class Parser
        {
            {{members}}
        }
        """);

    [Theory]
    [InlineData("return [|new Castle.DynamicProxy.ProxyGenerator()|].Make<T>();")]
    [InlineData("var proxies = [|new Castle.DynamicProxy.ProxyGenerator(true)|]; return proxies.Make<T>();")]
    [InlineData("return [|Microsoft.CodeAnalysis.CSharp.Scripting.CSharpScript.EvaluateAsync<T>(text)|].Result;")]
    [InlineData("[|Microsoft.CodeAnalysis.CSharp.Scripting.CSharpScript.RunAsync<T>(text)|].Wait(); return default;")]
    public Task Proxy_generators_and_scripts_of_each_call_are_reported(string body) => VerifyAsync(Proxies(body));

    [Theory]
    [InlineData("return Shared.Make<T>();")]
    [InlineData("return new Castle.DynamicProxy.ProxyGenerator(Shared).Make<T>();")]
    [InlineData("return (_kept ??= new Castle.DynamicProxy.ProxyGenerator()).Make<T>();")]
    [InlineData("return Microsoft.CodeAnalysis.CSharp.Scripting.CSharpScript.Create<T>(text);")]
    public Task Proxy_generators_and_scripts_that_are_kept_are_not_reported(string body) => VerifyAsync(Proxies(body));

    private static string Proxies(string body) => $$"""
        namespace Castle.DynamicProxy
        {
            public class ProxyGenerator
            {
                public ProxyGenerator() { }
                public ProxyGenerator(bool disableSignedModule) { }
                public ProxyGenerator(object builder) { }
                public T Make<T>() => default;
            }
        }

        namespace Microsoft.CodeAnalysis.CSharp.Scripting
        {
            using System.Threading.Tasks;

            public static class CSharpScript
            {
                public static Task<T> EvaluateAsync<T>(string code) => Task.FromResult(default(T));
                public static Task RunAsync<T>(string code) => Task.CompletedTask;
                public static T Create<T>(string code) => default;
            }
        }

        public static class Rules
        {
            private static readonly Castle.DynamicProxy.ProxyGenerator Shared = new();
            private static Castle.DynamicProxy.ProxyGenerator _kept;

            public static T Apply<T>(string text)
            {
                {{body}}
            }
        }
        """;

    private static Task VerifyAsync([StringSyntax("C#-test")] string source, params DiagnosticResult[] expected)
    {
        var test = new VerifyCS.Test { TestCode = source };
        test.ExpectedDiagnostics.AddRange(expected);
        test.TestState.Sources.Add(("/0/Common.cs", Common));
        return test.RunAsync();
    }
}
