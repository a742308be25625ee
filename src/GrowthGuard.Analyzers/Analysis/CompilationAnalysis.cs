using System.Collections.Concurrent;
using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis.EntryPoints;
using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.Analysis.Invocations;
using GrowthGuard.Analyzers.Analysis.Lifetimes;
using GrowthGuard.Analyzers.Analysis.Queries.Linq;
using GrowthGuard.Analyzers.Censuses;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis;

/// <summary>
/// What the evidence engine asks of one compilation: facts, references and bodies, found when they are asked for and then kept.
/// Lives as long as the compilation's analysis and no longer.
/// </summary>
/// <remarks>
/// Evidence is pulled, not pushed: the engine binds only the members that mention a candidate store, where operation actions
/// would make the compiler build operations for every member of every candidate's type. The compilation that the driver hands
/// to analyzers answers with its shared semantic models.
/// </remarks>
internal sealed class CompilationAnalysis
{
    private QueryReader? _queries;
    private readonly ConcurrentDictionary<ISymbol, MemoizedSequence<IOperation>> _references = new(SymbolEqualityComparer.Default);
    private readonly StaticMentionIndex _statics;
    private readonly ConcurrentDictionary<ISymbol, MemoizedSequence<IOperation>> _writes = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<IMethodSymbol>> _implementations =
        new(SymbolEqualityComparer.Default);
    private readonly ConstructorCallFinder _creations;
    private readonly ConcurrentDictionary<INamedTypeSymbol, ImmutableArray<INamedTypeSymbol>> _derived =
        new(SymbolEqualityComparer.Default);

    public CompilationAnalysis(Compilation compilation, FactTable facts)
    {
        Compilation = compilation;
        Facts = facts;
        Words = new WordIndex(compilation);
        Declarations = new DeclarationIndex(compilation, Words);
        Mentions = new ReferenceSyntaxFilter(compilation, Declarations);
        _statics = new StaticMentionIndex(compilation, Words, Declarations, Mentions);
        _creations = new ConstructorCallFinder(compilation, Mentions, Words);
        TestFixtures = new TestFixtureDetector(facts);
        Calls = new CallSiteFinder(this, null);
        Phases = new ExecutionPhaseAnalysis(this, Calls);
        Registrations = new ServiceRegistrationIndex(this, Mentions);
        Lifetimes = new ObjectLifetimeAnalysis(this);
        HandlerScopes = new InvocationAnalysis(this);
    }

    public Compilation Compilation { get; }

    public FactTable Facts { get; }

    /// <summary>What was counted at run time.</summary>
    public RunTimeEvidence Seen { get; set; } = new(ImmutableArray<AdditionalFiles.PolicyFile>.Empty);

    /// <summary>Whether the build says that the project is one of tests.</summary>
    public bool IsTestProject { get; set; }

    /// <summary>Where names are written.</summary>
    public WordIndex Words { get; }

    /// <summary>What is declared here, by name.</summary>
    public DeclarationIndex Declarations { get; }

    /// <summary>What names cannot mean, to judge by the code around them.</summary>
    public ReferenceSyntaxFilter Mentions { get; }

    /// <summary>Which types are tests.</summary>
    public TestFixtureDetector TestFixtures { get; }

    /// <summary>Who calls a member, on whatever object.</summary>
    public CallSiteFinder Calls { get; }

    /// <summary>When code runs, whatever object it runs on.</summary>
    public ExecutionPhaseAnalysis Phases { get; }

    /// <summary>What is registered for a container to hand out.</summary>
    public ServiceRegistrationIndex Registrations { get; }

    /// <summary>Which types and objects live as long as the process.</summary>
    public ObjectLifetimeAnalysis Lifetimes { get; }

    /// <summary>What the queries of this compilation are read with.</summary>
    public QueryReader Queries => _queries ??= new QueryReader(this);

    /// <summary>Which functions are handlers, and what belongs to their invocations.</summary>
    public InvocationAnalysis HandlerScopes { get; }

    /// <summary>Whether code of other assemblies can see what is public here.</summary>
    public bool IsLibrary =>
        Compilation.Options.OutputKind is OutputKind.DynamicallyLinkedLibrary or OutputKind.NetModule ||
        Compilation.GetEntryPoint(CancellationToken.None) is null;

    /// <summary>
    /// Every operation of this compilation that refers to the symbol: uses of a field or property, calls, method groups. They are
    /// found one by one, since the first few often answer a question.
    /// </summary>
    public IEnumerable<IOperation> ReferencesTo(ISymbol symbol) =>
        _references.GetOrAdd(
            (symbol is IMethodSymbol { PartialDefinitionPart: { } called } ? called : symbol).OriginalDefinition,
            found => new MemoizedSequence<IOperation>(FindReferences(found))).Elements;

    /// <summary>
    /// What calls a method, or uses it as a delegate: by its own name or by that of what it overrides or implements, as far as that is in
    /// source. An accessor is called where its property is read or written.
    /// </summary>
    /// <param name="method">The method.</param>
    /// <param name="most">Of how many references to each name to give: in an interpreter, say, everything calls everything.</param>
    public IEnumerable<IOperation> CallsOf(IMethodSymbol method, int most = int.MaxValue) =>
        method.CalledThrough().Where(static entry => entry.IsInSource()).Prepend(method)
            .SelectMany(entry => CallsByNameOf(entry).Take(most));

    private IEnumerable<IOperation> CallsByNameOf(IMethodSymbol entry) => entry.AssociatedSymbol is { } property
        ? ReferencesTo(property).Where(reference => AccessorUse.IsCallOf(reference, entry))
        : ReferencesTo(entry);

    /// <summary>
    /// The constructors of derived classes that run this one although they do not name it: it takes no arguments, and they have no
    /// initializer.
    /// </summary>
    public IEnumerable<IMethodSymbol> ImplicitCallersOf(IMethodSymbol constructor) =>
        constructor is { MethodKind: MethodKind.Constructor, ContainingType: { TypeKind: TypeKind.Class, IsSealed: false } type } &&
        constructor.Parameters.All(static parameter => parameter.IsOptional || parameter.IsParams)
            ? DerivedFrom(type).SelectMany(static derived => derived.InstanceConstructors)
                .Where(static derived => !derived.DeclaringSyntaxReferences.Any(static reference => HasInitializer(reference.GetSyntax())))
            : [];

    private static bool HasInitializer(SyntaxNode constructor) => constructor switch
    {
        ConstructorDeclarationSyntax declaration => declaration.Initializer is not null,
        TypeDeclarationSyntax primary => primary.BaseList?.Types.Any(static type => type is PrimaryConstructorBaseTypeSyntax) == true,
        _ => false,
    };

    /// <summary>
    /// Those of the references to a field or property that may write to it: where it is assigned to, counted or passed by reference.
    /// </summary>
    public IEnumerable<IOperation> WritesTo(ISymbol member) =>
        _writes.GetOrAdd(
            member.OriginalDefinition,
            written => new MemoizedSequence<IOperation>(FindWrites(written, WriteSyntaxFilter.AreInside(written)))).Elements;

    /// <summary>The assignments to a field, property or event; what its declaration gives it is none.</summary>
    public IEnumerable<IAssignmentOperation> AssignmentsTo(ISymbol member) =>
        WritesTo(member)
            .Select(static reference => reference.Parent is IAssignmentOperation assignment && assignment.Target == reference
                ? assignment
                : null).OfType<IAssignmentOperation>();

    /// <summary>The writes without those that an initialiser writes to an object which is being made.</summary>
    public IEnumerable<IOperation> LaterWritesTo(ISymbol member) =>
        FindWrites(member, WriteSyntaxFilter.AreInside(member), static name => !WriteSyntaxFilter.IsInInitializer(name));

    /// <summary>
    /// Those of them that the type which declares the member writes, or one that derives from it: all there are, when only the host has the
    /// object.
    /// </summary>
    public IEnumerable<IOperation> LaterWritesInside(ISymbol member) =>
        FindWrites(member, areInside: true, static name => !WriteSyntaxFilter.IsInInitializer(name));

    /// <summary>Every call, anywhere in the compilation, of a method with this name.</summary>
    public IEnumerable<IInvocationOperation> CallsNamed(string name) =>
        Words.NamesOf(name).Select(OperationOf).OfType<IInvocationOperation>().Where(call => call.TargetMethod.Name == name);

    /// <summary>Every place where the symbol's name is written and bound to it, in the order of the source.</summary>
    /// <param name="isWanted">Which places matter, to judge by the text: those that do not are not bound.</param>
    public IEnumerable<SimpleNameSyntax> NamesOf(ISymbol symbol, Func<SimpleNameSyntax, bool>? isWanted = null)
    {
        foreach (var name in MentionsOf(symbol))
        {
            if (isWanted?.Invoke(name) == false)
                continue;
            var info = Compilation.GetSemanticModel(name.SyntaxTree).SymbolInfoOf(name);
            var found = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
            if (found is IMethodSymbol { ReducedFrom: { } unreduced })
                found = unreduced;
            if (SymbolEqualityComparer.Default.Equals(found?.OriginalDefinition, symbol.OriginalDefinition))
                yield return name;
        }
    }

    /// <summary>Every place where the symbol's name is written and may mean it, in the order of the source. Nothing is bound.</summary>
    public IEnumerable<SimpleNameSyntax> MentionsOf(ISymbol symbol)
    {
        if (ScopeOf(symbol) is { } declarations)
        {
            foreach (var declaration in declarations)
            {
                foreach (var name in IdentifierIndex.Find(symbol.Name, declaration.SyntaxTree, declaration.Span))
                {
                    if (Mentions.CanMean(name, symbol))
                        yield return name;
                }
            }

            yield break;
        }

        foreach (var name in WordsFor(symbol))
        {
            if (Mentions.CanMean(name, symbol))
                yield return name;
        }
    }

    private IEnumerable<SimpleNameSyntax> WordsFor(ISymbol symbol) =>
        symbol is { IsStatic: true, ContainingType: { } type } and
            (IFieldSymbol or IPropertySymbol or IEventSymbol or IMethodSymbol { IsExtensionMethod: false })
            ? _statics.NamesOf(symbol.Name, type)
            : Words.NamesOf(symbol.Name);

    /// <summary>
    /// The operation trees of a method's body (or an accessor's, or a local function's); empty when it has none in source.
    /// </summary>
    public IEnumerable<IOperation> BodiesOf(ISymbol member)
    {
        if (member is IMethodSymbol { PartialImplementationPart: { } implementation })
            member = implementation;
        foreach (var reference in member.DeclaringSyntaxReferences)
        {
            // A project reference brings symbols whose source belongs to another compilation.
            if (!Compilation.ContainsSyntaxTree(reference.SyntaxTree))
                continue;
            var syntax = reference.GetSyntax();
            if (Compilation.GetSemanticModel(syntax.SyntaxTree).OperationOf(syntax) is { } body)
                yield return body;
        }
    }

    /// <summary>What a method, accessor or local function in source returns.</summary>
    public IEnumerable<IOperation> ReturnedBy(IMethodSymbol? method) =>
        method is null ? [] : BodiesOf((method.ReducedFrom ?? method).OriginalDefinition).SelectMany(static body => body.ReturnedValues());

    /// <summary>
    /// What a call of the method may run: the method itself, or, where that has no body, what implements or overrides it here.
    /// </summary>
    public IEnumerable<IMethodSymbol> BodiesBehind(IMethodSymbol method) =>
        method.IsAbstract ? _implementations.GetOrAdd(method.OriginalDefinition, FindImplementations) : new[] { method };

    /// <summary>
    /// The types that derive from a class in source directly. They are found by the names in lists of base types: an editor asks this of
    /// one file, and a map of all types would bind the bases of all of them.
    /// </summary>
    public ImmutableArray<INamedTypeSymbol> DerivedFrom(INamedTypeSymbol type) =>
        type.IsSealed ? ImmutableArray<INamedTypeSymbol>.Empty : _derived.GetOrAdd(type.OriginalDefinition, FindDerived);

    private ImmutableArray<INamedTypeSymbol> FindDerived(INamedTypeSymbol type) =>
        (from name in Mentions.Aliases.Prepend(type.Name)
         from declaration in Declarations.WithBaseNamed(name)
         let derived = Compilation.GetSemanticModel(declaration.SyntaxTree).GetDeclaredSymbol(declaration)
         where derived is not null && SymbolEqualityComparer.Default.Equals(derived.BaseType?.OriginalDefinition, type)
         select derived).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default).ToImmutableArray();

    private ImmutableArray<IMethodSymbol> FindImplementations(IMethodSymbol method) =>
        Compilation.GetSymbolsWithName((method.AssociatedSymbol ?? method).Name, SymbolFilter.Member)
            .Select(member => member is IPropertySymbol property ? property.GetMethod : member as IMethodSymbol)
            .OfType<IMethodSymbol>()
            .Where(found => !found.IsAbstract && found.Parameters.Length == method.Parameters.Length)
            .Where(found => found.ContainingType.Inherits(method.ContainingType))
            .ToImmutableArray();

    /// <summary>Whether code that is not in this compilation can call or use the symbol.</summary>
    public bool IsVisibleOutside(ISymbol symbol)
    {
        if (!IsLibrary)
            return false;
        for (ISymbol? current = symbol; current is not null and not INamespaceSymbol; current = current.ContainingSymbol)
        {
            if (current.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
                return false;
        }

        return true;
    }

    private IEnumerable<IOperation> FindWrites(ISymbol member, bool areInside, Func<SimpleNameSyntax, bool>? isWanted = null) =>
        NamesOf(
            member,
            name => WriteSyntaxFilter.MayBeAt(name) && isWanted?.Invoke(name) != false &&
                (!areInside || Mentions.IsInside(name, member.ContainingType))).Select(OperationOf).OfType<IOperation>();

    private IEnumerable<IOperation> FindReferences(ISymbol symbol) =>
        symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
            ? _creations.Of(constructor)
            : NamesOf(symbol).Select(OperationOf).OfType<IOperation>();

    private IOperation? OperationOf(SimpleNameSyntax name)
    {
        SyntaxNode node = name;
        if (node.Parent is MemberAccessExpressionSyntax access && access.Name == node)
            node = access;
        if (node.Parent is InvocationExpressionSyntax invocation && invocation.Expression == node)
            node = invocation;
        else if (node is SimpleNameSyntax && node.Parent is MemberBindingExpressionSyntax binding)
            node = binding.Parent is InvocationExpressionSyntax bound ? bound : binding;
        var model = Compilation.GetSemanticModel(node.SyntaxTree);
        var operation = model.OperationOf(node);

        // `Store(...)` where Store is a delegate: the reference is inside the invocation.
        return operation is IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: { } instance }
            ? instance
            : operation;
    }

    // The declarations in which alone a symbol can be named; null when that is everywhere.
    private IEnumerable<SyntaxReference>? ScopeOf(ISymbol symbol)
    {
        var limit = symbol switch
        {
            IMethodSymbol { MethodKind: MethodKind.LocalFunction } => symbol.ContainingSymbol,

            // A primary constructor's parameters are in scope in the whole type.
            IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor } =>
                constructor.ContainingType,
            IParameterSymbol or ILocalSymbol => symbol.ContainingSymbol,
            { DeclaredAccessibility: Accessibility.Private } => symbol.ContainingType,
            _ => null,
        };
        return limit?.DeclaringSyntaxReferences.Where(reference => Compilation.ContainsSyntaxTree(reference.SyntaxTree));
    }
}
