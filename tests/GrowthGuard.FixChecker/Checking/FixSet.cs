using System.Collections.Immutable;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.CodeFixes.Baselines;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.FixChecker.Checking;

/// <summary>The analyzers and the fixes that are checked.</summary>
internal sealed record FixSet(ImmutableArray<DiagnosticAnalyzer> Analyzers, ImmutableArray<CodeFixProvider> Providers)
{
    /// <summary>All that the pack ships.</summary>
    public static FixSet Shipped { get; } = new(
        All<DiagnosticAnalyzer>(typeof(RuleCatalog)),
        All<CodeFixProvider>(typeof(AddToBaselineCodeFix)));

    private static ImmutableArray<T> All<T>(Type ofAssembly) =>
        [
            .. ofAssembly.Assembly.GetTypes()
                .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(T)))
                .OrderBy(type => type.Name, StringComparer.Ordinal)
                .Select(type => (T)Activator.CreateInstance(type)!)
        ];
}
