using System.Collections.Immutable;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.Rules.Queries;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Rules.Testing;

/// <summary>GG4004: reports runs of the test kit whose result nobody looks at, and assertions on them that nobody waits for.</summary>
/// <remarks>
/// Code of a lambda is left alone: it is given to somebody who expects an exception, as a rule. So is a result that is read in any way, or
/// handed on: what becomes of it there is not followed.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ResultIsNotLookedAtAnalyzer : DiagnosticAnalyzer
{
    private const string Kit = "GrowthGuard.Testing.MemoryFlat";
    private const string Assertions = "GrowthGuard.Testing.MemoryFlatTasks";
    private const string Result = "MemoryFlatResult";
    private const string Assertion = "ShouldBeFlat";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(RuleCatalog.ResultIsNotLookedAt);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            // Most projects do not use the kit, and there nothing is looked at.
            var kits = start.Compilation.GetTypesByMetadataName(Kit);
            var assertions = start.Compilation.GetTypesByMetadataName(Assertions);
            if (!kits.IsEmpty)
                start.RegisterOperationAction(operation => Analyze(operation, kits, assertions), OperationKind.Invocation);
        });
    }

    private static void Analyze(
        OperationAnalysisContext context,
        ImmutableArray<INamedTypeSymbol> kits,
        ImmutableArray<INamedTypeSymbol> assertions)
    {
        var call = (IInvocationOperation)context.Operation;
        var type = call.TargetMethod.ContainingType;
        var isRun = kits.Contains(type, SymbolEqualityComparer.Default) && IsResult(call.TargetMethod.ReturnType);
        var isAssertion = call.TargetMethod.Name == Assertion && assertions.Contains(type, SymbolEqualityComparer.Default);
        if ((!isRun && !isAssertion) || IsInLambda(call) || !LosesResult(call, out var isWaitedFor, out var isDirect) ||
            (isAssertion && isWaitedFor))
            return;
        var properties = SiteReport.Properties(call);
        if (isRun && isWaitedFor && isDirect)
            properties = properties.Add(DiagnosticPropertyNames.Problem, Assertion);
        context.Report(Diagnostic.Create(
            RuleCatalog.ResultIsNotLookedAt, QueryPlaces.Of(call), properties,
            isRun ? $"The result of {type.Name}.{call.TargetMethod.Name}" : $"The task of {Assertion}",
            isAssertion ? "await it" : isWaitedFor ? $"call {Assertion} on it" : $"await it and call {Assertion}"));
    }

    private static bool IsResult(ITypeSymbol type) =>
        type.Name == Result ||
        (type is INamedTypeSymbol { Name: "Task", TypeArguments: { Length: 1 } arguments } && arguments[0].Name == Result);

    private static bool IsInLambda(IOperation call)
    {
        for (var outer = call.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation)
                return true;
        }

        return false;
    }

    /// <summary>Whether the value of a call goes nowhere.</summary>
    /// <param name="call">The call.</param>
    /// <param name="isWaitedFor">Whether something waits for the task.</param>
    /// <param name="isDirect">Whether an assertion can be put behind the call as it stands.</param>
    private static bool LosesResult(IInvocationOperation call, out bool isWaitedFor, out bool isDirect)
    {
        var isTask = call.TargetMethod.ReturnType.Name != Result;
        isWaitedFor = !isTask;
        isDirect = true;
        for (IOperation value = call; value.Parent is { } parent; value = parent)
        {
            switch (parent)
            {
                case IConversionOperation { IsImplicit: true } or IParenthesizedOperation:
                    break;
                case IAwaitOperation:
                case IPropertyReferenceOperation { Property.Name: "Result" } when isTask:
                    isWaitedFor = true;
                    break;
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "WaitAsync" or "GetAwaiter" or "GetResult"
                    or "Wait" } next when next.Instance == value:
                    isWaitedFor |= next.TargetMethod.Name is "GetResult" or "Wait";
                    break;
                case IExpressionStatementOperation:
                    return true;
                case ISimpleAssignmentOperation { Target: IDiscardOperation }:
                    isDirect = isTask;
                    return true;
                case IReturnOperation:
                    // Task<MemoryFlatResult> as Task: whoever waits for it cannot see the result.
                    isWaitedFor = true;
                    return isTask && call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart)
                        is IMethodSymbol { ReturnType: INamedTypeSymbol { Name: "Task" or "ValueTask", IsGenericType: false } };
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                    isDirect = isTask;
                    return !IsRead(local, call.Syntax);
                default:
                    return false;
            }
        }

        return false;
    }

    /// <summary>Whether a member names its local anywhere but where it declares it.</summary>
    private static bool IsRead(ILocalSymbol local, SyntaxNode place) =>
        place.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Any(name => name.Identifier.ValueText == local.Name) != false;
}
