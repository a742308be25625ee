using GrowthGuard.Analyzers.Rules.Growth;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth.RealLeaks;

/// <summary>GG1010 on leaks that were fixed in public repositories.</summary>
public sealed class ProcessLifetimeRealLeaksTests
{
    private static readonly Dictionary<string, RealLeak> Leaks = new()
    {
        ["Subscriptions of each thread in a hub that lives long (Easy.MessageHub)"] = new(
            """
            public sealed class Hub
            {
                public static readonly Hub Instance = new();

                private readonly ThreadLocal<List<Action<object>>> _own = {|GG1010:new(() => new List<Action<object>>(), true)|};

                private Hub() { }

                public void Publish(object message)
                {
                    foreach (var handler in _own.Value)
                        handler(message);
                }
            }
            """,
            """
            public sealed class Hub
            {
                public static readonly Hub Instance = new();

                private ThreadLocal<List<Action<object>>> _own = New();

                private Hub() { }

                public void Publish(object message)
                {
                    if (_own.Values.Count > 100)
                        _own = New();
                    foreach (var handler in _own.Value)
                        handler(message);
                }

                private static ThreadLocal<List<Action<object>>> New() => new(() => new List<Action<object>>(), true);
            }
            """),

        ["A serializer with a root attribute per response (SoapCore)"] = new(
            """
            using System.Xml.Serialization;

            public class Writer
            {
                public void Write(System.Xml.XmlWriter writer, object result, string name, string space) =>
                    {|GG1010:new XmlSerializer(result.GetType(), null, new Type[0], new XmlRootAttribute(name), space)|}.Serialize(writer, result);
            }
            """,
            """
            using System.Xml.Serialization;

            public class Writer
            {
                private static readonly ConcurrentDictionary<Type, XmlSerializer> Serializers = new();

                public void Write(System.Xml.XmlWriter writer, object result) =>
                    Serializers.GetOrAdd(result.GetType(), type => new XmlSerializer(type, null, new Type[0], new XmlRootAttribute("result"), "urn:x")).Serialize(writer, result);
            }
            """),

        ["A serializer with overrides per request and response (Refit, ChannelAdam.Soap)"] = new(
            """
            using System.Xml.Serialization;

            public class Content
            {
                private readonly XmlAttributeOverrides _overrides = new();

                public void Serialize<T>(System.IO.TextWriter writer, T item)
                {
                    var serializer = {|GG1010:new XmlSerializer(item.GetType(), _overrides)|};
                    serializer.Serialize(writer, item);
                }
            }
            """,
            """
            using System.Xml.Serialization;

            public class Content
            {
                private readonly XmlAttributeOverrides _overrides = new();
                private readonly ConcurrentDictionary<Type, XmlSerializer> _serializers = new();

                public void Serialize<T>(System.IO.TextWriter writer, T item)
                {
                    var serializer = _serializers.GetOrAdd(item.GetType(), type => new XmlSerializer(type, _overrides));
                    serializer.Serialize(writer, item);
                }
            }
            """),

        ["FromTypes at each save of a layout (AvalonDock)"] = new(
            """
            using System.Xml.Serialization;

            public class Layout
            {
                public void Write(System.Xml.XmlWriter writer, IEnumerable<object> children)
                {
                    foreach (var child in children)
                        {|GG1010:XmlSerializer.FromTypes(new[] { child.GetType() })|}[0].Serialize(writer, child);
                }
            }
            """,
            """
            using System.Xml.Serialization;

            public class Layout
            {
                private static readonly ConcurrentDictionary<Type, XmlSerializer> Serializers = new();

                public void Write(System.Xml.XmlWriter writer, IEnumerable<object> children)
                {
                    foreach (var child in children)
                        Serializers.GetOrAdd(child.GetType(), type => XmlSerializer.FromTypes(new[] { type })[0]).Serialize(writer, child);
                }
            }
            """),

        ["A dynamic assembly per condition of a query (Gridify)"] = new(
            """
            using System.Reflection;
            using System.Reflection.Emit;

            public static class Builder
            {
                public static Type Make(Type type) =>
                    {|GG1010:AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(type.Name), AssemblyBuilderAccess.Run)|}.DefineDynamicModule("m").DefineType("t").CreateType();
            }
            """,
            """
            using System.Reflection;
            using System.Reflection.Emit;

            public static class Builder
            {
                private static readonly ConcurrentDictionary<Type, Type> Made = new();

                public static Type For(Type type) => Made.GetOrAdd(type, Make);

                private static Type Make(Type type) =>
                    AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(type.Name), AssemblyBuilderAccess.Run).DefineDynamicModule("m").DefineType("t").CreateType();
            }
            """),
    };

    public static TheoryData<string> Names => new(Leaks.Keys);

    [Theory, MemberData(nameof(Names))]
    public Task Before_Diagnostic(string name) => RealLeakVerifier.BeforeAsync<CallMakesProcessCodeAnalyzer>(Leaks[name]);

    [Theory, MemberData(nameof(Names))]
    public Task After_NoDiagnostic(string name) => RealLeakVerifier.AfterAsync(Leaks[name]);
}
