using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.TestHarness;

/// <summary>Writes diagnostics as the lines of a test that would expect them, with the source line and a caret.</summary>
internal static class DiagnosticFormatter
{
    private const string DefaultPath = "/0/Test0.cs";

    // Not public in any host. Where it is missing, the report shows the message instead.
    private static readonly PropertyInfo? ArgumentsProperty =
        typeof(Diagnostic).GetProperty("Arguments", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);

    public static string Format(Diagnostic diagnostic, AnalyzedSolution solution)
    {
        var text = new StringBuilder();
        var isCompilers = IsCompilers(diagnostic);
        text.Append(isCompilers ? CompilersResult(diagnostic.Id, diagnostic.Severity) : Result(diagnostic.Id));
        IEnumerable<Location> locations = diagnostic.Location == Location.None ? [] : [diagnostic.Location, .. diagnostic.AdditionalLocations];
        var spans = locations.Select(l => l.GetLineSpan()).ToList();
        foreach (var span in spans)
        {
            AppendSpan(text, span.Path, span.StartLinePosition, span.EndLinePosition);
        }

        AppendMessage(text, diagnostic);
        if (!isCompilers && diagnostic.Severity != diagnostic.Descriptor.DefaultSeverity)
        {
            AppendSeverity(text, diagnostic.Severity);
        }

        text.Append("  // ").Append(diagnostic.GetMessage(CultureInfo.InvariantCulture)).Append('\n');
        if (spans.Count > 0)
        {
            AppendSource(text, solution, spans[0].Path, spans[0].StartLinePosition, spans[0].EndLinePosition);
        }

        return text.ToString();
    }

    public static string Format(DiagnosticResult expected, AnalyzedSolution solution)
    {
        var text = new StringBuilder();
        text.Append(IsCompilerId(expected.Id) ? CompilersResult(expected.Id, expected.Severity) : Result(expected.Id));
        foreach (var location in expected.Locations)
        {
            AppendSpan(text, location.Path!, location.Start, location.End);
        }

        if (expected.Message is not null)
        {
            text.Append(".WithMessage(").Append(Literal(expected.Message)).Append(')');
        }

        if (!expected.Arguments.IsDefault)
        {
            AppendArguments(text, expected.Arguments);
        }

        text.Append('\n');
        if (expected.Locations is [var first, ..])
        {
            AppendSource(text, solution, first.Path!, first.Start, first.End ?? first.Start);
        }

        return text.ToString();
    }

    public static string Format(ExpectedLocation location) => Place(location.Path!, location.Start, location.End);

    public static string Format(Location location) => location == Location.None
        ? "no location"
        : Place(location.GetLineSpan().Path, location.GetLineSpan().StartLinePosition, location.GetLineSpan().EndLinePosition);

    private static bool IsCompilers(Diagnostic diagnostic) => diagnostic.Descriptor.CustomTags.Contains(WellKnownDiagnosticTags.Compiler);

    private static bool IsCompilerId(string id) => id.StartsWith("CS", StringComparison.Ordinal) && id.AsSpan(2).IndexOfAnyExceptInRange('0', '9') < 0;

    private static string Result(string id) => $"VerifyCS.Diagnostic({Literal(id)})";

    private static string CompilersResult(string id, DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => $"DiagnosticResult.CompilerError({Literal(id)})",
        DiagnosticSeverity.Warning => $"DiagnosticResult.CompilerWarning({Literal(id)})",
        _ => $"new DiagnosticResult({Literal(id)}, DiagnosticSeverity.{severity})",
    };

    private static void AppendSpan(StringBuilder text, string path, LinePosition start, LinePosition? end)
    {
        text.Append(end is null ? ".WithLocation(" : ".WithSpan(");
        if (path != DefaultPath)
        {
            text.Append(Literal(path)).Append(", ");
        }

        text.Append(Numbers(start));
        if (end is { } position)
        {
            text.Append(", ").Append(Numbers(position));
        }

        text.Append(')');
    }

    private static void AppendMessage(StringBuilder text, Diagnostic diagnostic)
    {
        if (ArgumentsProperty?.GetValue(diagnostic) is not IEnumerable arguments)
        {
            text.Append(".WithMessage(").Append(Literal(diagnostic.GetMessage(CultureInfo.InvariantCulture))).Append(')');
        }
        else if (arguments.Cast<object?>().ToList() is { Count: > 0 } list)
        {
            AppendArguments(text, list);
        }
    }

    private static void AppendArguments(StringBuilder text, IEnumerable<object?> arguments) =>
        text.Append(".WithArguments(").AppendJoin(", ", arguments.Select(a => a is int number
            ? number.ToString(CultureInfo.InvariantCulture)
            : Literal(Convert.ToString(a, CultureInfo.InvariantCulture) ?? ""))).Append(')');

    private static void AppendSeverity(StringBuilder text, DiagnosticSeverity severity) =>
        text.Append(".WithSeverity(DiagnosticSeverity.").Append(severity).Append(')');

    private static void AppendSource(StringBuilder text, AnalyzedSolution solution, string path, LinePosition start, LinePosition end)
    {
        if (solution.LineAt(path, start.Line) is not { } line)
        {
            return;
        }

        // A span over several lines is underlined to the end of its first.
        var from = Math.Min(start.Character, line.Length);
        var to = end.Line == start.Line ? Math.Min(end.Character, line.Length) : line.Length;
        var indent = string.Concat(line.Take(from).Select(c => c == '\t' ? '\t' : ' '));
        text.Append("    ").Append(line).Append('\n');
        text.Append("    ").Append(indent).Append('^', Math.Max(1, to - from)).Append('\n');
    }

    private static string Place(string path, LinePosition start, LinePosition? end) =>
        $"{path} ({Numbers(start)}{(end is { } position ? ", " + Numbers(position) : "")})";

    private static string Numbers(LinePosition position) =>
        string.Create(CultureInfo.InvariantCulture, $"{position.Line + 1}, {position.Character + 1}");

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
