using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.TestHarness;

/// <summary>A diagnostic that a test expects. The first location is the diagnostic's own, the others are its additional locations.</summary>
public readonly record struct DiagnosticResult
{
    private DiagnosticResult(string id, DiagnosticSeverity severity, string? messageFormat)
    {
        Id = id;
        Severity = severity;
        MessageFormat = messageFormat;
        Locations = [];
    }

    /// <summary>Expects a diagnostic by its id and severity; its message is compared only when given.</summary>
    public DiagnosticResult(string id, DiagnosticSeverity severity)
        : this(id, severity, messageFormat: null)
    {
    }

    /// <summary>Expects a diagnostic of a descriptor, with its default severity and its message.</summary>
    public DiagnosticResult(DiagnosticDescriptor descriptor)
        : this(descriptor.Id, descriptor.DefaultSeverity, descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture))
    {
    }

    /// <summary>The diagnostic's id.</summary>
    public string Id { get; private init; }

    /// <summary>The diagnostic's effective severity.</summary>
    public DiagnosticSeverity Severity { get; private init; }

    /// <summary>What is compared, beyond the default.</summary>
    public DiagnosticOptions Options { get; private init; }

    internal string? MessageFormat { get; private init; }

    internal string? Message { get; private init; }

    internal ImmutableArray<object?> Arguments { get; private init; }

    internal ImmutableArray<ExpectedLocation> Locations { get; private init; }

    /// <summary>Expects an error of the compiler.</summary>
    public static DiagnosticResult CompilerError(string id) => new(id, DiagnosticSeverity.Error);

    /// <summary>Expects a warning of the compiler.</summary>
    public static DiagnosticResult CompilerWarning(string id) => new(id, DiagnosticSeverity.Warning);

    /// <summary>Expects this severity instead of the descriptor's default.</summary>
    public DiagnosticResult WithSeverity(DiagnosticSeverity severity) => this with { Severity = severity };

    /// <summary>Expects the message that these arguments give.</summary>
    public DiagnosticResult WithArguments(params object?[] arguments) => this with { Arguments = [.. arguments] };

    /// <summary>Expects exactly this message; <see langword="null"/> leaves the message unchecked.</summary>
    public DiagnosticResult WithMessage(string? message) => this with { Message = message, MessageFormat = null };

    /// <summary>Changes what is compared.</summary>
    public DiagnosticResult WithOptions(DiagnosticOptions options) => this with { Options = options };

    /// <summary>Expects no location at all.</summary>
    public DiagnosticResult WithNoLocation() => this with { Locations = [] };

    /// <summary>Adds the location that the markup <c>{|#0:x|}</c> names.</summary>
    public DiagnosticResult WithLocation(int markupKey) => With(new ExpectedLocation { MarkupKey = markupKey });

    /// <summary>Adds a location in the first file by its start: line and column, from 1.</summary>
    public DiagnosticResult WithLocation(int line, int column) => With(new ExpectedLocation { Start = Position(line, column) });

    /// <summary>Adds a location by its start: line and column, from 1.</summary>
    public DiagnosticResult WithLocation(string path, int line, int column) =>
        With(new ExpectedLocation { Path = path, Start = Position(line, column) });

    /// <summary>Adds a location in the first file: lines and columns, from 1.</summary>
    public DiagnosticResult WithSpan(int startLine, int startColumn, int endLine, int endColumn) =>
        With(new ExpectedLocation { Start = Position(startLine, startColumn), End = Position(endLine, endColumn) });

    /// <summary>Adds a location: lines and columns, from 1.</summary>
    public DiagnosticResult WithSpan(string path, int startLine, int startColumn, int endLine, int endColumn) =>
        With(new ExpectedLocation { Path = path, Start = Position(startLine, startColumn), End = Position(endLine, endColumn) });

    internal DiagnosticResult WithResolvedLocations(IEnumerable<ExpectedLocation> locations) => this with { Locations = [.. locations] };

    private DiagnosticResult With(ExpectedLocation location) => this with { Locations = Locations.Add(location) };

    private static LinePosition Position(int line, int column) => new(line - 1, column - 1);
}

/// <summary>Where a diagnostic is expected: a named place in markup, a start, or a span.</summary>
internal readonly record struct ExpectedLocation
{
    public int? MarkupKey { get; init; }

    /// <summary>The file; the first one when not given.</summary>
    public string? Path { get; init; }

    public LinePosition Start { get; init; }

    /// <summary>Not compared when not given.</summary>
    public LinePosition? End { get; init; }
}
