using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.DocsGenerator;

/// <summary>The code fixes, found in their assembly.</summary>
public static class CodeFixCatalog
{
    /// <summary>Every code fix provider of the pack.</summary>
    public static ImmutableArray<CodeFixProvider> All { get; } =
    [
        .. Assembly.Load("GrowthGuard.CodeFixes").GetTypes()
            .Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract)
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    /// <summary>Says whether a rule has a code fix. To accept a finding, which all rules offer, is to fix nothing.</summary>
    public static bool Exist(string ruleId) =>
        All.Any(provider => provider.GetType().Namespace != "GrowthGuard.CodeFixes.Baselines" &&
            provider.FixableDiagnosticIds.Contains(ruleId));
}
