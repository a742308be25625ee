using GrowthGuard.TestHarness;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Policy.OptionsAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.Options;

/// <summary>GG5003: an option that does not exist, or whose value is wrong, is reported in its config file.</summary>
public sealed class OptionIsNotKnownTests
{
    private const string Editor = "/repo/.editorconfig";

    [Theory]
    [InlineData("growthguard.exclude_symbols", "growthguard.excluded_symbols")]
    [InlineData("GrowthGuard.Excluded_Symbol", "growthguard.excluded_symbols")]
    [InlineData("growthguard.GG1101.excluded_symbols", "growthguard.GG1001.excluded_symbols")]
    [InlineData("growthguard.gg1008.excluded_types", "growthguard.GG1008.excluded_symbols")]
    [InlineData("growthguard_gg1001_excluded_symbols", "growthguard.GG1001.excluded_symbols")]
    public Task KeyThatIsNearToAnother_Diagnostic(string key, string meant) =>
        VerifyAsync(Editor, $"[*.cs]\n{{|#0:{key}|}} = T:Shop.Cache\n", $"Option '{key}' does not exist; did you mean '{meant}'?");

    [Theory]
    [InlineData("growthguard.GG1001.largest_size")]
    [InlineData("growthguard.mode")]
    [InlineData("growthguard")]
    public Task KeyThatIsNearToNone_Diagnostic(string key) =>
        VerifyAsync(
            "/repo/team.globalconfig",
            $"is_global = true\n  {{|#0:{key}|}} : 1 # why\n",
            $"Option '{key}' does not exist; docs/ci.md of GrowthGuard lists all options");

    [Theory]
    [InlineData("{|#0:Shop.Cache|}", "Shop.Cache")]
    [InlineData("{|#0:T:Shop.Cache, F:Shop.Other|}", "T:Shop.Cache, F:Shop.Other")]
    [InlineData("{|#0:N:Shop.Generated | Shop.Cache |F:Shop.C.F|} ; why", "Shop.Cache")]
    [InlineData("{|#0:X:Shop.Cache|}", "X:Shop.Cache")]
    public Task ValueThatIsNoId_Diagnostic(string value, string wrong) => VerifyAsync(
        Editor,
        $"[*.cs]\r\ngrowthguard.excluded_symbols = {value}\r\n",
        $"Option 'growthguard.excluded_symbols' has '{wrong}', which is no documentation id; write ids such as 'T:Shop.LegacyCache', with '|' between them");

    [Theory]
    [InlineData("")]
    [InlineData("root = true\n[*.cs]\nindent_size = 4\n")]
    [InlineData("# growthguard.nonsense = 1\n; growthguard.nonsense = 1\n")]
    [InlineData("[growthguard.nonsense=1]\n")]
    [InlineData("[*.cs]\ngrowthguard.excluded_symbols =\n")]
    [InlineData("[*.cs]\ngrowthguard.excluded_symbols = T:Shop.Cache`1|N:Shop.Generated|M:Shop.C.M(System.String,System.Int32)|\n")]
    [InlineData("[*.cs]\nGROWTHGUARD.gg1008.Excluded_Symbols = F:Shop.Cache._prices # accepted\n")]
    [InlineData("[*.cs]\ndotnet_diagnostic.GG1001.severity = none\n")]
    public Task Right_NoDiagnostic(string file) => VerifyAsync(Editor, file);

    [Theory]
    [InlineData("GrowthGuard.basline.txt", "GrowthGuard.baseline.txt")]
    [InlineData("GrowthGuard.bound.txt", "GrowthGuard.bounds.txt")]
    [InlineData("growthguard.Fact.shop.txt", "GrowthGuard.facts.txt")]
    [InlineData("GrowthGuard.census.txt", "GrowthGuard.census.json")]
    public Task FileOfMistypedName_Diagnostic(string name, string meant) =>
        VerifyAsync("/repo/" + name, "{|#0:|}# text", $"File '{name}' is not read; did you mean '{meant}'?");

    [Theory]
    [InlineData("GrowthGuard.baseline.txt")]
    [InlineData("GrowthGuard.facts.shop.txt")]
    [InlineData("growthguard.bounds.TXT")]
    [InlineData("GrowthGuard.census.monday.json")]
    [InlineData("GrowthGuard.notes.txt")]
    [InlineData("GrowthGuard.txt")]
    [InlineData("Shop.basline.txt")]
    public Task FileOfAnotherName_NoDiagnostic(string name) => VerifyAsync("/repo/" + name, "# text");

    [Fact]
    public Task OtherFile_NoDiagnostic() => VerifyAsync("/repo/GrowthGuard.bounds.txt", "growthguard.nonsense = 1");

    private static async Task VerifyAsync(string path, string file, params string[] messages)
    {
        var test = new VerifyCS.Test { TestCode = "public class Empty { }" };
        test.TestState.AdditionalFiles.Add((path, file));
        test.ExpectedDiagnostics.AddRange(messages.Select(message => VerifyCS.Diagnostic().WithMessage(message).WithLocation(0)));
        await test.RunAsync();
    }
}
