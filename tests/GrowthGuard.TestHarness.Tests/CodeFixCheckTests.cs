using GrowthGuard.TestHarness.Tests.Demo;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using VerifyCS = GrowthGuard.TestHarness.CSharpCodeFixVerifier<
    GrowthGuard.TestHarness.Tests.Demo.LowerCaseTypeAnalyzer,
    GrowthGuard.TestHarness.Tests.Demo.CapitalizeFix>;

namespace GrowthGuard.TestHarness.Tests;

/// <summary>The checks of a fix that is applied to one diagnostic after the other.</summary>
public sealed class CodeFixCheckTests
{
    [Fact]
    public async Task PassesWhenTheTextIsRight()
    {
        await VerifyCS.VerifyCodeFixAsync("class [|foo|] { }", "class Foo { }");
        await VerifyCS.VerifyCodeFixAsync("class [|foo|] { } class [|bar|] { }", "class Foo { } class Bar { }");
        await VerifyCS.VerifyCodeFixAsync("class foo { }", VerifyCS.Diagnostic().WithSpan(1, 7, 1, 10).WithArguments("foo"), "class Foo { }");
        await VerifyCS.VerifyCodeFixAsync("class [|foo|] : {|CS0246:X|} { }", "class Foo : {|CS0246:X|} { }");
    }

    [Fact]
    public async Task OtherTextFailsWithADiff()
    {
        var report = await Failure.OfAsync(() => VerifyCS.VerifyCodeFixAsync("class [|foo|]\n{\n}", "class FOO\n{\n}"));
        Assert.Equal(
            """
            The fix, applied to one diagnostic after the other:
            /0/Test0.cs differs:
            --- expected
            +++ actual
            -class FOO
            +class Foo
             {
             }

            """.ReplaceLineEndings("\n"),
            report);
    }

    [Fact]
    public async Task DiagnosticsOfTheTestCodeAreCheckedFirst() =>
        Assert.Contains("1 reported", await Failure.OfAsync(() => VerifyCS.VerifyCodeFixAsync("class foo { }", "class Foo { }")));

    [Fact]
    public async Task SameCodeMeansThatNoFixIsOffered()
    {
        await VerifyCS.VerifyCodeFixAsync("class [|xfoo|] { }", "class [|xfoo|] { }");
        await VerifyCS.VerifyCodeFixAsync("class [|xfoo|] { }", "class xfoo { }");
        var report = await Failure.OfAsync(() => VerifyCS.VerifyCodeFixAsync("class [|foo|] { }", "class [|foo|] { }"));
        Assert.Contains("no fix is expected, but one is offered", report);
        Assert.Contains("offered [0] 'Capitalize' (equivalence key 'Capitalize')", report);
    }

    [Fact]
    public async Task FixThatIsNotOfferedFails()
    {
        var report = await Failure.OfAsync(() => VerifyCS.VerifyCodeFixAsync("class [|xfoo|] { }", "class Xfoo { }"));
        Assert.Contains("No fix is offered.", report);
        Assert.Contains("nothing is offered", report);
    }

    [Fact]
    public async Task FixIsChosenByIndexOrKey()
    {
        await new VerifyCS.Test { TestCode = "class [|foo|] { }", FixedCode = "class Tfoo { }", CodeActionIndex = 1 }.RunAsync();
        await new VerifyCS.Test { TestCode = "class [|foo|] { }", FixedCode = "class Tfoo { }", CodeActionEquivalenceKey = "Prefix" }.RunAsync();
        await new VerifyCS.Test { TestCode = "class [|foo|] { }", FixedCode = "class [|foo|] { }", CodeActionEquivalenceKey = "None" }.RunAsync();
        await new VerifyCS.Test { TestCode = "class [|foo|] { }", FixedCode = "class [|foo|] { }", CodeActionIndex = 2 }.RunAsync();
    }

    [Fact]
    public async Task FixThatIsNotAmongTheOfferedFails()
    {
        var test = new VerifyCS.Test { TestCode = "class [|foo|] { }", FixedCode = "class Tfoo { }", CodeActionEquivalenceKey = "None" };
        Assert.Contains("offered [1] 'Prefix with T' (equivalence key 'Prefix')", await Failure.OfAsync(test));
        test = new VerifyCS.Test { TestCode = "class [|foo|] { }", FixedCode = "class Tfoo { }", CodeActionEquivalenceKey = "Prefix", CodeActionIndex = 0 };
        Assert.Contains("Fix 0 is 'Capitalize' with equivalence key 'Capitalize', expected key 'Prefix'", await Failure.OfAsync(test));
    }

    [Fact]
    public async Task NumberOfIterationsIsChecked()
    {
        await Test<DropLetterFix>("class [|abC|] { }", "class C { }", t => (t.NumberOfIncrementalIterations, t.NumberOfFixAllIterations) = (2, 2)).RunAsync();
        await Test<DropLetterFix>("class [|abC|] { }", "class C { }", t => (t.NumberOfIncrementalIterations, t.NumberOfFixAllIterations) = (-5, -5)).RunAsync();
        Assert.Contains(
            "The fix was applied 1 times and is still offered",
            await Failure.OfAsync(Test<DropLetterFix>("class [|abC|] { }", "class C { }")));
        Assert.Contains(
            "The fix was applied 2 times until none was left, expected 3 (NumberOfIncrementalIterations)",
            await Failure.OfAsync(Test<DropLetterFix>("class [|abC|] { }", "class C { }", t => t.NumberOfIncrementalIterations = 3)));
        Assert.Contains(
            "The fix was applied 1 times and is still offered",
            await Failure.OfAsync(Test<DropLetterFix>("class [|abC|] { }", "class C { }", t => t.NumberOfIncrementalIterations = -1)));
    }

    [Fact]
    public async Task FixThatNeverEndsFails()
    {
        var report = await Failure.OfAsync(Test<EndlessFix>("class [|foo|] { }", "class foo1 { }"));
        Assert.Contains("The fix was applied 1 times and is still offered", report);
        Assert.Contains("+class foo11 { }", report);
    }

    [Fact]
    public async Task DiagnosticThatTheFixLeavesFails()
    {
        var report = await Failure.OfAsync(Test<HalfFix>("class [|foo|] { }", "class foo1 { }"));
        Assert.Contains("the text is right, but the fixed code has other diagnostics than expected", report);
        Assert.Contains("VerifyCS.Diagnostic(\"DEMO1\").WithSpan(1, 7, 1, 11).WithArguments(\"foo1\")", report);
        await Test<HalfFix>("class [|foo|] { }", "class [|foo1|] { }").RunAsync();
    }

    [Fact]
    public async Task FixThatChangesNothingFails() =>
        Assert.Contains("Fix 'Same' was applied and changed nothing", await Failure.OfAsync(Test<NoChangeFix>("class [|foo|] { }", "class Foo { }")));

    [Fact]
    public async Task FixedCodeThatDoesNotCompileFailsThoughItsTreeDoes()
    {
        var report = await Failure.OfAsync(Test<WrongTreeFix>("class [|foo|] { }", "class Foo : Missing { }"));
        Assert.Contains("DiagnosticResult.CompilerError(\"CS0246\")", report);
    }

    [Fact]
    public async Task FixThatThrowsFailsWithItsException()
    {
        var report = await Failure.OfAsync(Test<ThrowingOfferFix>("class [|foo|] { }", "class Foo { }"));
        Assert.Contains("ThrowingOfferFix threw while it offered fixes", report);
        Assert.Contains("System.InvalidOperationException: offer broke", report);
        report = await Failure.OfAsync(Test<ThrowingFix>("class [|foo|] { }", "class Foo { }"));
        Assert.Contains("Fix 'Change' threw", report);
        Assert.Contains("System.InvalidOperationException: apply broke", report);
    }

    [Fact]
    public async Task FixOneStopsAfterTheFirst()
    {
        await new VerifyCS.Test
        {
            TestCode = "class [|foo|] { } class [|bar|] { }",
            FixedCode = "class Foo { } class [|bar|] { }",
            BatchFixedCode = "class Foo { } class Bar { }",
            CodeFixTestBehaviors = CodeFixTestBehaviors.FixOne,
        }.RunAsync();
    }

    [Fact]
    public async Task FilesThatTheFixAddsAreCompared()
    {
        await Added("class Added { }").RunAsync();
        Assert.Contains("-class Other { }\n+class Added { }", await Failure.OfAsync(Added("class Other { }")));
        Assert.Contains(
            "/0/Added.cs is not expected, list it in FixedState:\nclass Added { }",
            await Failure.OfAsync(Test<AddFileFix>("class [|foo|] { }", "class Foo { }", t => t.CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck)));
        var test = Added("class Added { }");
        test.FixedState.Sources.Add(("/0/More.cs", ""));
        Assert.Contains("/0/More.cs is expected but does not exist after the fix", await Failure.OfAsync(test));

        static CSharpCodeFixTest<LowerCaseTypeAnalyzer, AddFileFix> Added(string content) =>
            Test<AddFileFix>("class [|foo|] { }", "class Foo { }", t =>
            {
                t.FixedState.Sources.Add(("/0/Added.cs", content));
                t.CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck;
            });
    }

    [Fact]
    public async Task AdditionalFilesThatTheFixChangesAreCompared()
    {
        await Allowed("bar\nfoo\n").RunAsync();
        Assert.Contains("/0/names.txt differs", await Failure.OfAsync(Allowed("bar\nfo\n")));

        // Sources that the fixed state leaves out are inherited, without the marks that the fix answers.
        static CSharpCodeFixTest<LowerCaseTypeAnalyzer, AllowFix> Allowed(string names) => new()
        {
            TestState = { Sources = { "class [|foo|] : {|CS0246:X|} { }" }, AdditionalFiles = { ("/0/names.txt", "bar\n") } },
            FixedState = { AdditionalFiles = { ("/0/names.txt", names) } },
            CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck,
        };
    }

    [Fact]
    public Task FormatterWritesTheLineEndsOfTheTests() => Test<ReformatFix>(
        "class [|foo|] { void M() { if (true) { M(); } }\nvoid N() { } }",
        "class Foo\n{\n    void M() { if (true) { M(); } }\n    void N() { }\n}",
        t => t.CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck).RunAsync();

    [Fact]
    public async Task FixedStateWithAnUnknownProjectFails() =>
        Assert.Contains("has a project 'P9' that TestState has not", await Failure.OfAsync(new VerifyCS.Test
        {
            TestCode = "class [|foo|] { }",
            FixedState = { Sources = { "class Foo { }" }, AdditionalProjects = { ["P9"] = { Sources = { "" } } } },
        }));

    internal static CSharpCodeFixTest<LowerCaseTypeAnalyzer, TFix> Test<TFix>(
        string source, string fixedSource, Action<CSharpCodeFixTest<LowerCaseTypeAnalyzer, TFix>>? configure = null)
        where TFix : CodeFixProvider, new()
    {
        var test = new CSharpCodeFixTest<LowerCaseTypeAnalyzer, TFix> { TestCode = source, FixedCode = fixedSource };
        configure?.Invoke(test);
        return test;
    }
}
