using GrowthGuard.Analyzers.Baselines;
using GrowthGuard.Analyzers.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

// This is the one place that calls what is banned elsewhere.
#pragma warning disable RS0030

namespace GrowthGuard.Analyzers.Rules.Reporting;

/// <summary>
/// How rules report: nothing that the user excludes, and past the baseline, which must know what was found to tell which of its lines are
/// out of date.
/// </summary>
internal static class DiagnosticReporter
{
    /// <summary>Reports a finding.</summary>
    public static void Report(this SymbolAnalysisContext context, Diagnostic diagnostic)
    {
        if (Note(diagnostic, context.Compilation, context.Options))
            context.ReportDiagnostic(diagnostic);
    }

    /// <inheritdoc cref="Report(SymbolAnalysisContext, Diagnostic)"/>
    public static void Report(this SemanticModelAnalysisContext context, Diagnostic diagnostic)
    {
        if (Note(diagnostic, context.SemanticModel.Compilation, context.Options))
            context.ReportDiagnostic(diagnostic);
    }

    /// <inheritdoc cref="Report(SymbolAnalysisContext, Diagnostic)"/>
    public static void Report(this SyntaxNodeAnalysisContext context, Diagnostic diagnostic)
    {
        if (Note(diagnostic, context.Compilation, context.Options))
            context.ReportDiagnostic(diagnostic);
    }

    /// <inheritdoc cref="Report(SymbolAnalysisContext, Diagnostic)"/>
    public static void Report(this OperationAnalysisContext context, Diagnostic diagnostic)
    {
        if (Note(diagnostic, context.Compilation, context.Options))
            context.ReportDiagnostic(diagnostic);
    }

    /// <inheritdoc cref="Report(SymbolAnalysisContext, Diagnostic)"/>
    public static void Report(this AdditionalFileAnalysisContext context, Diagnostic diagnostic)
    {
        if (Note(diagnostic, context.Compilation, context.Options))
            context.ReportDiagnostic(diagnostic);
    }

    /// <inheritdoc cref="Report(SymbolAnalysisContext, Diagnostic)"/>
    public static void Report(this CompilationAnalysisContext context, Diagnostic diagnostic)
    {
        if (Note(diagnostic, context.Compilation, context.Options))
            context.ReportDiagnostic(diagnostic);
    }

    /// <summary>Says whether it is to be reported.</summary>
    private static bool Note(Diagnostic diagnostic, Compilation compilation, AnalyzerOptions options)
    {
        if (Exclusions.Cover(diagnostic, options))
            return false;
        ReportedFindings.In(compilation).Note(diagnostic);
        return true;
    }
}
