using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.Analyzers.Analysis.Lifetimes;

/// <summary>
/// The calls of a compilation that register services, found by their text: to bind one costs as much as to bind all of the method that it
/// stands in.
/// </summary>
internal sealed class ServiceRegistrationCallReader
{
    private readonly CompilationAnalysis _context;
    private readonly ReferenceSyntaxFilter _mentions;
    private readonly FactKind _kind;
    private readonly Lazy<ILookup<string, InvocationExpressionSyntax>> _byWord;

    /// <param name="context">The compilation.</param>
    /// <param name="mentions">Its aliases.</param>
    /// <param name="kind">The facts that name the methods.</param>
    public ServiceRegistrationCallReader(CompilationAnalysis context, ReferenceSyntaxFilter mentions, FactKind kind)
    {
        _context = context;
        _mentions = mentions;
        _kind = kind;
        _byWord = new(() => context.Facts.OfKind(kind).SelectMany(registration => context.Words
            .TreesWith(registration.Name)
            .SelectMany(tree => CallsOf(registration.Name, tree)))
            .SelectMany(call => WordsOf(call, mentions), static (call, word) => (call, word))
            .ToLookup(static found => found.word, static found => found.call));
    }

    /// <summary>Those that may name the type, or from which it may be inferred.</summary>
    public IEnumerable<InvocationExpressionSyntax> MayName(INamedTypeSymbol type) => _byWord.Value[type.Name].Concat(_byWord.Value[""]);

    /// <summary>Whether one of them registers something under the type.</summary>
    public bool Register(INamedTypeSymbol service) => MayName(service).Any(call => IsOf(call, service));

    private bool IsOf(InvocationExpressionSyntax call, INamedTypeSymbol service)
    {
        // `AddScoped<IClock, Clock>()` says it, when there is only one type of that name: to bind the call is to bind all of a start-up
        // method.
        if (call.Expression
            is MemberAccessExpressionSyntax { Name: GenericNameSyntax { TypeArgumentList.Arguments: { Count: > 0 } arguments } } &&
            arguments[0] is IdentifierNameSyntax named &&
            !_mentions.IsAlias(named.Identifier.ValueText) &&
            _context.Declarations.TypesNamed(named.Identifier.ValueText) is { Length: 1 } types)
            return SymbolEqualityComparer.Default.Equals(types[0], service.OriginalDefinition);
        return SymbolEqualityComparer.Default.Equals(ServiceOf(call)?.OriginalDefinition, service.OriginalDefinition);
    }

    /// <summary>The type under which a service is registered: the first type argument, or the first <c>typeof</c>.</summary>
    private ITypeSymbol? ServiceOf(InvocationExpressionSyntax call)
    {
        var model = _context.Compilation.GetSemanticModel(call.SyntaxTree);
        if (model.SymbolInfoOf(call).Symbol is not IMethodSymbol method)
            return null;
        return method.TypeArguments.FirstOrDefault() ??
            (call.ArgumentList.Arguments
                .Select(static argument => argument.Expression).OfType<TypeOfExpressionSyntax>().FirstOrDefault() is { } named
                ? model.TypeInfoOf(named.Type).Type
                : null);
    }

    /// <summary>Those of a file.</summary>
    public IEnumerable<InvocationExpressionSyntax> In(SyntaxTree tree) =>
        _context.Facts.OfKind(_kind).SelectMany(registration => CallsOf(registration.Name, tree));

    private static IEnumerable<InvocationExpressionSyntax> CallsOf(string registration, SyntaxTree tree) =>
        IdentifierIndex.Find(registration, tree, null)
            .Select(static name => name.Parent is MemberAccessExpressionSyntax access && access.Name == name
                ? RegistrationAt(access)
                : null)
            .OfType<InvocationExpressionSyntax>();

    /// <summary>
    /// Whether the call says how long what it names lives, at the end of a chain or with an argument, and the types stand before that.
    /// </summary>
    public static bool IsLifetime(InvocationExpressionSyntax call) =>
        call.Expression is not MemberAccessExpressionSyntax { Name: var name } ||
        (name is not GenericNameSyntax && call.ArgumentList.Arguments.Count == 0) ||
        call.ArgumentList.Arguments.Any(static argument => IsLifetime(argument.Expression));

    /// <summary>The nodes in which the call names its types.</summary>
    public static IEnumerable<SyntaxNode> NodesOf(InvocationExpressionSyntax call) =>
        IsLifetime(call) ? call.DescendantNodes() : call.ArgumentList.DescendantNodes();

    // `services.AddSingleton<Clock>()`, `builder.RegisterType<Clock>().SingleInstance()`,
    // `container.Register<IClock, Clock>(Reuse.Singleton)`
    private static InvocationExpressionSyntax? RegistrationAt(MemberAccessExpressionSyntax access) => access.Parent switch
    {
        InvocationExpressionSyntax call => call.Expression == access ? call : null,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => call,
        ArgumentSyntax { Parent.Parent: BaseObjectCreationExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } } => call,
        _ => null,
    };

    private static bool IsLifetime(ExpressionSyntax given) => given switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Singleton", Expression: SimpleNameSyntax } => true,
        BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: var arguments } =>
            arguments.Any(
                static argument => argument.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Singleton" }),
        _ => false,
    };

    /// <summary>
    /// The words that a registration may name its types with. What is inferred from a local, say, has none, and stands under the empty
    /// word.
    /// </summary>
    private static IEnumerable<string> WordsOf(InvocationExpressionSyntax call, ReferenceSyntaxFilter mentions)
    {
        var arguments = call.Expression is MemberAccessExpressionSyntax { Name: GenericNameSyntax generic }
            ? generic.TypeArgumentList
            : null;
        var words = NodesOf(call)
            .Concat(arguments?.DescendantNodes() ?? []).OfType<SimpleNameSyntax>()
            .Select(static name => name.Identifier.ValueText).Distinct().ToList();
        return (arguments is null && !IsLifetime(call) &&
            !call.ArgumentList.Arguments.All(static argument => NamesItsType(argument.Expression))) || words.Any(mentions.IsAlias)
            ? words.Append("")
            : words;
    }

    private static bool NamesItsType(ExpressionSyntax given)
    {
        RecursionGuard.Check();
        return given switch
        {
            LambdaExpressionSyntax { ExpressionBody: { } body } => NamesItsType(body),
            _ =>
                given is ObjectCreationExpressionSyntax or TypeOfExpressionSyntax
                    or InvocationExpressionSyntax { Expression: GenericNameSyntax
                        or MemberAccessExpressionSyntax { Name: GenericNameSyntax } },
        };
    }
}
