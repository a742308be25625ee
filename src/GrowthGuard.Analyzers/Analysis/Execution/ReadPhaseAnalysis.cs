using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Execution;

/// <summary>When a query runs: what is read once, while the process starts or for good, may be large.</summary>
internal sealed class ReadPhaseAnalysis(CompilationAnalysis context)
{
    /// <summary>Whether the operation may run again and again.</summary>
    public bool MayRepeat(IOperation operation) =>
        operation.ContainingMember() is { } member && !IsOneOff(member) && !IsCached(operation) &&
        context.Phases.PhaseOf(operation) is not (ExecutionPhase.Initialisation or ExecutionPhase.Test);

    // cache.GetOrCreate("countries", entry => …): read when the entry has gone, and kept on purpose.
    private static bool IsCached(IOperation operation) => operation.SelfAndAncestors().OfType<IAnonymousFunctionOperation>().Any(function =>
        DelegateInvocation.CallOf(function) is IInvocationOperation call &&
        (call.Instance ?? call.Arguments.FirstOrDefault()?.Value)?.Unwrap().Type is { } type &&
        type.Name.IndexOf("Cache", StringComparison.Ordinal) >= 0);

    // MigrateOrders, OrderSeeder, IMigration
    private bool IsOneOff(ISymbol member)
    {
        if (HasWord(member.Name))
            return true;
        for (var type = member.ContainingType; type is not null; type = type.BaseType)
        {
            if (HasWord(type.Name))
                return true;
        }

        return member.ContainingType is { } own &&
            (own.AllInterfaces.Any(implemented => HasWord(implemented.Name)) || IsOneOff(own.ContainingNamespace));
    }

    private bool IsOneOff(INamespaceSymbol? space)
    {
        RecursionGuard.Check();
        return space is { IsGlobalNamespace: false } && (HasWord(space.Name.TrimEnd('s')) || IsOneOff(space.ContainingNamespace));
    }

    // A word of a name in Pascal case, at its beginning or end.
    private bool HasWord(string name) => context.Facts.OfKind(FactKind.OneOffWord).Any(word =>
        name.StartsWithWord(word.Name) || name.EndsWith(word.Name, StringComparison.Ordinal) ||
        (name.Length > 1 && name[0] == 'I' && name.Substring(1).StartsWithWord(word.Name)));
}
