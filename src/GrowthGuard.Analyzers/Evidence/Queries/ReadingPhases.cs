using GrowthGuard.Analyzers.Facts;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Evidence.Queries;

/// <summary>When a query runs: what is read once, while the process starts or for good, may be large.</summary>
internal sealed class ReadingPhases(EvidenceContext context)
{
    private readonly PhaseJudge _phases = new(context, new Calls(context, null));

    /// <summary>Whether the operation may run again and again.</summary>
    public bool MayRepeat(IOperation operation) =>
        operation.ContainingMember() is { } member && !IsOneOff(member) && _phases.PhaseOf(operation) is not (Phase.Initialisation or Phase.Test);

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

        return member.ContainingType is { } own && (own.AllInterfaces.Any(implemented => HasWord(implemented.Name)) || IsOneOff(own.ContainingNamespace));
    }

    private bool IsOneOff(INamespaceSymbol? space) => space is { IsGlobalNamespace: false } && (HasWord(space.Name.TrimEnd('s')) || IsOneOff(space.ContainingNamespace));

    // A word of a name in Pascal case, at its beginning or end.
    private bool HasWord(string name) => context.Facts.OfKind(FactKind.OneOffWord).Any(word =>
        name.StartsWithWord(word.Name) || name.EndsWith(word.Name, StringComparison.Ordinal) ||
        (name.Length > 1 && name[0] == 'I' && name.Substring(1).StartsWithWord(word.Name)));
}
