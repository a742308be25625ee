using System.Text.Json;

namespace GrowthGuard.Tool.Tests;

/// <summary>Logs as compilers write them, for the tests of the gate.</summary>
internal static class GateLogs
{
    /// <summary>A SARIF 2.1.0 log.</summary>
    public static string Of(params string[] results) => $$"""
        {
          "$schema": "http://json.schemastore.org/sarif-2.1.0", "version": "2.1.0",
          "runs": [ {
            "results": [ {{string.Join(", ", results)}} ],
            "tool": { "driver": { "name": "Microsoft (R) Visual C# Compiler", "rules": [ { "id": "GG1001", "shortDescription": { "text": "t" } } ] } },
            "columnKind": "utf16CodeUnits"
          } ]
        }
        """;

    public static string Result(
        string uri,
        int line,
        string symbol,
        string rule = "GG1001",
        string level = "warning",
        string message = "It grows",
        string more = "") => $$"""
        {
          "ruleId": "{{rule}}", "ruleIndex": 0, "level": "{{level}}", "message": { "text": {{JsonSerializer.Serialize(message)}} }, {{more}}
          "locations": [ { "physicalLocation": { "artifactLocation": { "uri": "{{uri}}" }, "region": { "startLine": {{line}}, "startColumn": 5, "endLine": {{line}}, "endColumn": 11 } } } ],
          "relatedLocations": [ { "physicalLocation": { "artifactLocation": { "uri": "{{uri}}" }, "region": { "startLine": 90, "startColumn": 5, "endLine": 90, "endColumn": 11 } } } ],
          "properties": { "warningLevel": 1, "customProperties": { "growthguard.symbol": "{{symbol}}" } }
        }
        """;

    /// <summary>A SARIF 1.0.0 log, which the compiler writes when no version is asked for.</summary>
    public static string OfVersion1(string uri, int line, string symbol, string more = "") => $$"""
        {
          "$schema": "http://json.schemastore.org/sarif-1.0.0", "version": "1.0.0",
          "runs": [ {
            "tool": { "name": "Microsoft (R) Visual C# Compiler", "version": "5.0.0.0", "fileVersion": "5.0.0", "semanticVersion": "5.0.0", "language": "en-US" },
            "results": [ {
              "ruleId": "GG1001", "level": "warning", "message": "It grows", {{more}}
              "locations": [ { "resultFile": { "uri": "{{uri}}", "region": { "startLine": {{line}}, "startColumn": 5, "endLine": {{line}}, "endColumn": 11 } } } ],
              "relatedLocations": [ { "physicalLocation": { "uri": "{{uri}}", "region": { "startLine": 90, "startColumn": 5, "endLine": 90, "endColumn": 11 } } } ],
              "properties": { "warningLevel": 1, "customProperties": { "growthguard.symbol": "{{symbol}}" } }
            } ],
            "rules": { "GG1001": { "id": "GG1001", "shortDescription": "t", "defaultLevel": "warning", "helpUri": "https://x" } }
          } ]
        }
        """;
}
