using static GrowthGuard.Analyzers.Tests.StaticGrowth.StaticGrowthVerifier;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>Registries that programs fill while they start, resolvers whose values are code, and functions that the host calls.</summary>
public sealed class StaticCollectionGrowsRegistrationTests
{
    [Fact]
    public Task ResolverFromNameToType_NoDiagnostic() => VerifyAsync(
        """
        public static class Resolver
        {
            static readonly ConcurrentDictionary<string, Type> Types = new();

            public static Type Of(string name) => Types.GetOrAdd(name, key => Type.GetType(key, throwOnError: true)!);
        }
        """);

    [Fact]
    public Task ResolverThatKeepsWhatItDidNotFind_Diagnostic() => VerifyAsync(
        """
        #nullable enable
        public static class Resolver
        {
            static readonly ConcurrentDictionary<string, Type?> [|Types|] = new();

            public static Type? Of(string name) => Types.GetOrAdd(name, key => Type.GetType(key));
        }
        """);

    [Fact]
    public Task ResolverToPartsOfTheProgram_NoDiagnostic() => VerifyAsync(
        """
        public sealed class Target { public Type Type; public MethodInfo Method; }

        public static class Resolver
        {
            static readonly Dictionary<string, Target> Targets = new();

            public static Target Of(string name) => Targets.TryGetValue(name, out var known) ? known : Targets[name] = Resolve(name);

            static Target Resolve(string name) => throw new NotSupportedException(name);
        }
        """);

    [Fact]
    public Task KeyWithOwnEqualsMadeOfCode_NoDiagnostic() => VerifyAsync(
        """
        public sealed class Key
        {
            public Type Type; public MethodInfo Method; public Func<Type, string> Name;
            public override bool Equals(object other) => other is Key key && key.Type == Type && key.Method == Method;
            public override int GetHashCode() => Type.GetHashCode();
        }

        public static class Names
        {
            static readonly ConcurrentDictionary<Key, string> Cache = new();

            public static string Of(Type type, MethodInfo method) => Cache.GetOrAdd(new Key { Type = type, Method = method }, key => key.Method.Name);
        }
        """);

    [Fact]
    public Task KeyComparedByReference_Diagnostic() => VerifyAsync(
        """
        public sealed class Key { public Type Type; }

        public static class Names
        {
            static readonly ConcurrentDictionary<Key, string> [|Cache|] = new();

            public static string Of(Type type) => Cache.GetOrAdd(new Key { Type = type }, key => key.Type.Name);
        }
        """);

    [Fact]
    public Task PublicAddThatOnlyTheStaticConstructorCalls_NoDiagnostic() => VerifyAsync(
        """
        public static class Colours
        {
            static readonly Dictionary<string, string> ByState = new();

            static Colours() => AddColour("failed", "red");

            public static void AddColour(string state, string colour) => ByState[state] = colour;
        }
        """);

    [Fact]
    public Task PublicAddThatAHandlerCalls_Diagnostic() => VerifyAsync(
        """
        public static class Colours
        {
            static readonly Dictionary<string, string> [|ByState|] = new();

            public static void AddColour(string state, string colour) => ByState[state] = colour;
        }

        public class Function
        {
            public void Handle(string state) => Colours.AddColour(state, "red");
        }
        """);

    [Fact]
    public Task PublicAddOfDataWithoutCallers_Diagnostic() => VerifyAsync(
        """
        public static class Audit
        {
            static readonly List<Order> [|Orders|] = new();

            public static void AddOrder(Order order) => Orders.Add(order);
        }
        """);

    [Fact]
    public Task PublicAddToDefaultsOfTheStaticConstructor_NoDiagnostic() => VerifyAsync(
        """
        public static class Colours
        {
            static readonly IDictionary<string, string> ByState = new Dictionary<string, string>();

            static Colours() => ByState.Add("failed", "red");

            public static void AddColour(string state, string colour) => ByState.Add(state, colour);
        }
        """);

    [Fact]
    public Task PublicAddToDefaultsOfTheInitialiser_NoDiagnostic() => VerifyAsync(
        """
        public static class Colours
        {
            static readonly Dictionary<string, string> ByState = new() { ["failed"] = "red" };

            public static void AddColour(string state, string colour) => ByState[state] = colour;
        }
        """);

    [Fact]
    public Task PublicAddToDefaultsThatTheStaticConstructorMakes_NoDiagnostic() => VerifyAsync(
        """
        public static class Conventions
        {
            static readonly List<string> All;

            static Conventions() { All = new List<string> { "first" }; }

            public static void AddConvention(string name) => All.Add(name);
        }
        """);

    [Fact]
    public Task PublicAddToAnEmptyStore_Diagnostic() => VerifyAsync(
        """
        public static class Conventions
        {
            static readonly List<string> [|All|];

            static Conventions() { All = new List<string>(); }

            public static void AddConvention(string name) => All.Add(name);
        }
        """);

    [Fact]
    public Task PublicAddToDefaultsThatAHandlerCalls_Diagnostic() => VerifyAsync(
        """
        public static class Colours
        {
            static readonly Dictionary<string, string> [|ByState|] = new() { ["failed"] = "red" };

            public static void AddColour(string state, string colour) => ByState[state] = colour;
        }

        public class Function
        {
            public void Handle(string state) => Colours.AddColour(state, "red");
        }
        """);

    [Fact]
    public Task PublicAddToDefaultsThatAPublicMethodCalls_Diagnostic() => VerifyAsync(
        """
        public static class Colours
        {
            static readonly Dictionary<string, string> [|ByState|] = new() { ["failed"] = "red" };

            public static void AddColour(string state, string colour) => ByState[state] = colour;

            public static string Paint(string state)
            {
                AddColour(state, "grey");
                return ByState[state];
            }
        }
        """);

    [Fact]
    public Task LookUpThatAddsToDefaults_Diagnostic() => VerifyAsync(
        """
        public static class Colours
        {
            static readonly ConcurrentDictionary<string, string> [|ByState|] = new() { ["failed"] = "red" };

            public static string Of(string state) => ByState.GetOrAdd(state, key => key.ToUpperInvariant());
        }
        """);

    [Fact]
    public Task AddThatTheHostCallsOnDefaults_Diagnostic() => VerifyAsync(
        """
        public class Function
        {
            static readonly List<string> [|Seen|] = new() { "first" };

            public void AddOrder(Amazon.Lambda.Core.ILambdaContext context, string id) => Seen.Add(id);
        }

        namespace Amazon.Lambda.Core { public interface ILambdaContext { } }
        """);

    [Fact]
    public Task OverrideThatTheFrameworkCallsOnDefaults_Diagnostic() => VerifyAsync(
        """
        public class Names : System.Collections.ObjectModel.Collection<string>
        {
            static readonly List<string> [|Known|] = new() { "first" };

            protected override void InsertItem(int index, string item) => Known.Add(item);
        }
        """);

    [Fact]
    public Task ProviderClassWithMethodsToOverride_NoDiagnostic() => VerifyAsync(
        """
        public class Provider
        {
            public virtual bool Matches(string endpoint) => false;
        }

        public static class Providers
        {
            static readonly List<Provider> Known = new();

            public static void AddProvider(Provider provider) => Known.Add(provider);
        }
        """);

    [Fact]
    public Task ConfigurationThroughCallback_NoDiagnostic() => VerifyAsync(
        """
        public interface IConfiguration { IConfiguration Use<T>(T value, Action<T> apply); }

        public static class Filters
        {
            public static readonly List<object> Providers = new();
        }

        public static class ConfigurationExtensions
        {
            public static IConfiguration UseFilter(this IConfiguration configuration, object filter) => configuration.Use(filter, x => Filters.Providers.Add(x));
        }
        """);

    [Fact]
    public Task FunctionGivenToTheBootstrapOfTheHost_Diagnostic() => VerifyAsync(
        """
        namespace Amazon.Lambda.RuntimeSupport
        {
            public sealed class LambdaBootstrapBuilder
            {
                public static LambdaBootstrapBuilder Create<TInput>(Action<TInput> handler) => new();
            }
        }

        public static class Program
        {
            static readonly List<string> [|Seen|] = new();

            public static void Main() => Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder.Create<string>(input => Seen.Add(input));
        }
        """);

    [Fact]
    public Task WorkThatMainStartsOnce_NoDiagnostic() => VerifyAsync(
        """
        public static class Program
        {
            static readonly List<string> Names = new();

            public static void Main() => Task.Run(() => Names.Add("once")).Wait();
        }
        """);

    [Fact]
    public Task LoopThatMainStarts_Diagnostic() => VerifyAsync(
        """
        public static class Program
        {
            static readonly List<string> [|Lines|] = new();

            public static void Main() => Task.Run(() => { while (true) Lines.Add(Console.ReadLine()); });
        }
        """);

    // What a program configures a library with, it says while it starts.
    [Theory]
    [InlineData("public sealed class MenuOptions", "void", "", "")]
    [InlineData("public sealed class MenuBuilder", "void", "", "")]
    [InlineData("public sealed class Menu", "Menu", "return this;", "")]
    [InlineData(
        "public sealed class Menu",
        "void",
        "",
        "public static class Kitchen { public static void Open(Action<Menu> configure) => configure(new Menu()); }")]
    public Task ConfigurationOfALibrary_NoDiagnostic(string type, string returns, string end, string more) =>
        VerifyAsync(Menu(type, returns, end, more, "Dishes"));

    [Theory]
    [InlineData("public sealed class Menu", "void", "", "")]
    [InlineData("public sealed class Menu", "Menu", "return new Menu();", "")]
    [InlineData(
        "public sealed class MenuOptions",
        "void",
        "",
        "public sealed class Cook { public void Handle(string dish) { var menu = new MenuOptions(); menu.Take(dish); } }")]
    public Task NoConfiguration_Diagnostic(string type, string returns, string end, string more) =>
        VerifyAsync(Menu(type, returns, end, more, "[|Dishes|]"));

    private static string Menu(string type, string returns, string end, string more, string store) => $$"""
        {{type}}
        {
            static readonly List<string> {{store}} = new();

            public {{returns}} Take(string dish) { Dishes.Add(dish); {{end}} }
        }

        {{more}}
        """;

    [Theory]
    [InlineData(
        "public interface INaming { }",
        "public static void InsertFirst<T>() where T : INaming, new()",
        "new T()",
        "public static class Setup { public static void UseShort() => Namings.InsertFirst<Short>(); } public sealed class Short : INaming { }")]
    [InlineData("public interface INaming { }", "public static void AddNaming<T>() where T : INaming, new()", "new T()", "")]
    public Task BehaviourAddedByItsType_NoDiagnostic(string type, string method, string added, string more) =>
        VerifyAsync(Namings(type, method, added, more, "Known"));

    [Theory]
    [InlineData(
        "public interface INaming { }",
        "public static void InsertFirst<T>(string text) where T : INaming, new()",
        "text",
        "public class Function { public void Handle(string text) => Namings.InsertFirst<Short>(text); } public sealed class Short : INaming { }")]
    [InlineData(
        "public interface INaming { }",
        "public static void Made<T>() where T : INaming, new()",
        "new T()",
        "public class Function { public void Handle(string text) => Namings.Made<Short>(); } public sealed class Short : INaming { }")]
    public Task DataAddedBesideAType_Diagnostic(string type, string method, string added, string more) =>
        VerifyAsync(Namings(type, method, added, more, "[|Known|]"));

    private static string Namings(string type, string method, string added, string more, string store) => $$"""
        {{type}}

        public static class Namings
        {
            static readonly List<object> {{store}} = new();

            {{method}} => Known.Add({{added}});
        }

        {{more}}
        """;
}
