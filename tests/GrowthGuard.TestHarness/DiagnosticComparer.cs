using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.TestHarness;

/// <summary>Compares the diagnostics that a test expects with those reported.</summary>
internal static class DiagnosticComparer
{
    /// <summary>The report of what differs, or <see langword="null"/>.</summary>
    public static string? Compare(ImmutableArray<DiagnosticResult> expected, AnalyzedSolution solution, CompilerDiagnostics level)
    {
        var actual = solution.Diagnostics.Where(d => IsCompared(d, level)).ToList();
        var expectedOfActual = Match(expected, actual);
        var missing = expected.Where((_, i) => !expectedOfActual.Contains(i)).ToList();
        var extra = actual.Where((_, i) => expectedOfActual[i] < 0).ToList();
        if (missing.Count + extra.Count == 0)
        {
            return null;
        }

        var report = new StringBuilder();
        report.Append(CultureInfo.InvariantCulture, $"Diagnostics differ: {expected.Length} expected, {actual.Count} reported.\n");
        if (missing.Count > 0)
        {
            report.Append("\nExpected but not reported:\n");
            foreach (var result in missing)
            {
                report.Append(DiagnosticFormatter.Format(result, solution));
                if (extra.Find(d => d.Id == result.Id) is { } nearest)
                {
                    report.Append("    nearest reported: ").Append(Difference(result, nearest)).Append('\n');
                }
            }
        }

        if (extra.Count > 0)
        {
            report.Append("\nReported but not expected:\n");
            extra.ForEach(d => report.Append(DiagnosticFormatter.Format(d, solution)));
        }

        return report.ToString();
    }

    /// <summary>How a diagnostic differs from an expected result, or <see langword="null"/>.</summary>
    internal static string? Difference(DiagnosticResult expected, Diagnostic actual) =>
        expected.Id != actual.Id ? $"the id is {actual.Id}, expected {expected.Id}"
        : LocationDifference(expected, actual)
        ?? SeverityDifference(expected, actual)
        ?? MessageDifference(expected, actual)
        ?? AdditionalLocationsDifference(expected, actual);

    private static bool IsCompared(Diagnostic diagnostic, CompilerDiagnostics level)
    {
        if (!diagnostic.Descriptor.CustomTags.Contains(WellKnownDiagnosticTags.Compiler))
        {
            return true;
        }

        return level switch
        {
            CompilerDiagnostics.None => false,
            CompilerDiagnostics.Errors => diagnostic.Severity >= DiagnosticSeverity.Error,
            CompilerDiagnostics.Warnings => diagnostic.Severity >= DiagnosticSeverity.Warning,
            CompilerDiagnostics.Suggestions => diagnostic.Severity >= DiagnosticSeverity.Info,
            _ => true,
        };
    }

    /// <summary>
    /// For each reported diagnostic the expected result that it is matched with, or -1. Augmenting paths, since a result that is
    /// vague (from markup) must not take the diagnostic that an exact one needs.
    /// </summary>
    private static int[] Match(ImmutableArray<DiagnosticResult> expected, List<Diagnostic> actual)
    {
        var expectedOfActual = Enumerable.Repeat(-1, actual.Count).ToArray();
        for (var e = 0; e < expected.Length; e++)
        {
            TryMatch(e, new bool[actual.Count]);
        }

        return expectedOfActual;

        bool TryMatch(int e, bool[] visited)
        {
            for (var a = 0; a < actual.Count; a++)
            {
                if (!visited[a] && Difference(expected[e], actual[a]) is null)
                {
                    visited[a] = true;
                    if (expectedOfActual[a] < 0 || TryMatch(expectedOfActual[a], visited))
                    {
                        expectedOfActual[a] = e;
                        return true;
                    }
                }
            }

            return false;
        }
    }

    private static string? LocationDifference(DiagnosticResult expected, Diagnostic actual)
    {
        if (expected.Locations.IsEmpty)
        {
            return actual.Location == Location.None ? null : $"it is at {DiagnosticFormatter.Format(actual.Location)}, expected no location";
        }

        return IsAt(expected.Locations[0], actual.Location)
            ? null
            : $"it is at {DiagnosticFormatter.Format(actual.Location)}, expected {DiagnosticFormatter.Format(expected.Locations[0])}";
    }

    private static string? SeverityDifference(DiagnosticResult expected, Diagnostic actual) =>
        expected.Options.HasFlag(DiagnosticOptions.IgnoreSeverity) || expected.Severity == actual.Severity
            ? null
            : $"the severity is {actual.Severity}, expected {expected.Severity}";

    private static string? MessageDifference(DiagnosticResult expected, Diagnostic actual)
    {
        var message = actual.GetMessage(CultureInfo.InvariantCulture);
        if (expected.Message is not null)
        {
            return Differs(expected.Message);
        }

        if (!expected.Arguments.IsDefault)
        {
            var format = expected.MessageFormat ?? actual.Descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture);
            try
            {
                return Differs(string.Format(CultureInfo.InvariantCulture, format, [.. expected.Arguments]));
            }
            catch (FormatException)
            {
                return $"the message \"{format}\" takes more arguments than the {expected.Arguments.Length} expected";
            }
        }

        // Without arguments the descriptor's own text is expected: a message that has arguments must be said or waived.
        return expected.MessageFormat is null || expected.MessageFormat == message
            ? null
            : $"the message is \"{message}\"; expect it by WithArguments(...), or leave it unchecked by WithMessage(null)";

        string? Differs(string text) => text == message ? null : $"the message is \"{message}\", expected \"{text}\"";
    }

    private static string? AdditionalLocationsDifference(DiagnosticResult expected, Diagnostic actual)
    {
        var isCompared = expected.Options.HasFlag(DiagnosticOptions.ExactAdditionalLocations)
            || (expected.Locations.Length > 1 && !expected.Options.HasFlag(DiagnosticOptions.IgnoreAdditionalLocations));
        if (!isCompared)
        {
            return null;
        }

        var additional = expected.Locations.Skip(1).ToList();
        for (var i = 0; i < Math.Min(additional.Count, actual.AdditionalLocations.Count); i++)
        {
            if (!IsAt(additional[i], actual.AdditionalLocations[i]))
            {
                return $"additional location {i + 1} is at {DiagnosticFormatter.Format(actual.AdditionalLocations[i])}, " +
                    $"expected {DiagnosticFormatter.Format(additional[i])}";
            }
        }

        return additional.Count == actual.AdditionalLocations.Count
            ? null
            : $"it has {actual.AdditionalLocations.Count} additional locations, expected {additional.Count}";
    }

    private static bool IsAt(ExpectedLocation expected, Location actual)
    {
        var span = actual.GetLineSpan();
        return actual != Location.None
            && span.Path == expected.Path
            && span.StartLinePosition == expected.Start
            && (expected.End is null || span.EndLinePosition == expected.End);
    }
}
