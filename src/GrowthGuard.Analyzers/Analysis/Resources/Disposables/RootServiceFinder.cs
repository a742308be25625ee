using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Resources.Disposables;

/// <summary>
/// Finds disposable services, made for each scope or each time, that a singleton or hosted service resolves from the provider which it was
/// injected with: that is the root, which keeps each of them until it is disposed itself, whether the caller disposes it or not.
/// </summary>
internal sealed class RootServiceFinder(CompilationAnalysis context)
{
    private static readonly string[] Resolving = ["GetRequiredService", "GetService"];

    /// <summary>The calls in one file.</summary>
    public IEnumerable<IInvocationOperation> In(SemanticModel model) =>
        Resolving.SelectMany(name => CallFinder.Calls(
            name,
            model,
            static method => method.TypeParameters.Length == 1 && method.ContainingType.Name == "ServiceProviderServiceExtensions"))
            .Where(call => call.Arguments.Length > 0 && call.TargetMethod.TypeArguments[0] is INamedTypeSymbol service &&
                IsDisposable(service) && IsOfRoot(call) && context.Registrations.ArePerCall(service));

    private static bool IsDisposable(INamedTypeSymbol service) =>
        service.AllInterfaces.Any(static implemented => implemented is { Name: "IDisposable"
            or "IAsyncDisposable", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } });

    private bool IsOfRoot(IInvocationOperation call) =>
        call.ContainingMember()?.ContainingType is { } type && context.Lifetimes.ProcessLivedAs(type) is not null &&
        ValueOrigin.Of(call.Arguments[0].Value).All(origin => IsInjected(origin) ||
            origin is IFieldReferenceOperation { Field: var field } && origin.IsOfThis() &&
            context.AssignmentsTo(field).ToList() is { Count: > 0 } assignments &&
            assignments.All(static assignment => IsInjected(assignment.Value.Unwrap())));

    private static bool IsInjected(IOperation value) =>
        value is IParameterReferenceOperation { Parameter: { Type.Name: "IServiceProvider",
            ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } };
}
