using GrowthGuard.Analyzers.Baselines;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

// This is the one place that calls what is banned elsewhere.
#pragma warning disable RS0030

namespace GrowthGuard.Analyzers;

/// <summary>How rules report: past the baseline, which must know what was found to tell which of its lines are out of date.</summary>
internal static class Reporting
{
    /// <summary>Reports a finding.</summary>
    public static void Report(this SymbolAnalysisContext context, Diagnostic diagnostic)
    {
        MadeFindings.In(context.Compilation).Note(diagnostic);
        context.ReportDiagnostic(diagnostic);
    }

    /// <inheritdoc cref="Report(SymbolAnalysisContext, Diagnostic)"/>
    public static void Report(this SemanticModelAnalysisContext context, Diagnostic diagnostic)
    {
        MadeFindings.In(context.SemanticModel.Compilation).Note(diagnostic);
        context.ReportDiagnostic(diagnostic);
    }

    /// <inheritdoc cref="Report(SymbolAnalysisContext, Diagnostic)"/>
    public static void Report(this SyntaxNodeAnalysisContext context, Diagnostic diagnostic)
    {
        MadeFindings.In(context.Compilation).Note(diagnostic);
        context.ReportDiagnostic(diagnostic);
    }

    /// <inheritdoc cref="Report(SymbolAnalysisContext, Diagnostic)"/>
    public static void Report(this OperationAnalysisContext context, Diagnostic diagnostic)
    {
        MadeFindings.In(context.Compilation).Note(diagnostic);
        context.ReportDiagnostic(diagnostic);
    }

    /// <inheritdoc cref="Report(SymbolAnalysisContext, Diagnostic)"/>
    public static void Report(this AdditionalFileAnalysisContext context, Diagnostic diagnostic)
    {
        MadeFindings.In(context.Compilation).Note(diagnostic);
        context.ReportDiagnostic(diagnostic);
    }

    /// <inheritdoc cref="Report(SymbolAnalysisContext, Diagnostic)"/>
    public static void Report(this CompilationAnalysisContext context, Diagnostic diagnostic)
    {
        MadeFindings.In(context.Compilation).Note(diagnostic);
        context.ReportDiagnostic(diagnostic);
    }
}
