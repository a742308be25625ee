using GrowthGuard.CodeFixes.Baselines;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis.Diagnostics;
using VerifyCS = GrowthGuard.TestHarness.CSharpCodeFixVerifier<
    GrowthGuard.Analyzers.Rules.Growth.StaticCollectionGrowsAnalyzer,
    GrowthGuard.CodeFixes.Baselines.AddToBaselineCodeFix>;

namespace GrowthGuard.Analyzers.Tests.Baselines;

public sealed class AddToBaselineTests
{
    private const string Leaks = """
        using System.Collections.Generic;

        public class Function
        {
            private static readonly List<string> {|GG1001:B|} = new();
            private static readonly List<string> {|GG1001:A|} = new();

            public void Handle(string text)
            {
                A.Add(text);
                B.Add(text);
            }
        }
        """;

    private const string TwoCalls = """
        public class Parser
        {
            public void Handle(string text)
            {
                _ = {|GG1010:string.Intern(text)|};
                _ = {|GG1010:string.Intern(text + 1)|};
            }
        }
        """;

    private const string BaselinePath = "/0/GrowthGuard.baseline.txt";

    private static readonly string TwoCallsAccepted = TwoCalls
        .Replace("{|GG1010:", "", StringComparison.Ordinal)
        .Replace("|}", "", StringComparison.Ordinal);

    private static readonly string Accepted = Leaks
        .Replace("{|GG1001:", "", StringComparison.Ordinal)
        .Replace("|}", "", StringComparison.Ordinal);

    [Theory]
    [InlineData("", "GG1001 F:Function.A\nGG1001 F:Function.B\n")]
    [InlineData("# Debt", "# Debt\nGG1001 F:Function.A\nGG1001 F:Function.B\n")]
    [InlineData(
        "# Debt\r\n\r\n# other\r\nGG1009 M:X.Y # r\r\n",
        "# Debt\r\n\r\nGG1001 F:Function.A\r\nGG1001 F:Function.B\r\n# other\r\nGG1009 M:X.Y # r\r\n")]
    public Task LineForEachFinding_InOneFile(string before, string after) => VerifyAsync(before, after);

    [Fact]
    public Task NoBaseline_NoFix() => new Test { TestCode = Leaks, FixedCode = Leaks }.RunAsync();

    // The testing library takes a fix that leaves all diagnostics where they are for the last one; so each number is a test.
    [Theory]
    [InlineData("# Debt\n", "# Debt\nGG1010 M:Parser.Handle(System.String)\n", true)]
    [InlineData("# Debt\nGG1010 M:Parser.Handle(System.String)\n", "# Debt\nGG1010 M:Parser.Handle(System.String) x2\n", false)]
    public Task FindingsOfOneMember_AreCounted(string before, string after, bool areReported)
    {
        var test = new CallTest { TestCode = TwoCalls, FixedCode = areReported ? TwoCalls : TwoCallsAccepted };
        test.TestState.AdditionalFiles.Add((BaselinePath, before));
        test.FixedState.AdditionalFiles.Add((BaselinePath, after));
        test.CodeFixTestBehaviors |= CodeFixTestBehaviors.SkipFixAllCheck;
        return test.RunAsync();
    }

    [Fact]
    public Task FindingsOfOneMember_AreAcceptedAtOnce()
    {
        var test = new CallTest { TestCode = TwoCalls, FixedCode = TwoCalls, BatchFixedCode = TwoCallsAccepted };
        test.TestState.AdditionalFiles.Add((BaselinePath, "# Debt\n"));
        test.FixedState.AdditionalFiles.Add((BaselinePath, "# Debt\nGG1010 M:Parser.Handle(System.String)\n"));
        test.BatchFixedState.AdditionalFiles.Add((BaselinePath, "# Debt\nGG1010 M:Parser.Handle(System.String) x2\n"));
        return test.RunAsync();
    }

    [Fact]
    public async Task FileOfSeveralProjects_IsChangedOnce()
    {
        var test = new Test
        {
            TestCode = Leaks,
            FixedCode = Accepted,
            NumberOfFixAllInProjectIterations = 2,
            NumberOfFixAllInDocumentIterations = 2
        };
        test.TestState.AdditionalFiles.Add(("/GrowthGuard.baseline.txt", ""));
        test.TestState.AdditionalProjects["Other"].Sources.Add(Leaks.Replace("Function", "Other", StringComparison.Ordinal));
        test.TestState.AdditionalProjects["Other"].AdditionalFiles.Add(("/GrowthGuard.baseline.txt", ""));
        const string after = "GG1001 F:Function.A\nGG1001 F:Function.B\nGG1001 F:Other.A\nGG1001 F:Other.B\n";
        test.FixedState.AdditionalFiles.Add(("/GrowthGuard.baseline.txt", after));
        test.FixedState.AdditionalProjects["Other"].Sources.Add(Accepted.Replace("Function", "Other", StringComparison.Ordinal));
        test.FixedState.AdditionalProjects["Other"].AdditionalFiles.Add(("/GrowthGuard.baseline.txt", after));
        await test.RunAsync();
    }

    [Fact]
    public async Task NearestFile_IsChanged()
    {
        var test = new Test { TestCode = Leaks, FixedCode = Accepted };
        test.TestState.AdditionalFiles.Add(("/GrowthGuard.baseline.txt", ""));
        test.TestState.AdditionalFiles.Add(("/0/GrowthGuard.baseline.txt", ""));
        test.FixedState.AdditionalFiles.Add(("/GrowthGuard.baseline.txt", ""));
        test.FixedState.AdditionalFiles.Add(("/0/GrowthGuard.baseline.txt", "GG1001 F:Function.A\nGG1001 F:Function.B\n"));
        await test.RunAsync();
    }

    private static async Task VerifyAsync(string before, string after)
    {
        var test = new Test { TestCode = Leaks, FixedCode = Accepted };
        test.TestState.AdditionalFiles.Add(("/0/GrowthGuard.baseline.txt", before));
        test.FixedState.AdditionalFiles.Add(("/0/GrowthGuard.baseline.txt", after));
        await test.RunAsync();
    }

    private sealed class Test : VerifyCS.Test
    {
        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() =>
            base.GetDiagnosticAnalyzers().Append(new GrowthGuard.Analyzers.Rules.Policy.BaselineSuppressor());
    }

    private sealed class CallTest : CSharpCodeFixTest<GrowthGuard.Analyzers.Rules.Growth.CallMakesProcessCodeAnalyzer, AddToBaselineCodeFix>
    {
        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() =>
            base.GetDiagnosticAnalyzers().Append(new GrowthGuard.Analyzers.Rules.Policy.BaselineSuppressor());
    }
}
