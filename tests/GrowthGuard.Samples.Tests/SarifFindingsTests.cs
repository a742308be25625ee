namespace GrowthGuard.Samples.Tests;

public sealed class SarifFindingsTests
{
    private static readonly Finding Finding = new("GG1001", "A B.cs", "F:A.First");

    [Theory]
    [InlineData("samples/Leaky/A%20B.cs", """{ "customProperties": { "growthguard.symbol": "F:A.First" } }""")]
    [InlineData("file:///repo/samples/Leaky/A%20B.cs", """{ "growthguard.symbol": "F:A.First" }""")]
    public void Both_forms_of_paths_and_properties_are_read(string uri, string properties) =>
        Assert.Equal([Finding], SarifFindings.Parse(Log(uri, $""", "properties": {properties}"""), "samples/Leaky/"));

    [Fact]
    public void A_file_of_another_folder_keeps_its_path() =>
        Assert.Equal("src/A.cs", Assert.Single(SarifFindings.Parse(Log("src/A.cs", ""), "samples/Leaky/")).File);

    [Fact]
    public void A_result_without_a_symbol_says_so() =>
        Assert.Equal("(no symbol)", Assert.Single(SarifFindings.Parse(Log("samples/Leaky/A.cs", ""), "samples/Leaky/")).Symbol);

    [Fact]
    public void A_suppressed_result_is_left_out() =>
        Assert.Empty(SarifFindings.Parse(Log("samples/Leaky/A.cs", """, "suppressions": [ { "kind": "inSource" } ]"""), "samples/Leaky/"));

    private static string Log(string uri, string more) => $$"""
        { "version": "2.1.0", "runs": [ { "results": [ {
            "ruleId": "GG1001",
            "locations": [ { "physicalLocation": { "artifactLocation": { "uri": "{{uri}}" } } } ]{{more}}
        } ] } ] }
        """;
}
