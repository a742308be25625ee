using GrowthGuard.Analyzers.Catalog;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Options;

/// <summary>What a user's configuration takes out of the rules' sight.</summary>
internal static class Exclusions
{
    /// <summary>Whether the finding is of a symbol that is excluded, from its rule or from all of them.</summary>
    public static bool Cover(Diagnostic diagnostic, AnalyzerOptions options)
    {
        if (diagnostic.Location.SourceTree is not { } tree ||
            !diagnostic.Properties.TryGetValue(DiagnosticPropertyNames.Symbol, out var symbol) || symbol is null)
            return false;
        var config = options.AnalyzerConfigOptionsProvider.GetOptions(tree);
        return Has(OptionKeys.ExcludedSymbols) || Has(OptionKeys.ExcludedSymbolsOf(diagnostic.Id));

        bool Has(string key) => config.TryGetValue(key, out var list) && SymbolList.Includes(list, symbol);
    }
}
