using GrowthGuard.Analyzers.Facts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Evidence;

/// <summary>What is registered as a singleton without a class of its own.</summary>
internal static class Registrations
{
    /// <summary>What the registrations of a file are given to hand out: an instance, or what a factory returns.</summary>
    public static IEnumerable<IOperation> InstancesIn(SyntaxTree tree, EvidenceContext context) =>
        from registration in context.Facts.OfKind(FactKind.SingletonRegistration)
        from name in NameIndex.Find(registration.Name, tree, null)
        let call = name.FirstAncestorOrSelf<InvocationExpressionSyntax>()
        where call is not null
        let invocation = context.Compilation.GetSemanticModel(tree).GetOperation(call) as IInvocationOperation
        where invocation?.TargetMethod.Name == registration.Name
        from argument in invocation.Arguments
        from instance in InstancesOf(argument.Value.Unwrap())
        select instance;

    private static IEnumerable<IOperation> InstancesOf(IOperation given) =>
        given is IDelegateCreationOperation { Target: IAnonymousFunctionOperation factory }
            ? factory.Body.Descendants().OfType<IReturnOperation>().Where(returned => returned.EnclosingFunction() == factory).Select(returned => returned.ReturnedValue?.Unwrap()).OfType<IOperation>()
            : [given];
}
