using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis;
using static GrowthGuard.Analyzers.Tests.StaticGrowth.StaticGrowthVerifier;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>Half-typed code, missing references and odd shapes: no exception, and no wrong diagnostic.</summary>
public sealed class StaticCollectionGrowsRobustnessTests
{
    /// <summary>Sources as they look while being typed. The analyzer may say nothing of them, but it must not fail.</summary>
    public static TheoryData<string> HalfTyped() =>
    [
        "class C { static readonly List<string> Log = ",
        "class C { static readonly List<string> Log = new(); public void M(string s) { Log. } }",
        "class C { static readonly List<string> Log = new(); public void M(string s) { Log.Ad } }",
        "class C { static readonly List<string> Log = new(); public void M(string s) { Log[ } }",
        "class C { static readonly Dictionary<string, int> D = new(); public void M(string s) { D[s] = } }",
        "class C { static readonly Dictionary<string, int> D = new(); public void M(string s) { D[] = 1; } }",
        "class C { static readonly Dictionary<string, int> D = new(); public void M(string s) { D.TryGetValue(s, out var",
        "class C { static readonly Dictionary<string, > D = new(); public void M(string s) { D[s] = 1; } }",
        "class C { static readonly List< Log = new(); }",
        "class C { static readonly Missing<string> Log = new(); public void M(string s) => Log.Add(s); }",
        "class C { static Lazy< Log; public void M() => Log.Value.Add(1); }",
        "class C { static List<string> ; public void M(string s) { } }",
        "class C { static List<string> A = new(), ; public void M(string s) { } }",
        "class C { static List<string> Log { get; = new(); public void M(string s) => Log.Count; }",
        "class C { static readonly List<string> Log = new(); public void M(string s) { if (Log.Count > ) Log.Clear(); } }",
        "class C { static readonly List<string> Log = new(); public void M(string s) { if (Log.Count",
        "class C { static readonly List<string> Log = new(); public void M(string s) { Log = Log } }",
        "class C { static readonly List<string> Log = new(); public void M(string s) { var x = Log; x = x; x. } }",
        "class C { static readonly List<string> Log = new(); public void M(string s) { Undefined(Log); Undefined(ref Log); } }",
        "class C { static readonly List<string> Log = new(); static void M() { M2(Log, ); } static void M2(List<string> x) { } }",
        "class C { static C( { Log.Add(1); } static List<int> Log = new(); }",
        "class C : C { static List<int> Log = new(); void M() => Log.Count; }",
        "class C { static List<int> Log = new(); int P { get { Log. } set { ",
        "static class E { static List<int> L = new(); static void Add(this List<int> x, int y) => x.Add(y, ; }",
        "class C { [Bounded( static List<string> Log = new(); }",
        "class C { [GrowthGuard.Bounded(10)] static List<string> Log = new(); }",
        "class C { [Bounded(\"x\", By = )] static List<string> Log = new(); public void M(string s) => Log.ToString(); }",
        "namespace GrowthGuard { class BoundedAttribute : System.Attribute { } } class C { [GrowthGuard.Bounded(1, 2)] static List<string> Log = new(); }",
        "record R(List<string> L) { static List<string> Log = new(",
        "interface I { static List<string> Log ; static abstract void M(); }",
        "enum E { A, static List<int> L = new() }",
        "List<int> l = new(); l.Add(1); class C { static List<int> Log = new() ",
        "class C { static List<int> Log = new(); void M() { goto x; x: switch (Log.Count) { case > 1 when : break; } } }",
        "class C { static List<int> Log = new(); void M() => Log?.?.Add(1); }",
        "class C { static List<int> Log = new(); Func<int> F = () => { Log.",
        "class C { static (List<int> A, ) T = (new(), ); void M() => T.A. ; }",
        "}} class C { static List<int> Log = new(); ",
        "#if X\nclass C { static List<int> Log = new();\n",
        "class C { static List<int> Log = new(); static List<int> Log = new(); void M() { } }",
        "class C<T { static List<T> Log = new(); void M(T t) => Log.Count; }",
        "",
    ];

    [Theory]
    [MemberData(nameof(HalfTyped))]
    public async Task HalfTypedCode_NoDiagnostic(string source)
    {
        var test = TestOf(source);
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        await test.RunAsync();
    }

    [Fact]
    public async Task ErrorElsewhere_Diagnostic()
    {
        var test = TestOf(
            """
            public class Function
            {
                static readonly List<string> [|Log|] = new();

                public void Handle(string line) => Log.Add(line);

                public void Unfinished() => this.
            }
            """);
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        await test.RunAsync();
    }

    [Fact]
    public async Task NoReferencesAtAll_NoDiagnostic()
    {
        var test = TestOf(
            """
            public class Function
            {
                static readonly List<string> Log = new();

                public void Handle(string line) => Log.Add(line);
            }
            """);
        test.References = ReferenceSet.FromPaths();
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        await test.RunAsync();
    }

    [Fact]
    public async Task TypeOfMissingLibrary_NoDiagnostic()
    {
        var test = TestOf(
            """
            using Vendor.Caching;

            public class Function
            {
                static readonly VendorCache<string> Cache = VendorCache.Create<string>();

                public void Handle(string line) => Cache.Add(line);
            }
            """);
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        await test.RunAsync();
    }

    [Fact]
    public async Task PartialTypeAcrossFiles_Diagnostic()
    {
        var test = TestOf(
            """
            public partial class Function
            {
                static readonly Dictionary<string, Order> [|Cache|] = new();
            }
            """,
            """
            public partial class Function
            {
                public void Handle(Order order) => Remember(order);
            }
            """,
            """
            public partial class Function
            {
                private static void Remember(Order order) => Cache[order.Id] = order;
            }
            """);
        await test.RunAsync();
    }

    [Fact]
    public async Task PartialTypeEvictsInAnotherFile_NoDiagnostic()
    {
        var test = TestOf(
            """
            public partial class Function
            {
                static readonly Dictionary<string, Order> Cache = new();

                public void Handle(Order order)
                {
                    Cache[order.Id] = order;
                    Trim();
                }
            }
            """,
            """
            public partial class Function
            {
                private static void Trim()
                {
                    if (Cache.Count > 1000)
                        Cache.Clear();
                }
            }
            """);
        await test.RunAsync();
    }

    [Fact]
    public async Task PartialMethod_Diagnostic()
    {
        var test = TestOf(
            """
            public partial class Function
            {
                static readonly List<string> [|Log|] = new();

                public void Handle(string line) => OnLine(line);

                static partial void OnLine(string line);
            }
            """,
            """
            public partial class Function
            {
                static partial void OnLine(string line) => Log.Add(line);
            }
            """);
        await test.RunAsync();
    }

    [Fact]
    public async Task ProjectThatGrowsAStoreOfAnother_NoDiagnosticAndNoFailure()
    {
        var test = TestOf(
            """
            public class Function
            {
                public void Handle(string line) => Shared.State.Log.Add(line);
            }
            """);
        test.TestState.AdditionalProjects["Shared"].Sources.Add(
            """
            namespace Shared
            {
                public static class State
                {
                    public static readonly System.Collections.Generic.List<string> Log = new();
                }
            }
            """);
        test.TestState.AdditionalProjectReferences.Add("Shared");
        await test.RunAsync();
    }

    [Fact]
    public Task EscapedIdentifiers_Diagnostic() => VerifyAsync(
        """
        public class @class
        {
            static readonly Dictionary<string, Order> {|#0:@static|} = new();

            public void @void(Order @new) => {|#1:@static[@new.Id]|} = @new;
        }
        """,
        Growing(
            "Static 'static' grows in 'void' (keyed by '@new.Id', open domain); nothing evicts from it and it has no documented bound",
            sites: 1));

    [Fact]
    public Task EscapedAndPlainSpellingOfTheSameName_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> log = new();

            public void Handle(string line)
            {
                @log.Add(line);
                Function.@log.Clear();
            }
        }
        """);

    [Fact]
    public Task AliasedType_Diagnostic() => VerifyAsync(
        """
        using Store = System.Collections.Generic.Dictionary<string, Order>;

        public class Function
        {
            static readonly Store [|Cache|] = new();

            public void Handle(Order order) => Cache[order.Id] = order;
        }
        """);

    [Fact]
    public Task GenericMath_Diagnostic() => VerifyAsync(
        """
        using System.Numerics;

        public static class Sums<T> where T : INumber<T>
        {
            static readonly List<T> [|Terms|] = new();

            public static T Handle(T term)
            {
                Terms.Add(term);
                return Terms.Aggregate(T.Zero, (sum, each) => sum + each);
            }
        }
        """);

    [Fact]
    public Task StaticAbstractMember_Diagnostic() => VerifyAsync(
        """
        public interface IHandler<TSelf> where TSelf : IHandler<TSelf>
        {
            static abstract void Handle(string line);
        }

        public class Function : IHandler<Function>
        {
            static readonly List<string> [|Log|] = new();

            public static void Handle(string line) => Log.Add(line);
        }
        """);

    [Fact]
    public Task Record_Diagnostic() => VerifyAsync(
        """
        public record Customer(string Name)
        {
            static readonly HashSet<string> [|Names|] = new();

            public bool Handle() => Names.Add(Name);
        }
        """);

    [Fact]
    public Task RecordStruct_Diagnostic() => VerifyAsync(
        """
        public readonly record struct Customer(string Name)
        {
            static readonly HashSet<string> [|Names|] = new();

            public bool Handle() => Names.Add(Name);
        }
        """);

    [Fact]
    public Task FileScopedType_Diagnostic() => VerifyAsync(
        """
        file static class State
        {
            internal static readonly List<string> [|Log|] = new();
        }

        public class Function
        {
            public void Handle(string line) => State.Log.Add(line);
        }
        """);

    [Fact]
    public async Task FileScopedTypesOfTheSameName_DiagnosticOfTheOneThatGrows()
    {
        var test = TestOf(
            """
            file static class State
            {
                internal static readonly List<string> [|Log|] = new();
            }

            public class Function
            {
                public void Handle(string line) => State.Log.Add(line);
            }
            """,
            """
            file static class State
            {
                internal static readonly List<string> Log = new();
            }

            public class Reader
            {
                public int Handle() => State.Log.Count;
            }
            """);
        await test.RunAsync();
    }

    [Fact]
    public async Task TopLevelLocalFunctionAsCallback_Diagnostic()
    {
        var test = TestOf(
            """
            Bus.Received += OnReceived;
            Bus.Run();

            void OnReceived(string line) => State.Log.Add(line);

            internal static class State
            {
                internal static readonly List<string> [|Log|] = new();
            }

            internal static class Bus
            {
                internal static event Action<string> Received;

                internal static void Run()
                {
                    while (Console.ReadLine() is { } line)
                        Received?.Invoke(line);
                }
            }
            """);
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        await test.RunAsync();
    }

    [Fact]
    public Task DeeplyNestedLambdas_Diagnostic()
    {
        const int depth = 40;
        var open = string.Concat(Enumerable.Range(0, depth).Select(level => $"Run(x{level} => "));
        var close = new string(')', depth);
        return VerifyAsync(
            $$"""
            public class Function
            {
                static readonly List<string> [|Log|] = new();

                public void Handle(string line) => {{open}}Log.Add(line + x0 + x{{depth - 1}}){{close}};

                private static void Run(Action<int> action) => action(1);
            }
            """);
    }

    [Fact]
    public Task LongChainOfConditions_Diagnostic()
    {
        var tests = string.Concat(Enumerable.Range(0, 300).Select(i => $"if (line == \"{i}\") Console.WriteLine({i}); else "));
        return VerifyAsync(
            $$"""
            public class Function
            {
                static readonly List<string> [|Log|] = new();

                public void Handle(string line)
                {
                    {{tests}} Log.Add(line);
                }
            }
            """);
    }

    [Fact]
    public Task MutuallyRecursiveHelpers_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> [|Log|] = new();

            public void Handle(string line) => Even(line, 10);

            private static void Even(string line, int depth)
            {
                if (depth > 0)
                    Odd(line, depth - 1);
            }

            private static void Odd(string line, int depth)
            {
                Log.Add(line);
                Even(line, depth - 1);
            }
        }
        """);

    [Fact]
    public Task RecursionThatNothingEnters_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> Log = new();

            public int Handle() => Log.Count;

            private static void Even(string line) => Odd(line);

            private static void Odd(string line)
            {
                Log.Add(line);
                Even(line);
            }
        }
        """);

    [Fact]
    public Task LocalThatDependsOnItself_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly Dictionary<string, Order> [|Cache|] = new();

            public void Handle(Order order)
            {
                var key = order.Id;
                for (var i = 0; i < 3; i++)
                    key = key + key;
                var all = Cache;
                all = all;
                all[key] = order;
            }
        }
        """);

    [Fact]
    public Task UnsafeCode_Diagnostic() => VerifyAsync(
        """
        public unsafe class Function
        {
            static readonly Dictionary<nint, int> [|Blocks|] = new();

            public void Handle(byte* block) => Blocks[(nint)block] = *block;
        }
        """);

    [Fact]
    public Task QueryExpression_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly HashSet<string> [|Seen|] = new();

            public List<Order> Handle(Order[] batch) =>
                (from order in batch
                 where Seen.Add(order.Id)
                 select order).ToList();
        }
        """);

    [Fact]
    public Task Iterator_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly HashSet<string> [|Seen|] = new();

            public IEnumerable<Order> Handle(IEnumerable<Order> batch)
            {
                foreach (var order in batch)
                {
                    if (Seen.Add(order.Id))
                        yield return order;
                }
            }
        }
        """);

    [Fact]
    public Task OperatorAndConversion_Diagnostic() => VerifyAsync(
        """
        public readonly struct Money
        {
            static readonly List<decimal> [|Made|] = new();

            public decimal Amount { get; private init; }

            public static implicit operator Money(decimal amount)
            {
                Made.Add(amount);
                return new Money { Amount = amount };
            }
        }
        """);

    [Fact]
    public Task ExplicitInterfaceImplementation_Diagnostic() => VerifyAsync(
        """
        public interface IHandler
        {
            void Handle(string line);
        }

        public class Function : IHandler
        {
            static readonly List<string> [|Log|] = new();

            void IHandler.Handle(string line) => Log.Add(line);
        }
        """);

    [Fact]
    public async Task PartialMethodWhoseKeyIsClosed_NoDiagnostic()
    {
        var test = TestOf(
            """
            public partial class Function
            {
                static readonly Dictionary<string, int> Calls = new();

                public void Handle() => OnCalled(nameof(Handle));

                static partial void OnCalled(string name);
            }
            """,
            """
            public partial class Function
            {
                static partial void OnCalled(string name) => Calls[name] = 1;
            }
            """);
        await test.RunAsync();
    }

    [Fact]
    public async Task PartialMethodThatEvicts_NoDiagnostic()
    {
        var test = TestOf(
            """
            public partial class Function
            {
                static readonly List<string> Batch = new();

                public void Handle(string line)
                {
                    Batch.Add(line);
                    Send(Batch);
                }

                static partial void Send(List<string> lines);
            }
            """,
            """
            public partial class Function
            {
                static partial void Send(List<string> lines) => lines.Clear();
            }
            """);
        await test.RunAsync();
    }

    [Fact]
    public async Task NullableEnabled_Diagnostic()
    {
        var test = TestOf(
            """
            public class Function
            {
                private static Dictionary<string, Order>? [|_cache|];

                public void Handle(Order order)
                {
                    _cache ??= new();
                    _cache![order.Id] = order;
                }
            }
            """);
        test.NullableContextOptions = NullableContextOptions.Enable;
        await test.RunAsync();
    }

    [Fact]
    public Task PragmaSuppression_NoDiagnostic() => VerifyAsync(
        """
        public class Function
        {
        #pragma warning disable GG1001
            static readonly List<string> Log = new();
        #pragma warning restore GG1001

            public void Handle(string line) => Log.Add(line);
        }
        """);
}
