// The rule catalog is written against Roslyn's DiagnosticDescriptor. The tool compiles the same source against these stand-ins,
// because loading the real type would mean shipping Microsoft.CodeAnalysis (megabytes, and one fixed version) for a table of texts.
// Public, because the catalog is. Only what the catalog uses is here; when it uses more, the tool stops compiling and this file says so.
namespace Microsoft.CodeAnalysis;

public enum DiagnosticSeverity
{
    Hidden,
    Info,
    Warning,
    Error,
}

public static class WellKnownDiagnosticTags
{
    public const string CompilationEnd = nameof(CompilationEnd);
    public const string NotConfigurable = nameof(NotConfigurable);
    public const string Unnecessary = nameof(Unnecessary);
}

public sealed class DiagnosticDescriptor(
    string id,
    string title,
    string messageFormat,
    string category,
    DiagnosticSeverity defaultSeverity,
    bool isEnabledByDefault,
    string? description = null,
    string? helpLinkUri = null,
    params string[] customTags)
{
    public string Id { get; } = id;

    public string Title { get; } = title;

    public string MessageFormat { get; } = messageFormat;

    public string Category { get; } = category;

    public DiagnosticSeverity DefaultSeverity { get; } = defaultSeverity;

    public bool IsEnabledByDefault { get; } = isEnabledByDefault;

    public string Description { get; } = description ?? "";

    public string HelpLinkUri { get; } = helpLinkUri ?? "";

    public IEnumerable<string> CustomTags { get; } = customTags;
}
