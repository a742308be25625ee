using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Lifetimes;

/// <summary>
/// Finds services of one scope that a singleton or hosted service resolves by itself and keeps: in a field, or in a local that its endless
/// loop saves with. A database context tracks all that it has ever read or saved.
/// </summary>
internal sealed class KeptScopedServiceFinder(CompilationAnalysis context)
{
    private static readonly string[] Saving = ["SaveChanges", "SaveChangesAsync"];

    private static readonly string[] Resolving = ["GetRequiredService", "GetService", "CreateDbContext", "CreateDbContextAsync"];

    /// <summary>The fields and properties of a type that keep such a service as long as the process lives, with what the type is.</summary>
    public IEnumerable<(ISymbol Member, ITypeSymbol Service, string Role)> In(INamedTypeSymbol type)
    {
        foreach (var (member, field) in type.Storage())
        {
            if (!field.IsStatic && context.HandlerScopes.Types.IsContext(field.Type) &&
                context.Lifetimes.ProcessLivedAs(type) is { } role && IsKept(member))
                yield return (member, field.Type, role);
        }
    }

    /// <summary>The calls in one file that give a database context to a local which an endless loop behind it saves with.</summary>
    public IEnumerable<(IOperation Resolved, ITypeSymbol Service)> In(SemanticModel model) =>
        from name in Saving.Any(saving => IdentifierIndex.IsWritten(saving, model.SyntaxTree)) ? Resolving : []
        from call in CallFinder.Calls(
            name,
            model,
            static call => call.FirstAncestorOrSelf<EqualsValueClauseSyntax>() is not null,
            static _ => true)
        let local = LocalOf(call)
        where local is not null && context.HandlerScopes.Types.IsContext(local.Type)
        where call.ContainingMember()?.ContainingType is { } type && context.Facts.Has(FactKind.ProcessLived, type) &&
            IsUsedInLoop(local, call)
        select ((IOperation)call, local.Type);

    // What is made for one turn, or let go of, is not kept.
    private bool IsKept(ISymbol member)
    {
        var assignments = context.AssignmentsTo(member).ToList();
        var values = assignments
            .Select(static assignment => assignment.Value)
            .Append(StoreFinder.InitializerOf(member, context)).OfType<IOperation>().ToList();
        return values.Count > 0 && values.All(static value => ValueOrigin.Of(value).All(IsResolved)) &&
            !assignments.Any(static assignment => assignment.SelfAndAncestors().Any(static ancestor => ancestor is ILoopOperation));
    }

    private static bool IsResolved(IOperation origin) =>
        origin is IInvocationOperation { TargetMethod.Name: var name } && Resolving.Contains(name);

    private static ILocalSymbol? LocalOf(IOperation value)
    {
        while (value.Parent is IConversionOperation or IAwaitOperation or IParenthesizedOperation)
            value = value.Parent;
        return value.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } ? declarator.Symbol : null;
    }

    private static bool IsUsedInLoop(ILocalSymbol local, IOperation resolved)
    {
        var uses = BodyIndex.Of(resolved.Root()).ReferencesTo(local).ToList();
        return !uses.Any(LetsGo) &&
            uses.Any(use => IsSaving(use) &&
                use.SelfAndAncestors()
                    .Any(ancestor => ancestor is ILoopOperation loop && ExecutionPhaseAnalysis.IsEndlessLoop(loop) &&
                        !loop.DescendantsAndSelf().Contains(resolved)));
    }

    private static bool IsSaving(IOperation use) =>
        use.Parent is IInvocationOperation { TargetMethod.Name: var name } call && call.Instance == use && Saving.Contains(name);

    // `db.ChangeTracker.Clear()`, or another context in its place.
    private static bool LetsGo(IOperation use) =>
        use.Parent is IPropertyReferenceOperation { Property.Name: "ChangeTracker" } ||
        (use.Parent is IAssignmentOperation assignment && assignment.Target == use);
}
