using VerifyCS = GrowthGuard.TestHarness.CSharpCodeFixVerifier<
    GrowthGuard.Analyzers.Rules.Growth.CallMakesProcessCodeAnalyzer,
    GrowthGuard.CodeFixes.Rules.StaticGrowth.KeepSerializerCodeFix>;

namespace GrowthGuard.Analyzers.Tests.CodeFixes.StaticGrowth;

/// <summary>The fix of GG1010.</summary>
public sealed class KeepSerializerTests
{
    [Fact]
    public Task Fixed_arguments_give_a_static_field() => VerifyCS.VerifyCodeFixAsync(
        """
        using System.IO;
        using System.Xml.Serialization;

        public sealed class Order { }

        public static class Parser
        {
            private const string Root = "order";

            // Reads an order.
            public static Order Parse(TextReader reader)
            {
                var serializer = [|new XmlSerializer(typeof(Order), new XmlRootAttribute(Root) { Namespace = "urn:o" })|]; // one for each call
                return (Order)serializer.Deserialize(reader);
            }
        }
        """,
        """
        using System.IO;
        using System.Xml.Serialization;

        public sealed class Order { }

        public static class Parser
        {
            private const string Root = "order";

            private static readonly XmlSerializer OrderSerializer = new XmlSerializer(typeof(Order), new XmlRootAttribute(Root) { Namespace = "urn:o" });

            // Reads an order.
            public static Order Parse(TextReader reader)
            {
                var serializer = OrderSerializer; // one for each call
                return (Order)serializer.Deserialize(reader);
            }
        }
        """);

    [Fact]
    public Task A_type_that_differs_gives_a_dictionary() => VerifyCS.VerifyCodeFixAsync(
        """
        using System;
        using System.Collections.Concurrent;
        using System.IO;
        using System.Xml.Serialization;

        public static class Parser
        {
            public static object Parse(TextReader reader, Type type) =>
                [|new XmlSerializer(type, new XmlRootAttribute("root"))|].Deserialize(reader);
        }
        """,
        """
        using System;
        using System.Collections.Concurrent;
        using System.IO;
        using System.Xml.Serialization;

        public static class Parser
        {
            private static readonly ConcurrentDictionary<Type, XmlSerializer> Serializers = new ConcurrentDictionary<Type, XmlSerializer>();

            public static object Parse(TextReader reader, Type type) =>
                Serializers.GetOrAdd(type, key => new XmlSerializer(key, new XmlRootAttribute("root"))).Deserialize(reader);
        }
        """);

    [Fact]
    public Task A_type_parameter_is_a_key() => VerifyCS.VerifyCodeFixAsync(
        """
        using System.Collections.Concurrent;
        using System.IO;
        using System.Xml.Serialization;

        public static class Parser
        {
            private static int Serializers => 1;

            public static T Parse<T>(TextReader reader)
            {
                XmlSerializer serializer = [|new(typeof(T), new XmlRootAttribute("root"))|];
                return (T)serializer.Deserialize(reader);
            }
        }
        """,
        """
        using System.Collections.Concurrent;
        using System.IO;
        using System.Xml.Serialization;

        public static class Parser
        {
            private static readonly ConcurrentDictionary<System.Type, XmlSerializer> Serializers2 = new ConcurrentDictionary<System.Type, XmlSerializer>();

            private static int Serializers => 1;

            public static T Parse<T>(TextReader reader)
            {
                XmlSerializer serializer = Serializers2.GetOrAdd(typeof(T), key => new XmlSerializer(key, new XmlRootAttribute("root")));
                return (T)serializer.Deserialize(reader);
            }
        }
        """);

    [Theory]
    [InlineData("[|new XmlSerializer(typeof(Parser), overrides)|]")]
    [InlineData("[|new XmlSerializer(typeof(Parser), new XmlRootAttribute(name))|]")]
    [InlineData("[|new XmlSerializer(overrides.GetType(), new XmlRootAttribute(name))|]")]
    [InlineData("[|XmlSerializer.FromTypes(new[] { typeof(Parser) })|]")]
    [InlineData("[|string.Intern(name)|]")]
    public Task Arguments_that_differ_are_left_to_the_author(string call)
    {
        var source = $$"""
            using System.Xml.Serialization;

            public class Parser
            {
                public static object Parse(XmlAttributeOverrides overrides, string name) => {{call}};
            }
            """;
        return VerifyCS.VerifyCodeFixAsync(source, source);
    }

    [Fact]
    public Task Fix_all_mends_each() => VerifyCS.VerifyCodeFixAsync(
        """
        using System.IO;
        using System.Xml.Serialization;

        public class A { }
        public class B { }

        public static class Parser
        {
            public static object Parse(TextReader reader)
            {
                var a = [|new XmlSerializer(typeof(A), new XmlRootAttribute("a"))|];
                var b = [|new XmlSerializer(typeof(B), new XmlRootAttribute("b"))|];
                return a.Deserialize(reader) ?? b.Deserialize(reader);
            }
        }
        """,
        """
        using System.IO;
        using System.Xml.Serialization;

        public class A { }
        public class B { }

        public static class Parser
        {
            private static readonly XmlSerializer ASerializer = new XmlSerializer(typeof(A), new XmlRootAttribute("a"));
            private static readonly XmlSerializer BSerializer = new XmlSerializer(typeof(B), new XmlRootAttribute("b"));

            public static object Parse(TextReader reader)
            {
                var a = ASerializer;
                var b = BSerializer;
                return a.Deserialize(reader) ?? b.Deserialize(reader);
            }
        }
        """);
}
