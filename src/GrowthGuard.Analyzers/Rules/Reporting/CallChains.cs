using System.Collections.Immutable;
using System.Globalization;
using GrowthGuard.Analyzers.Analysis;
using GrowthGuard.Analyzers.Analysis.EntryPoints;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Rules.Reporting;

/// <summary>Writes down the calls that lead from a handler to what a diagnostic is about, for reports.</summary>
internal static class CallChains
{
    public static ImmutableDictionary<string, string?> Add(
        ImmutableDictionary<string, string?> properties,
        Handler? handler,
        IOperation reached,
        CompilationAnalysis evidence)
    {
        if (handler is null)
            return properties;
        try
        {
            var chain = evidence.HandlerScopes.Chains.Find(handler, reached);
            return chain.IsEmpty
                ? properties
                : properties.Add(
                    DiagnosticPropertyNames.CallChain,
                    string.Join("\n", chain.Select((call, index) => $"{(index == 0 ? handler.Name : NameOf(call))} ({Place(call)})")));
        }
        catch (InsufficientExecutionStackException)
        {
            return properties;
        }
    }

    private static string NameOf(IOperation call)
    {
        var member = Places.MemberName(call);
        return call.ContainingMember() is { ContainingType: { Name: var type } } && type != member ? $"{type}.{member}" : member;
    }

    private static string Place(IOperation call)
    {
        var span = call.Syntax.GetLocation().GetLineSpan();
        return $"{Path.GetFileName(span.Path)}:{(span.StartLinePosition.Line + 1).ToString(CultureInfo.InvariantCulture)}";
    }
}
