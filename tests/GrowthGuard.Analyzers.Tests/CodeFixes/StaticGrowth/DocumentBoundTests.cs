using GrowthGuard.CodeFixes.Rules.StaticGrowth;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using VerifyCS = GrowthGuard.TestHarness.CSharpCodeFixVerifier<
    GrowthGuard.Analyzers.Rules.Growth.StaticCollectionGrowsAnalyzer,
    GrowthGuard.CodeFixes.Rules.StaticGrowth.DocumentBoundCodeFix>;

namespace GrowthGuard.Analyzers.Tests.CodeFixes.StaticGrowth;

public sealed class DocumentBoundTests
{
    private const string BoundedArguments = "By = \"TODO: say what keeps it small\"";
    private const string BoundedComment = "bound: TODO: say what keeps it small";
    private const string UnboundedArguments = "\"TODO: say why growth without a bound is fine here\"";

    [Fact]
    public Task Bounded_OnField() => VerifyAsync(
        """
        using System.Collections.Generic;

        public static class Prices
        {
            private static readonly Dictionary<string, int> [|Cache|] = new();

            public static void Set(string key) => Cache[key] = 1;
        }
        """,
        $$"""
        using System.Collections.Generic;
        using GrowthGuard;

        public static class Prices
        {
            [Bounded({{BoundedArguments}})]
            private static readonly Dictionary<string, int> Cache = new();

            public static void Set(string key) => Cache[key] = 1;
        }
        """);

    // Somebody forgot the reference: a second attribute would be an error once it is there.
    [Fact]
    public Task AttributeOfAnUnknownType_NoFix()
    {
        const string Source = """
            using System.Collections.Generic;

            public static class Prices
            {
                [{|CS0246:{|CS0246:Bounded|}|}(1000)]
                private static readonly Dictionary<string, int> [|Cache|] = new();

                public static void Set(string key) => Cache[key] = 1;
            }
            """;
        var test = New();
        test.ReferenceAnnotations = false;
        test.TestState.Sources.Add(Source);
        test.FixedState.Sources.Add(Source);
        return test.RunAsync();
    }

    [Fact]
    public Task Unbounded_OnField() => VerifyAsync(
        """
        using System.Collections.Generic;

        public static class Prices
        {
            private static readonly Dictionary<string, int> [|Cache|] = new();

            public static void Set(string key) => Cache[key] = 1;
        }
        """,
        $$"""
        using System.Collections.Generic;
        using GrowthGuard;

        public static class Prices
        {
            [Unbounded({{UnboundedArguments}})]
            private static readonly Dictionary<string, int> Cache = new();

            public static void Set(string key) => Cache[key] = 1;
        }
        """,
        DocumentBoundCodeFix.UnboundedEquivalenceKey);

    [Fact]
    public Task Property_KeepsCommentsAndAttributes() => VerifyAsync(
        """
        using System;
        using System.Collections.Generic;
        using GrowthGuard;

        public static class Prices
        {
            /// <summary>The prices.</summary>
            // Filled by Set.
            [Obsolete("old")] // why
            public static Dictionary<string, int> [|Cache|] { get; } = new(); // by key

            [Obsolete("old")]
            public static void Set(string key) => Cache[key] = 1;
        }
        """,
        $$"""
        using System;
        using System.Collections.Generic;
        using GrowthGuard;

        public static class Prices
        {
            /// <summary>The prices.</summary>
            // Filled by Set.
            [Obsolete("old")] // why
            [Bounded({{BoundedArguments}})]
            public static Dictionary<string, int> Cache { get; } = new(); // by key

            [Obsolete("old")]
            public static void Set(string key) => Cache[key] = 1;
        }
        """);

    [Fact]
    public Task Comments_StayAboveTheAttribute() => VerifyAsync(
        """
        using System.Collections.Generic;
        using GrowthGuard;

        public static class Prices
        {
            #region State

            // Prices by key.
            private static readonly Dictionary<string, int> [|Cache|] = new();

            #endregion

            public static void Set(string key) => Cache[key] = 1;
        }
        """,
        $$"""
        using System.Collections.Generic;
        using GrowthGuard;

        public static class Prices
        {
            #region State

            // Prices by key.
            [Bounded({{BoundedArguments}})]
            private static readonly Dictionary<string, int> Cache = new();

            #endregion

            public static void Set(string key) => Cache[key] = 1;
        }
        """);

    [Theory]
    [InlineData(
        "using System;\nusing System.Collections.Generic;\nusing Zebra;\n",
        "using System;\nusing System.Collections.Generic;\nusing GrowthGuard;\nusing Zebra;\n")]
    [InlineData(
        "using System.Collections.Generic;\nusing static System.Math;\nusing L = System.String;\n",
        "using System.Collections.Generic;\nusing GrowthGuard;\nusing static System.Math;\nusing L = System.String;\n")]
    [InlineData("// Header\n\nusing System.Collections.Generic;\n", "// Header\n\nusing System.Collections.Generic;\nusing GrowthGuard;\n")]
    public Task Using_IsSortedIn(string usings, string fixedUsings) => VerifyAsync(
        usings + "\npublic class C\n{\n    static List<int> [|A|] = new List<int>();\n\n    public static void M(int k) => A.Add(k);\n}\n\nnamespace Zebra { }\n",
        fixedUsings + $"\npublic class C\n{{\n    [Bounded({BoundedArguments})]\n    static List<int> A = new List<int>();\n\n    public static void M(int k) => A.Add(k);\n}}\n\nnamespace Zebra {{ }}\n");

    [Fact]
    public Task Using_InNamespace() => VerifyAsync(
        "namespace Shop\n{\n    using System.Collections.Generic;\n\n    public class C\n    {\n        static List<int> [|A|] = new List<int>();\n\n        public static void M(int k) => A.Add(k);\n    }\n}\n",
        $"namespace Shop\n{{\n    using System.Collections.Generic;\n    using GrowthGuard;\n\n    public class C\n    {{\n        [Bounded({BoundedArguments})]\n        static List<int> A = new List<int>();\n\n        public static void M(int k) => A.Add(k);\n    }}\n}}\n");

    [Fact]
    public Task Using_NotNeededInTheNamespace() => VerifyAsync(
        "using System.Collections.Generic;\n\nnamespace GrowthGuard.Own;\n\npublic class C\n{\n    static List<int> [|A|] = new();\n\n    public static void M(int k) => A.Add(k);\n}\n",
        $"using System.Collections.Generic;\n\nnamespace GrowthGuard.Own;\n\npublic class C\n{{\n    [Bounded({BoundedArguments})]\n    static List<int> A = new();\n\n    public static void M(int k) => A.Add(k);\n}}\n");

    [Fact]
    public Task NameThatMeansSomethingElse_IsQualified() => VerifyAsync(
        "using System.Collections.Generic;\n\nclass BoundedAttribute : System.Attribute { }\n\npublic class C\n{\n    static List<int> [|A|] = new();\n\n    public static void M(int k) => A.Add(k);\n}\n",
        $"using System.Collections.Generic;\n\nclass BoundedAttribute : System.Attribute {{ }}\n\npublic class C\n{{\n    [GrowthGuard.Bounded({BoundedArguments})]\n    static List<int> A = new();\n\n    public static void M(int k) => A.Add(k);\n}}\n");

    [Fact]
    public Task NameThatAUsingWouldMakeAmbiguous_IsQualified() => VerifyAsync(
        "using System.Collections.Generic;\nusing Other;\n\nnamespace Other { public class BoundedAttribute : System.Attribute { } }\n\npublic class C\n{\n    static List<int> [|A|] = new();\n\n    [Bounded]\n    public static void M(int k) => A.Add(k);\n}\n",
        $"using System.Collections.Generic;\nusing Other;\n\nnamespace Other {{ public class BoundedAttribute : System.Attribute {{ }} }}\n\npublic class C\n{{\n    [GrowthGuard.Bounded({BoundedArguments})]\n    static List<int> A = new();\n\n    [Bounded]\n    public static void M(int k) => A.Add(k);\n}}\n");

    [Fact]
    public Task GlobalUsing_IsEnough() => VerifyAsync(
        "global using GrowthGuard;\nusing System.Collections.Generic;\n\npublic class C\n{\n    static List<int> [|A|] = new();\n\n    public static void M(int k) => A.Add(k);\n}\n",
        $"global using GrowthGuard;\nusing System.Collections.Generic;\n\npublic class C\n{{\n    [Bounded({BoundedArguments})]\n    static List<int> A = new();\n\n    public static void M(int k) => A.Add(k);\n}}\n");

    [Fact]
    public Task AttributeThatSaysNothing_IsReplaced() => VerifyAsync(
        "using System.Collections.Generic;\nusing GrowthGuard;\n\npublic class C\n{\n    [Bounded]\n    static List<int> [|A|] = new();\n\n    public static void M(int k) => A.Add(k);\n}\n",
        $"using System.Collections.Generic;\nusing GrowthGuard;\n\npublic class C\n{{\n    [Bounded({BoundedArguments})]\n    static List<int> A = new();\n\n    public static void M(int k) => A.Add(k);\n}}\n");

    [Theory]
    [InlineData("[Unbounded(\"\")] static List<int> [|A|] = new(); public static void M(int k) => A.Add(k);")]
    [InlineData("static List<int> [|A|] = new(), B = new(); public static void M(int k) => A.Add(k);")]
    public Task ContradictionOrSharedDeclaration_NotOffered(string members)
    {
        var source = $"using System.Collections.Generic; using GrowthGuard; public class C {{ {members} }}";
        return VerifyAsync(source, Unmarked(source));
    }

    [Theory]
    [InlineData("namespace GrowthGuard { class BoundedAttribute : System.Attribute { } }")]
    [InlineData("namespace GrowthGuard { class UnboundedAttribute : System.Attribute { public UnboundedAttribute(string reason) { } } }")]
    public Task PastedSourceThatLacksSomething_NotOffered(string pasted)
    {
        var test = New();
        test.ReferenceAnnotations = false;
        test.TestState.Sources.Add(Plain);
        test.TestState.Sources.Add(pasted);
        test.FixedState.Sources.Add(Unmarked(Plain));
        test.FixedState.Sources.Add(pasted);
        return test.RunAsync();
    }

    [Fact]
    public Task PastedSource_IsUsed()
    {
        var test = New();
        test.ReferenceAnnotations = false;
        test.TestState.Sources.Add(Plain);
        test.TestState.Sources.Add(("/0/Ours.cs", AnnotationSource));
        test.FixedState.Sources.Add(PlainFixed);
        test.FixedState.Sources.Add(("/0/Ours.cs", AnnotationSource));
        return test.RunAsync();
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3)]
    [InlineData(LanguageVersion.Default)]
    public Task AnnotationSource_IsAddedWhereThePackageIsNot(LanguageVersion version)
    {
        var test = New();
        test.ReferenceAnnotations = false;
        test.LanguageVersion = version;
        test.TestState.Sources.Add(Plain);
        test.FixedState.Sources.Add(PlainFixed);
        test.FixedState.Sources.Add(("/0/GrowthGuardAnnotations.cs", AnnotationSource));
        return test.RunAsync();
    }

    // On the command line an added file would be named in the project file, which has it by its folder already.
    [Theory]
    [InlineData(
        DocumentBoundCodeFix.BoundedEquivalenceKey,
        "bound: TODO: say what keeps it small",
        "Document the bound of 'A': // bound: …, reason for you to give")]
    [InlineData(
        DocumentBoundCodeFix.UnboundedEquivalenceKey,
        "bound: unbounded (TODO: say why growth without a bound is fine here)",
        "Document that 'A' has no bound: // bound: unbounded (…), reason for you to give")]
    public Task Comment_IsWrittenWhereNoFileCanBeAdded(string key, string comment, string title)
    {
        var test = NewOnCommandLine(key);
        test.CodeActionTitle = title;
        test.TestState.Sources.Add(Plain);
        test.FixedState.Sources.Add(Unmarked(Plain).Replace("    static List", $"    // {comment}\n    static List"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("    // Kept.\n", "    [System.Obsolete] // why\n    static")]
    [InlineData("    /// <summary>Kept.</summary>\n", "    [System.Obsolete]\n\n    static")]
    [InlineData("    /** <summary>Kept.</summary> */\n", "    static")]
    [InlineData("    #region Kept\n", "    static", "    #endregion\n")]
    [InlineData("    #region Kept\n\n", "\tstatic", "\n    #endregion\n")]
    [InlineData("#if !NEVER\n", "static", "#endif\n")]
    [InlineData("#if NEVER\n    static int B;\n#endif\n", "    static")]
    [InlineData("    static int B; // of its own\n\n    /* two\n       lines */\n", "    static")]
    [InlineData("    static int B;\n", "    /* by key */ static")]
    public Task Comment_StandsOnItsOwnLineBeforeTheDeclaration(string before, string declaration, string after = "")
    {
        var test = NewOnCommandLine(DocumentBoundCodeFix.BoundedEquivalenceKey);
        test.TestState.Sources.Add(Around("[|A|]", before + declaration));
        test.FixedState.Sources.Add(Around(
            "A",
            before + declaration[..^declaration.TrimStart(' ', '\t').Length] + $"// {BoundedComment}\n" + declaration));
        return test.RunAsync();

        string Around(string name, string start) =>
            $"using System.Collections.Generic;\n\npublic class C\n{{\n{start} List<int> {name} = new List<int>();\n{after}\n    public static void M(int k) => A.Add(k);\n}}\n";
    }

    // Before it, it would be a comment of the brace.
    [Theory]
    [InlineData("public class C { ", "static List<int> [|A|] = new List<int>();", " public static void M(int k) => A.Add(k); }\r\n")]
    [InlineData(
        "public class C {\r\n  static int B; ",
        "static List<int> [|A|] { get; } = new List<int>();",
        " // by key\r\n  public static void M(int k) => A.Add(k);\r\n}\r\n")]
    public Task Comment_StandsBehindADeclarationThatSharesItsLine(string before, string declaration, string after)
    {
        const string Using = "using System.Collections.Generic;\r\n\r\n";
        var test = NewOnCommandLine(DocumentBoundCodeFix.BoundedEquivalenceKey);
        test.TestState.Sources.Add(Using + before + declaration + after);
        test.FixedState.Sources.Add(Using + before + Unmarked(declaration) + $" /* {BoundedComment} */" + after);
        return test.RunAsync();
    }

    [Fact]
    public Task Comment_TakesTheFilesLineEnds()
    {
        var test = NewOnCommandLine(DocumentBoundCodeFix.BoundedEquivalenceKey);
        test.TestState.Sources.Add(Plain.Replace("\n", "\r\n"));
        test.FixedState.Sources.Add(Unmarked(Plain)
            .Replace("    static List", $"    // {BoundedComment}\n    static List")
            .Replace("\n", "\r\n"));
        return test.RunAsync();
    }

    [Fact]
    public Task Comment_UnderFixAll()
    {
        var test = NewOnCommandLine(DocumentBoundCodeFix.BoundedEquivalenceKey);
        test.TestState.Sources.Add(
            "using System.Collections.Generic;\n\npublic class C\n{\n    static List<int> [|A|] = new List<int>();\n    static List<int> [|B|] = new List<int>();\n\n    public static void M(int k) { A.Add(k); B.Add(k); }\n}\n");
        test.FixedState.Sources.Add(
            $"using System.Collections.Generic;\n\npublic class C\n{{\n    // {BoundedComment}\n    static List<int> A = new List<int>();\n    // {BoundedComment}\n    static List<int> B = new List<int>();\n\n    public static void M(int k) {{ A.Add(k); B.Add(k); }}\n}}\n");
        return test.RunAsync();
    }

    [Fact]
    public Task Comment_IsNotWrittenWhereTheAttributeIs()
    {
        var test = NewOnCommandLine(DocumentBoundCodeFix.BoundedEquivalenceKey);
        test.ReferenceAnnotations = true;
        test.CodeActionTitle = "Document the bound of 'A': [Bounded(By = \"…\")], reason for you to give";
        test.TestState.Sources.Add(Plain);
        test.FixedState.Sources.Add(PlainFixed);
        return test.RunAsync();
    }

    [Fact]
    public Task AnnotationSource_TakesTheFilesLineEnds()
    {
        var test = New();
        test.ReferenceAnnotations = false;
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\nend_of_line = crlf\n"));
        test.TestState.Sources.Add(Plain.Replace("\n", "\r\n"));
        test.FixedState.Sources.Add(PlainFixed.Replace("\n", "\r\n"));
        test.FixedState.Sources.Add(("/0/GrowthGuardAnnotations.cs", AnnotationSource.Replace("\n", "\r\n")));
        return test.RunAsync();
    }

    [Fact]
    public Task AnnotationSource_DoesNotOverwriteAFile()
    {
        var test = New();
        test.ReferenceAnnotations = false;
        test.TestState.Sources.Add(("/0/GrowthGuardAnnotations.cs", "// Mine."));
        test.TestState.Sources.Add(Plain);
        test.FixedState.Sources.Add(("/0/GrowthGuardAnnotations.cs", "// Mine."));
        test.FixedState.Sources.Add(PlainFixed);
        test.FixedState.Sources.Add(("/0/GrowthGuardAnnotations2.cs", AnnotationSource));
        return test.RunAsync();
    }

    [Fact]
    public Task FixAll_AddsTheAnnotationSourceOncePerProject()
    {
        var test = New();
        test.ReferenceAnnotations = false;
        foreach (var sources in new[] { test.TestState.Sources, test.TestState.AdditionalProjects["Other"].Sources })
        {
            sources.Add(Plain);
            sources.Add(Plain.Replace("public class C", "public class D"));
        }

        foreach (var (sources, folder) in new[]
        {
            (test.FixedState.Sources, "/0/"),
            (test.FixedState.AdditionalProjects["Other"].Sources, "/Other/")
        })
        {
            sources.Add(PlainFixed);
            sources.Add(PlainFixed.Replace("public class C", "public class D"));
            sources.Add((folder + "GrowthGuardAnnotations.cs", AnnotationSource));
        }

        return test.RunAsync();
    }

    [Fact]
    public Task FixAll_ChangesAFileOfTwoProjectsOnce()
    {
        var test = New();

        // What was fixed in one project is a new text in the other only when it is applied: the second run here stands for that.
        test.NumberOfFixAllIterations = 2;
        test.TestState.Sources.Add(("/shared/C.cs", Plain));
        test.TestState.AdditionalProjects["Other"].Sources.Add(("/shared/C.cs", Plain));
        test.FixedState.Sources.Add(("/shared/C.cs", PlainFixed));
        test.FixedState.AdditionalProjects["Other"].Sources.Add(("/shared/C.cs", PlainFixed));
        return test.RunAsync();
    }

    [Fact]
    public Task FixAll_TwoStoresInOneType() => VerifyAsync(
        """
        using System.Collections.Generic;

        public class C
        {
            static List<int> [|A|] = new List<int>();
            static List<int> [|B|] = new List<int>();

            public static void M(int k)
            {
                A.Add(k);
                B.Add(k);
            }
        }
        """,
        $$"""
        using System.Collections.Generic;
        using GrowthGuard;

        public class C
        {
            [Bounded({{BoundedArguments}})]
            static List<int> A = new List<int>();
            [Bounded({{BoundedArguments}})]
            static List<int> B = new List<int>();

            public static void M(int k)
            {
                A.Add(k);
                B.Add(k);
            }
        }
        """);

    private const string Plain =
        "using System.Collections.Generic;\n\npublic class C\n{\n    static List<int> [|A|] = new List<int>();\n\n    public static void M(int k) => A.Add(k);\n}\n";

    private const string PlainFixed = "using System.Collections.Generic;\nusing GrowthGuard;\n\npublic class C\n{\n    [Bounded(" +
        BoundedArguments + ")]\n    static List<int> A = new List<int>();\n\n    public static void M(int k) => A.Add(k);\n}\n";

    private static string AnnotationSource { get; } = ReadAnnotationSource();

    private static string Unmarked(string source) => source.Replace("[|", "").Replace("|]", "");

    private static string ReadAnnotationSource()
    {
        using var stream = typeof(DocumentBoundCodeFix).Assembly.GetManifestResourceStream("GrowthGuardAnnotations.cs")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static VerifyCS.Test NewOnCommandLine(string key) =>
        new() { KindOfWorkspace = WorkspaceKind.MSBuild, CodeActionEquivalenceKey = key };

    private static Task VerifyAsync(string source, string fixedSource, string key = DocumentBoundCodeFix.BoundedEquivalenceKey)
    {
        var test = New(key);
        test.TestCode = source;
        test.FixedCode = fixedSource;
        return test.RunAsync();
    }

    private static VerifyCS.Test New(string key = DocumentBoundCodeFix.BoundedEquivalenceKey) =>
        new() { CodeActionEquivalenceKey = key, ReferenceAnnotations = true };
}
