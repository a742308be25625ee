using GrowthGuard.Analyzers.Catalog;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Tests.Baselines;

/// <summary>
/// Every finding that a baseline can accept names a symbol, in each test of each rule: the baseline knows it by nothing else.
/// </summary>
internal static class SymbolContract
{
    public static string? FaultOf(Diagnostic diagnostic) =>
        diagnostic.Location.IsInSource && RuleCatalog.All.Any(rule => rule.Id == diagnostic.Id && rule.CanBeAccepted) &&
        diagnostic.Properties.GetValueOrDefault(DiagnosticPropertyNames.Symbol) is null
            ? $"{diagnostic.Id} at {diagnostic.Location.GetLineSpan()} has no property '{DiagnosticPropertyNames.Symbol}'; a rule about a place takes it from SiteReport.Properties."
            : null;
}
