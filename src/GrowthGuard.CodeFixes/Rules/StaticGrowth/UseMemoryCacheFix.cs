using System.Collections.Immutable;
using GrowthGuard.CodeFixes.Caches;
using GrowthGuard.CodeFixes.Documents;
using GrowthGuard.CodeFixes.Stores;
using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>
/// Replaces a private dictionary by a <c>MemoryCache</c> with a size limit and entries of size 1. What a cache lets go of must come out
/// the same when it is asked for again: each value is made of its key alone, by code that does nothing else, whenever a look-up misses.
/// </summary>
internal sealed class UseMemoryCacheFix : StoreFix
{
    private const string CacheNamespace = "Microsoft.Extensions.Caching.Memory";
    private const string CacheType = CacheNamespace + ".MemoryCache";
    private const string CacheOptionsType = CacheNamespace + ".MemoryCacheOptions";

    public override string EquivalenceKey => UseMemoryCacheCodeFix.EquivalenceKey;

    public override string FixAllTitle => "Replace each dictionary that is a cache by a MemoryCache of 1000 entries";

    public override string TitleFor(GrowingStore store) => $"Replace '{store.Symbol.Name}' by a MemoryCache of 1000 entries";

    public override async Task<StoreChange?> PrepareAsync(GrowingStore store, CancellationToken cancellationToken)
    {
        if (store is not { IsDeclaredAlone: true,
            Symbol: IFieldSymbol { DeclaredAccessibility: Accessibility.Private, Type: INamedTypeSymbol dictionary } field,
            Declaration: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } declarator } ||
            store.Member.AttributeLists.Count > 0 || !IsPlain(dictionary, declarator, store.Model, cancellationToken) ||
            declaration.Type.DescendantNodesAndSelf()
                .OfType<GenericNameSyntax>()
                .FirstOrDefault() is not { TypeArgumentList.Arguments: { Count: 2 } types } ||
            !CacheableTypes.IsKey(dictionary.TypeArguments[0]) || !CacheableTypes.IsValue(dictionary.TypeArguments[1]) ||
            !HasCache(store) ||
            new DictionaryUses(field, store.Model, cancellationToken).Find() is not { IsEmpty: false } uses ||
            !RemadeEntries.Are(uses, field, store.Model, cancellationToken))
            return null;
        var forms = new CacheForms(
            types[0].WithoutTrivia(),
            types[1].WithoutTrivia(),
            dictionary.TypeArguments[1],
            store.Model,
            cancellationToken);
        var changes = uses.Select(forms.Of).ToList();
        if (changes.Any(change => change is null) ||
            LimitConstant.Before(store.Member, "SizeLimit", declarator, store.Model, new TakenNames(), cancellationToken) is not { } limit)
            return null;
        var editor = await DocumentEditor.CreateAsync(store.Document, cancellationToken).ConfigureAwait(false);
        foreach (var change in changes)
            editor.ReplaceNode(change!.Value.Node, change.Value.Form);
        editor.ReplaceNode(declaration, Declare(declaration, declarator, limit));
        limit.Declare(editor);
        var changed = await Imports.AddAsync(editor.GetChangedDocument(), cancellationToken).ConfigureAwait(false);
        return await NewDiagnostics.AreInAsync(changed, store.Document, DiagnosticSeverity.Warning, cancellationToken).ConfigureAwait(false)
            ? null
            : _ => Task.FromResult(changed.Project.Solution);
    }

    // new(), new Dictionary<K, V>(16) or []: with the usual comparer, and empty.
    private static bool IsPlain(
        INamedTypeSymbol dictionary,
        VariableDeclaratorSyntax declarator,
        SemanticModel model,
        CancellationToken cancellationToken) =>
        dictionary.OriginalDefinition.ToDisplayString() is "System.Collections.Generic.Dictionary<TKey, TValue>"
            or "System.Collections.Concurrent.ConcurrentDictionary<TKey, TValue>" &&
        declarator.Initializer?.Value switch
        {
            BaseObjectCreationExpressionSyntax { Initializer: null or { Expressions.Count: 0 } } creation =>
                model.GetSymbolInfo(creation, cancellationToken).Symbol is IMethodSymbol constructor &&
                SymbolEqualityComparer.Default.Equals(constructor.ContainingType, dictionary) &&
                constructor.Parameters.All(parameter => parameter.Type.SpecialType == SpecialType.System_Int32),
            { } value => value.GetFirstToken().IsKind(SyntaxKind.OpenBracketToken) && !value.ChildNodes().Any(),
            null => false,
        };

    // The extension methods come by the directive; a short name that means something else would be in its way.
    private static bool HasCache(GrowingStore store) =>
        store.Model.Compilation.GetTypesByMetadataName(CacheOptionsType).Any(type => !type.GetMembers("SizeLimit").IsEmpty) &&
        new[] { CacheType, CacheOptionsType, EntryChange.OptionsType }.All(type =>
            store.Model
                .LookupNamespacesAndTypes(store.Declaration.SpanStart, name: type.Substring(CacheNamespace.Length + 1))
                .All(symbol => symbol.ToDisplayString() == type));

    private static VariableDeclarationSyntax Declare(
        VariableDeclarationSyntax declaration,
        VariableDeclaratorSyntax declarator,
        LimitConstant limit)
    {
        var options = Initializers.Create(Initializers.Type(CacheOptionsType), [], [Initializers.Set("SizeLimit", limit.Name)]);
        var cache = Initializers.Create(Initializers.Type(CacheType), [SyntaxFactory.Argument(options)], []);
        var value = declarator.Initializer!.Value;
        return declaration
            .WithVariables(
                SyntaxFactory.SingletonSeparatedList(
                    declarator.WithInitializer(declarator.Initializer.WithValue(cache.WithTriviaFrom(value)))))
            .WithType(Initializers.Type(CacheType).NeedingImport().WithTriviaFrom(declaration.Type))
            .WithAdditionalAnnotations(Formatter.Annotation);
    }
}
