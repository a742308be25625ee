using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Resources.ProcessLifetime;

/// <summary>
/// Finds thread locals that keep the values of threads which have ended: they track all values, live as long as the process, and
/// are used while it serves its callers. Threads of the pool end, too, when there is nothing to do for them.
/// </summary>
internal sealed class ThreadValueDetector(CompilationAnalysis context)
{
    private readonly ValueDestination _kept = new(context, followsWrappers: false, followsCalls: false);

    /// <summary>The creations of such thread locals in one file.</summary>
    public IEnumerable<IObjectCreationOperation> GrowingIn(SemanticModel model) => CallFinder
        .Creations(
            "ThreadLocal",
            model,
            static type => type.ContainingNamespace is { Name: "Threading",
                ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
        .Where(creation => TracksAll(creation) && _kept.HolderOf(creation) is (IFieldSymbol or IPropertySymbol) and var holder &&
            context.Lifetimes.IsLongLived(holder) && GrowsIn(holder));

    private static bool TracksAll(IObjectCreationOperation creation) =>
        creation.Arguments.Any(
            argument => argument is { Parameter.Name: "trackAllValues", Value.ConstantValue: { HasValue: true, Value: true } });

    private bool GrowsIn(ISymbol holder)
    {
        var uses = context.ReferencesTo(holder)
            .Where(reference => context.Phases.PhaseOf(reference) == ExecutionPhase.SteadyState).ToList();
        return uses.Any(use => ValueOf(use) is not null) && !uses.Any(LetsGo);
    }

    private static IPropertyReferenceOperation? ValueOf(IOperation use) =>
        use.Parent is IPropertyReferenceOperation { Property.Name: "Value" } value && value.Instance == use ? value : null;

    // Another thread local in its place, its end, or a thread that takes its value away again.
    private static bool LetsGo(IOperation use) => use.Parent switch
    {
        ICoalesceAssignmentOperation => false,
        IAssignmentOperation assignment => assignment.Target == use,
        IInvocationOperation { TargetMethod.Name: "Dispose" } => true,
        IConditionalAccessOperation access => access.WhenNotNull is IInvocationOperation { TargetMethod.Name: "Dispose" },
        IArgumentOperation { Parameter.RefKind: not RefKind.None } => true,
        _ => ValueOf(use)?.Parent is IAssignmentOperation { Value: var value } given && given.Target == use.Parent && value.IsNothing(),
    };
}
