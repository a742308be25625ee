using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Resources.ProcessLifetime;

/// <summary>Decides whether a call that makes something for the life of the process does so without a bound.</summary>
internal sealed class ProcessLifetimeCallAnalysis
{
    private readonly CompilationAnalysis _context;
    private readonly KeyDomainAnalysis _domains;
    private readonly ValueDestination _kept;
    private readonly ValueDestination _keptData;
    private readonly RepeatedExecution _repetition;

    public ProcessLifetimeCallAnalysis(CompilationAnalysis context)
    {
        _context = context;
        _domains = new KeyDomainAnalysis(context, context.Calls);
        _kept = new ValueDestination(context);
        _keptData = new ValueDestination(context, followsWrappers: false);
        _repetition = new RepeatedExecution(context);
        Code = new ProcessLifetimeCallFinder(context);
    }

    /// <summary>Which calls are in question.</summary>
    public ProcessLifetimeCallFinder Code { get; }

    /// <summary>Whether the process grows with the calls.</summary>
    /// <param name="isKeyed">Whether an equal first argument makes nothing new.</param>
    public bool GrowsWith(IOperation call, bool isKeyed)
    {
        if (isKeyed && _domains.IsSmall(FirstArgument(call)))
            return false;
        if (ResolvesAssemblies(call))
            return false;

        // A result that is kept is made once for each object or key that keeps it; growth by key is what GG1001 reports.
        var holder = (isKeyed ? _keptData : _kept).HolderOf(call);
        var isPerObject = IsOneForEachObject(call);
        if (holder is null || (isKeyed && isPerObject))
            return _repetition.IsRepeated(call);
        return isPerObject && holder is (IFieldSymbol or IPropertySymbol) and { IsStatic: false } &&
            _repetition.IsMadeAgain(holder.ContainingType);
    }

    /// <summary>
    /// Whether no invocation is seen to make it, and it depends on files or words that come from elsewhere: plug-ins, scripts, texts of a
    /// database. Then it grows as often as an operator changes them.
    /// </summary>
    /// <inheritdoc cref="GrowsWith"/>
    public bool IsLeftToOperators(IOperation call, bool isKeyed) =>
        (isKeyed || IsOfFile(call)) && _context.HandlerScopes.Reach.Near(call) is null &&
        !(FirstArgument(call) is { } argument && _context.HandlerScopes.Values.OriginOf(argument) is not null);

    // `Assembly.Load(File.ReadAllBytes(path))`, `CompileAssemblyFromFile(settings, paths)`
    private static bool IsOfFile(IOperation call) =>
        call is IInvocationOperation { TargetMethod.Name: var name, Arguments: var arguments } &&
        (name.EndsWith("FromFile", StringComparison.Ordinal) ||
            arguments.SelectMany(static argument => ValueOrigin.Of(argument.Value))
                .Any(static origin => origin is IInvocationOperation { TargetMethod.ContainingType: { Name: "File" or "FileInfo",
                    ContainingNamespace.Name: "IO" } }));

    // `_serializer ??= new …`, an initialiser, an assignment in a constructor: not a collection that outlives the object's use.
    private static bool IsOneForEachObject(IOperation call) =>
        call.SelfAndAncestors()
            .Any(ancestor => ancestor is IFieldInitializerOperation or IPropertyInitializerOperation
                or ISimpleAssignmentOperation { Target: IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.Length: 0 } }
                or ICoalesceAssignmentOperation { Target: IFieldReferenceOperation
                    or IPropertyReferenceOperation { Arguments.Length: 0 } });

    private static IOperation? FirstArgument(IOperation call) =>
        call is IInvocationOperation { Arguments: { Length: > 0 } arguments } ? arguments[0].Value : null;

    // The runtime asks for an assembly once.
    private static bool ResolvesAssemblies(IOperation call)
    {
        var function = call.EnclosingFunction() switch
        {
            IAnonymousFunctionOperation lambda => lambda.Symbol,
            ILocalFunctionOperation local => local.Symbol,
            _ => call.ContainingMember() as IMethodSymbol,
        };
        return function is not null &&
            function.Parameters.Any(parameter => parameter.Type.Name is "ResolveEventArgs" or "AssemblyName" or "AssemblyLoadEventArgs");
    }
}
