using GrowthGuard.TestHarness.Tests.Demo;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.TestHarness.Tests.Demo.LowerCaseTypeAnalyzer>;
using VerifyOptions = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.TestHarness.Tests.Demo.OptionsAnalyzer>;

namespace GrowthGuard.TestHarness.Tests;

/// <summary>What a test can say about its solution, and that it reaches compiler and analyzer.</summary>
public sealed class CompilationSettingsTests
{
    [Fact]
    public Task EditorConfigReachesTheAnalyzer() => new VerifyOptions.Test
    {
        TestState =
        {
            Sources = { "class A { }", ("/0/sub/B.cs", "class {|DEMO2:B|} { }") },
            AnalyzerConfigFiles = { ("/.editorconfig", "root = true\n[*.cs]\ndemo_forbidden = none\n[sub/*.cs]\ndemo_forbidden = B\n[/0/sub/*.{cs,vb}]\ndemo_forbidden = B\n") },
        },
    }.RunAsync();

    [Fact]
    public async Task EditorConfigSetsSeverity()
    {
        var test = new VerifyCS.Test
        {
            TestState = { Sources = { "class {|#0:foo|} { }" }, AnalyzerConfigFiles = { ("/.editorconfig", "[*.cs]\ndotnet_diagnostic.DEMO1.severity = error\n") } },
            ExpectedDiagnostics = { VerifyCS.Diagnostic().WithLocation(0).WithArguments("foo").WithSeverity(DiagnosticSeverity.Error) },
        };
        await test.RunAsync();
        Assert.Contains(".WithSeverity(DiagnosticSeverity.Error)", await Failure.OfAsync(new VerifyCS.Test
        {
            TestState = { Sources = { "class [|foo|] { }" }, AnalyzerConfigFiles = { ("/.editorconfig", "[*.cs]\ndotnet_diagnostic.DEMO1.severity = error\n") } },
        }));
    }

    [Fact]
    public Task GlobalConfigReachesTheAnalyzer() => new VerifyOptions.Test
    {
        TestState = { Sources = { "class A { }" }, AnalyzerConfigFiles = { ("/.globalconfig", "is_global = true\nbuild_property.DemoProject = true\n") } },
        ExpectedDiagnostics = { VerifyOptions.Diagnostic("DEMO4") },
    }.RunAsync();

    [Fact]
    public async Task DiagnosticWithoutLocationFailsWhenNotExpected() =>
        Assert.Contains("VerifyCS.Diagnostic(\"DEMO4\")  // Project", await Failure.OfAsync(new VerifyOptions.Test
        {
            TestState = { Sources = { "class A { }" }, AnalyzerConfigFiles = { ("/.globalconfig", "is_global = true\nbuild_property.DemoProject = true\n") } },
        }));

    [Fact]
    public Task RuleThatIsOffByDefaultIsOnAndReportsInAnAdditionalFile() => new VerifyOptions.Test
    {
        TestState = { Sources = { "class A { }" }, AdditionalFiles = { ("/0/words.txt", "{|DEMO3:some|} words") } },
    }.RunAsync();

    [Fact]
    public async Task RuleThatIsOffByDefaultCanBeSwitchedOff()
    {
        await new VerifyOptions.Test
        {
            TestState = { Sources = { "class A { }" }, AdditionalFiles = { ("/0/words.txt", "some words") } },
            DisabledDiagnostics = { "DEMO3" },
        }.RunAsync();
        await new VerifyOptions.Test
        {
            TestState =
            {
                Sources = { "class A { }" },
                AdditionalFiles = { ("/0/words.txt", "some words") },
                AnalyzerConfigFiles = { ("/.globalconfig", "is_global = true\ndotnet_diagnostic.DEMO3.severity = none\n") },
            },
        }.RunAsync();
    }

    [Fact]
    public async Task EveryDocumentIsAnalyzed()
    {
        await new VerifyCS.Test { TestState = { Sources = { "class [|foo|] { }", "class [|bar|] { }", ("/0/C.cs", "class [|baz|] { }") } } }.RunAsync();
        Assert.Contains(
            "VerifyCS.Diagnostic(\"DEMO1\").WithSpan(\"/0/Test1.cs\", 1, 7, 1, 10)",
            await Failure.OfAsync(new VerifyCS.Test { TestState = { Sources = { "class [|foo|] { }", "class bar { }" } } }));
    }

    [Fact]
    public async Task EveryProjectIsAnalyzedAndSeesThoseItReferences()
    {
        await new VerifyCS.Test
        {
            TestState =
            {
                Sources = { "class [|foo|] : Base { }" },
                AdditionalProjectReferences = { "P2" },
                AdditionalProjects =
                {
                    ["P2"] =
                    {
                        Sources = { "public class Base { } class {|#0:bar|} { }" },
                        ExpectedDiagnostics = { VerifyCS.Diagnostic().WithLocation(0).WithArguments("bar") },
                    },
                },
            },
        }.RunAsync();
        var test = new VerifyCS.Test { TestState = { Sources = { "class A { }" }, AdditionalProjects = { ["P2"] = { Sources = { "class bar { }" } } } } };
        Assert.Contains(".WithSpan(\"/P2/Test0.cs\", 1, 7, 1, 10)", await Failure.OfAsync(test));
    }

    [Fact]
    public async Task ReferenceToAnUnknownProjectFails() =>
        Assert.Contains("references 'P3', which is not among AdditionalProjects", await Failure.OfAsync(new VerifyCS.Test
        {
            TestState = { Sources = { "class A { }" }, AdditionalProjectReferences = { "P3" } },
        }));

    [Fact]
    public Task NullableContextIsSet() => new VerifyCS.Test
    {
        TestCode = "class A { string M() => {|CS8603:null|}; }",
        NullableContextOptions = NullableContextOptions.Enable,
        CompilerDiagnostics = CompilerDiagnostics.Warnings,
    }.RunAsync();

    [Fact]
    public Task LanguageVersionIsSet() => new VerifyCS.Test
    {
        TestCode = "class A { object _a = {|CS8370:new|}(); }",
        LanguageVersion = LanguageVersion.CSharp7_3,
    }.RunAsync();

    [Fact]
    public Task PreprocessorSymbolsAreSet() => new VerifyCS.Test
    {
        TestCode = "#if DEMO\nclass [|foo|] { }\n#endif",
        PreprocessorSymbols = { "DEMO" },
    }.RunAsync();

    [Fact]
    public Task OutputKindIsSet() => new VerifyCS.Test
    {
        TestState = { Sources = { "System.Console.WriteLine();" }, OutputKind = OutputKind.ConsoleApplication },
    }.RunAsync();

    [Fact]
    public async Task DefaultReferencesAreTheReferencePackAlone()
    {
        Assert.Contains(ReferenceSets.Net.References, r => r.Display!.Replace('\\', '/').EndsWith("/ref/net10.0/System.Runtime.dll", StringComparison.Ordinal));
        await VerifyCS.VerifyAnalyzerAsync("using {|CS0246:GrowthGuard|}; using {|CS0246:Xunit|}; class A { System.Threading.Lock _lock; }");
    }

    [Fact]
    public async Task ReferenceSetsAreAdded()
    {
        await new VerifyCS.Test { TestCode = "class A { [GrowthGuard.Bounded(1)] int _a; }", ReferenceAnnotations = true }.RunAsync();
        await new VerifyCS.Test { TestCode = "class A { Microsoft.AspNetCore.Http.HttpContext _a; }", ReferenceAssemblies = ReferenceSets.AspNetCore }.RunAsync();
        await new VerifyCS.Test
        {
            TestState = { Sources = { "class A { [Xunit.Fact] void M() { } }" }, AdditionalReferences = { typeof(FactAttribute).Assembly } },
        }.RunAsync();
        await new VerifyCS.Test
        {
            TestState = { Sources = { "class A { [Xunit.Fact] void M() { } }" }, AdditionalReferences = { typeof(FactAttribute).Assembly.Location } },
        }.RunAsync();
    }

    [Fact]
    public Task SolutionTransformsComeLast() => new VerifyCS.Test
    {
        TestCode = "class A { B _b; }",
        SolutionTransforms = { (solution, project) => solution.AddDocument(DocumentId.CreateNewId(project), "B.cs", "class B { }") },
    }.RunAsync();
}
