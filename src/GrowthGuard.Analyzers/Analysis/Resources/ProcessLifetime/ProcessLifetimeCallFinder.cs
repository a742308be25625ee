using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Resources.ProcessLifetime;

/// <summary>Recognises calls that make code or data which stays until the process ends.</summary>
internal sealed class ProcessLifetimeCallFinder
{
    private readonly CompilationAnalysis _context;
    private readonly HashSet<string> _methods = [];
    private readonly HashSet<string> _types = [];

    public ProcessLifetimeCallFinder(CompilationAnalysis context)
    {
        _context = context;
        foreach (var fact in Facts)
        {
            foreach (var member in fact.Adds)
            {
                if (member.StartsWith(".ctor", StringComparison.Ordinal))
                    _types.Add(fact.Name.Substring(fact.Name.LastIndexOf('.') + 1));
                else
                    _methods.Add(member.Split('(')[0]);
            }
        }
    }

    private IEnumerable<Fact> Facts => _context.Facts.OfKind(FactKind.ProcessCode).Concat(_context.Facts.OfKind(FactKind.ProcessData));

    /// <summary>
    /// The calls in one file that make something for the life of the process, and whether an equal argument makes nothing new.
    /// </summary>
    public IEnumerable<(IOperation Call, IMethodSymbol Method, bool IsKeyed)> In(SemanticModel model)
    {
        foreach (var call in _methods.SelectMany(name => CallFinder.Calls(name, model, method => FactAbout(method) is not null)))
        {
            if (!IsCollectible(call.Arguments) && !IsOfOwnContext(call))
                yield return (call, call.TargetMethod, FactAbout(call.TargetMethod)!.Kind == FactKind.ProcessData);
        }

        foreach (var creation in _types.SelectMany(name => CallFinder.Creations(name, model, IsKnown)))
        {
            if (creation.Constructor is { } constructor && FactAbout(constructor) is not null && !IsCollectible(creation.Arguments))
                yield return (creation, constructor, false);
        }
    }

    // What a load context of the program's own has loaded goes with it; how long that lives, its constructor shows.
    private static bool IsOfOwnContext(IInvocationOperation call) =>
        call.TargetMethod.ContainingType.Name == "AssemblyLoadContext" &&
        call.Instance?.Unwrap() is not IPropertyReferenceOperation { Property: { IsStatic: true, Name: "Default" } };

    private bool IsKnown(INamedTypeSymbol type) => _context.Facts.About(type).Any(fact => fact.Kind == FactKind.ProcessCode);

    private Fact? FactAbout(IMethodSymbol method) =>
        method.ContainingType is { } type
            ? _context.Facts.About(type)
                .FirstOrDefault(fact => fact.Kind is FactKind.ProcessCode or FactKind.ProcessData &&
                    (fact.Adds.Contains(method.Name) || fact.Adds.Contains(Signature(method))))
            : null;

    private static string Signature(IMethodSymbol method) =>
        $"{method.Name}({string.Join(",", method.Parameters.Select(parameter => parameter.Type is IArrayTypeSymbol array ? array.ElementType.Name + "[]" : parameter.Type.Name))})";

    // RunAndCollect, isCollectible: true: the runtime unloads it when nothing refers to it. What is not a constant proves nothing.
    private static bool IsCollectible(IEnumerable<IArgumentOperation> arguments) => arguments.Any(argument => argument.Parameter switch
    {
        { Name: "isCollectible" } => argument.Value.ConstantValue is not { HasValue: true, Value: false },
        { Type: { TypeKind: TypeKind.Enum } access } =>
            argument.Value.Unwrap() is not IFieldReferenceOperation { Field: { Name: "Run" or "RunAndSave" } } &&
            access.Name == "AssemblyBuilderAccess",
        _ => false,
    });
}
