using GrowthGuard.TestHarness.Tests.Demo;
using Microsoft.CodeAnalysis;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.TestHarness.Tests.Demo.LowerCaseTypeAnalyzer>;
using VerifyOptions = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.TestHarness.Tests.Demo.OptionsAnalyzer>;
using VerifyThrowing = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.TestHarness.Tests.Demo.ThrowingAnalyzer>;

namespace GrowthGuard.TestHarness.Tests;

/// <summary>The comparison of diagnostics: what passes, and that everything else fails and says why.</summary>
public sealed class DiagnosticCheckTests
{
    private const string Marked = "class {|#0:foo|} { void {|#1:a|}() { } void {|#2:b|}() { } }";

    [Theory]
    [InlineData("class Foo { }")]
    [InlineData("class [|foo|] { }")]
    [InlineData("class {|DEMO1:foo|} { class {|DEMO1:bar|} { } }")]
    [InlineData("class Foo : {|CS0246:Missing|} { }")]
    [InlineData("#pragma warning disable DEMO1\nclass foo { }")]
    public Task PassesByMarkup(string source) => VerifyCS.VerifyAnalyzerAsync(source);

    [Fact]
    public async Task PassesByResult()
    {
        await VerifyCS.VerifyAnalyzerAsync("class {|#0:foo|} { }", VerifyCS.Diagnostic().WithLocation(0).WithArguments("foo"));
        await VerifyCS.VerifyAnalyzerAsync("class foo { }", VerifyCS.Diagnostic("DEMO1").WithSpan(1, 7, 1, 10).WithArguments("foo"));
        await VerifyCS.VerifyAnalyzerAsync("class foo { }", VerifyCS.Diagnostic("DEMO1").WithLocation(1, 7).WithMessage("Class 'foo' is in lower case"));
        await VerifyCS.VerifyAnalyzerAsync("class foo { }", VerifyCS.Diagnostic("DEMO1").WithSpan("/0/Test0.cs", 1, 7, 1, 10).WithMessage(null));
        await VerifyCS.VerifyAnalyzerAsync("class A : B { }", DiagnosticResult.CompilerError("CS0246").WithSpan(1, 11, 1, 12).WithArguments("B"));
    }

    [Fact]
    public async Task AdditionalLocationsAreComparedWhenOneIsNamed()
    {
        var expected = VerifyCS.Diagnostic().WithLocation(0).WithArguments("foo");
        await VerifyCS.VerifyAnalyzerAsync(Marked, expected);
        await VerifyCS.VerifyAnalyzerAsync(Marked, expected.WithLocation(1).WithLocation(2));
        await VerifyCS.VerifyAnalyzerAsync(Marked, expected.WithLocation(2).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        await VerifyCS.VerifyAnalyzerAsync("class {|#0:foo|} { }", expected.WithOptions(DiagnosticOptions.ExactAdditionalLocations));
    }

    [Fact]
    public async Task WrongAdditionalLocationsFail()
    {
        var expected = VerifyCS.Diagnostic().WithLocation(0).WithArguments("foo");
        Assert.Contains(
            "it has 2 additional locations, expected 1",
            await Failure.OfAsync(() => VerifyCS.VerifyAnalyzerAsync(Marked, expected.WithLocation(1))));
        Assert.Contains(
            "it has 2 additional locations, expected 0",
            await Failure.OfAsync(() => VerifyCS.VerifyAnalyzerAsync(Marked, expected.WithOptions(DiagnosticOptions.ExactAdditionalLocations))));
        Assert.Contains(
            "additional location 1 is at /0/Test0.cs (1, 18, 1, 19), expected /0/Test0.cs (1, 31, 1, 32)",
            await Failure.OfAsync(() => VerifyCS.VerifyAnalyzerAsync(Marked, expected.WithLocation(2).WithLocation(1))));
    }

    [Fact]
    public async Task MissingDiagnosticFails()
    {
        var report = await Failure.OfAsync(() => VerifyCS.VerifyAnalyzerAsync("class [|Foo|] { }"));
        Assert.Equal(
            """
            Diagnostics differ: 1 expected, 0 reported.

            Expected but not reported:
            VerifyCS.Diagnostic("DEMO1").WithSpan(1, 7, 1, 10)
                class Foo { }
                      ^^^

            """.ReplaceLineEndings("\n"),
            report);
    }

    [Fact]
    public async Task ExtraDiagnosticFailsWithALineToPaste()
    {
        var report = await Failure.OfAsync(() => VerifyCS.VerifyAnalyzerAsync("class foo\n{\n\tvoid a() { }\n}"));
        Assert.Equal(
            """
            Diagnostics differ: 0 expected, 1 reported.

            Reported but not expected:
            VerifyCS.Diagnostic("DEMO1").WithSpan(1, 7, 1, 10).WithSpan(3, 7, 3, 8).WithArguments("foo")  // Class 'foo' is in lower case
                class foo
                      ^^^

            """.ReplaceLineEndings("\n"),
            report);
        await VerifyCS.VerifyAnalyzerAsync(
            "class foo\n{\n\tvoid a() { }\n}", VerifyCS.Diagnostic("DEMO1").WithSpan(1, 7, 1, 10).WithSpan(3, 7, 3, 8).WithArguments("foo"));
    }

    [Theory]
    [InlineData("class [|fo|]o { }", "it is at /0/Test0.cs (1, 7, 1, 10), expected /0/Test0.cs (1, 7, 1, 9)")]
    [InlineData("class f[|oo|] { }", "it is at /0/Test0.cs (1, 7, 1, 10), expected /0/Test0.cs (1, 8, 1, 10)")]
    [InlineData("[|class foo|] { }", "it is at /0/Test0.cs (1, 7, 1, 10), expected /0/Test0.cs (1, 1, 1, 10)")]
    public async Task WrongSpanFails(string source, string reason) =>
        Assert.Contains(reason, await Failure.OfAsync(() => VerifyCS.VerifyAnalyzerAsync(source)));

    [Fact]
    public async Task WrongPlaceFails()
    {
        Assert.Contains(
            "expected no location",
            await Failure.OfAsync(() => VerifyCS.VerifyAnalyzerAsync("class foo { }", VerifyCS.Diagnostic().WithArguments("foo"))));
        Assert.Contains(
            "expected /0/Other.cs (1, 7)",
            await Failure.OfAsync(() => VerifyCS.VerifyAnalyzerAsync("class foo { }", VerifyCS.Diagnostic().WithLocation("/0/Other.cs", 1, 7).WithArguments("foo"))));
    }

    [Fact]
    public async Task WrongMessageFails()
    {
        Assert.Contains(
            "the message is \"Class 'foo' is in lower case\", expected \"Class 'bar' is in lower case\"",
            await FailureOfAsync(VerifyCS.Diagnostic().WithArguments("bar")));
        Assert.Contains(
            "the message is \"Class 'foo' is in lower case\", expected \"Class foo\"",
            await FailureOfAsync(VerifyCS.Diagnostic().WithMessage("Class foo")));
        Assert.Contains("expect it by WithArguments(...), or leave it unchecked by WithMessage(null)", await FailureOfAsync(VerifyCS.Diagnostic()));
        Assert.Contains("takes more arguments than the 0 expected", await FailureOfAsync(VerifyCS.Diagnostic().WithArguments()));

        static Task<string> FailureOfAsync(DiagnosticResult expected) =>
            Failure.OfAsync(() => VerifyCS.VerifyAnalyzerAsync("class {|#0:foo|} { }", expected.WithLocation(0)));
    }

    [Fact]
    public async Task WrongSeverityFails()
    {
        var expected = VerifyCS.Diagnostic().WithLocation(0).WithArguments("foo").WithSeverity(DiagnosticSeverity.Error);
        Assert.Contains(
            "the severity is Warning, expected Error",
            await Failure.OfAsync(() => VerifyCS.VerifyAnalyzerAsync("class {|#0:foo|} { }", expected)));
        await VerifyCS.VerifyAnalyzerAsync("class {|#0:foo|} { }", expected.WithOptions(DiagnosticOptions.IgnoreSeverity));
    }

    [Fact]
    public async Task WrongIdFails()
    {
        var report = await Failure.OfAsync(() => VerifyCS.VerifyAnalyzerAsync("class {|DEMO7:foo|} { }"));
        Assert.Contains("VerifyCS.Diagnostic(\"DEMO7\")", report);
        Assert.Contains("VerifyCS.Diagnostic(\"DEMO1\")", report);
    }

    [Fact]
    public async Task SameDiagnosticIsNotExpectedTwice() =>
        Assert.Contains("2 expected, 1 reported", await Failure.OfAsync(() => VerifyCS.VerifyAnalyzerAsync("class [|{|DEMO1:foo|}|] { }")));

    [Fact]
    public async Task VagueResultsLeaveDiagnosticsToExactOnes()
    {
        // Both classes would match the first result; only foo matches the second.
        var vague = new DiagnosticResult("DEMO1", DiagnosticSeverity.Warning).WithLocation(1, 7);
        var exact = VerifyCS.Diagnostic().WithLocation(1, 7).WithArguments("foo");
        var test = new VerifyCS.Test
        {
            TestState =
            {
                Sources = { "class foo { }" },
                AdditionalProjects = { ["P2"] = { Sources = { ("/0/Test0.cs", "class bar { }") } } },
                ExpectedDiagnostics = { vague, exact },
            },
        };
        await test.RunAsync();
    }

    [Fact]
    public async Task CompilerErrorFails()
    {
        var report = await Failure.OfAsync(() => VerifyCS.VerifyAnalyzerAsync("class Foo : Missing { }"));
        Assert.Contains("DiagnosticResult.CompilerError(\"CS0246\").WithSpan(1, 13, 1, 20).WithArguments(\"Missing\")", report);
        Assert.Contains("                ^^^^^^^", report);
    }

    [Fact]
    public async Task CompilerErrorThatIsExpectedMustBeThere() =>
        Assert.Contains(
            "DiagnosticResult.CompilerError(\"CS0246\").WithSpan(1, 13, 1, 19)",
            await Failure.OfAsync(() => VerifyCS.VerifyAnalyzerAsync("class Foo : {|CS0246:object|} { }")));

    [Theory]
    [InlineData(CompilerDiagnostics.None, "class A : Missing { }")]
    [InlineData(CompilerDiagnostics.Errors, "class A { int _unused; }")]
    [InlineData(CompilerDiagnostics.Warnings, "class A { int {|CS0169:_unused|}; }")]
    [InlineData(CompilerDiagnostics.Warnings, "using System; class A { }")]
    [InlineData(CompilerDiagnostics.All, "{|CS8019:using System;|} class A { }")]
    public Task LevelSaysWhichCompilerDiagnosticsCount(CompilerDiagnostics level, string source) =>
        new VerifyCS.Test { TestCode = source, CompilerDiagnostics = level }.RunAsync();

    [Fact]
    public async Task CompilerWarningFailsAtThatLevel() =>
        Assert.Contains(
            "DiagnosticResult.CompilerWarning(\"CS0169\")",
            await Failure.OfAsync(new VerifyCS.Test { TestCode = "class A { int _unused; }", CompilerDiagnostics = CompilerDiagnostics.Warnings }));

    [Fact]
    public async Task AnalyzerThatThrowsFailsWithItsException()
    {
        var report = await Failure.OfAsync(() => VerifyThrowing.VerifyAnalyzerAsync("class Foo { }"));
        Assert.Contains("AD0001: analyzer ThrowingAnalyzer threw", report);
        Assert.Contains("System.InvalidOperationException: analyzer broke", report);
        Assert.Contains("at GrowthGuard.TestHarness.Tests.Demo.ThrowingAnalyzer", report);
    }

    [Fact]
    public Task AnalyzerRunsConcurrently() =>
        CSharpAnalyzerVerifier<ConcurrencyAnalyzer>.VerifyAnalyzerAsync("class A { } class B { }");

    [Fact]
    public async Task AmbiguousMarkupFails()
    {
        Assert.Contains("DEMO2, DEMO3, DEMO4", await Failure.OfAsync(() => VerifyOptions.VerifyAnalyzerAsync("class [|Foo|] { }")));
        Assert.Contains("ambiguous", Assert.Throws<VerificationException>(() => VerifyOptions.Diagnostic()).Message);
    }

    [Fact]
    public void UnknownIdFails() =>
        Assert.Contains("only DEMO1", Assert.Throws<VerificationException>(() => VerifyCS.Diagnostic("DEMO2")).Message);

    [Fact]
    public async Task LocationsThatMarkupDoesNotNameFail()
    {
        Assert.Contains(
            "WithLocation(3) names no place",
            await Failure.OfAsync(() => VerifyCS.VerifyAnalyzerAsync("class foo { }", VerifyCS.Diagnostic().WithLocation(3))));
        Assert.Contains("{|#0:...|} is used twice", await Failure.OfAsync(() => VerifyCS.VerifyAnalyzerAsync("class {|#0:A|} { } class {|#0:B|} { }")));
    }
}
