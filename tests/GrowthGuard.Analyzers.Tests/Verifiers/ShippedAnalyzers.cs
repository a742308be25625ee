using System.Collections.Immutable;
using GrowthGuard.Analyzers.Catalog;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.TestHarness;

/// <summary>All analyzers and suppressors of the package.</summary>
internal static class ShippedAnalyzers
{
    public static ImmutableArray<Type> Types { get; } =
        [.. typeof(RuleCatalog).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))];

    public static ImmutableArray<DiagnosticAnalyzer> All { get; } =
        [.. Types.Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];
}
