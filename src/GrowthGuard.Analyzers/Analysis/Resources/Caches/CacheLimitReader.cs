using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Resources.Caches;

/// <summary>Whether a cache limits its size.</summary>
internal enum CacheLimit
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>It cannot be told.</summary>
    Unknown,

    /// <summary>It does.</summary>
    Set,
}

/// <summary>Reads the size limits of caches.</summary>
internal sealed class CacheLimitReader(CompilationAnalysis context)
{
    private readonly Lazy<CacheLimit> _registered = new(() => FindRegistered(context));

    /// <summary>The limit of the cache that is registered for injection; none where no code of the project sets one.</summary>
    public CacheLimit Registered => _registered.Value;

    /// <summary>The limit of a cache that the code creates.</summary>
    public CacheLimit Of(IObjectCreationOperation creation)
    {
        if (creation.Arguments.Length == 0)
            return CacheLimit.Unknown;
        var options = OptionsReader.Of(creation.Arguments[0].Value, context);
        if (!options.AreKnown)
            return CacheLimit.Unknown;
        return options.ValueOf(name => context.Facts.Names(FactKind.CacheLimit, name)) is { } limit ? LimitIn(limit) : CacheLimit.None;
    }

    // What comes from the configuration may be nothing.
    private static CacheLimit LimitIn(IOperation value) => value.Unwrap() switch
    {
        _ when value.IsNothing() => CacheLimit.None,
        { Type: { } type } when type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T => CacheLimit.Unknown,
        _ => CacheLimit.Set,
    };

    // AddMemoryCache(o => o.SizeLimit = 100), Configure<MemoryCacheOptions>(…). What is set anywhere else may be meant for any cache.
    private static CacheLimit FindRegistered(CompilationAnalysis context)
    {
        var limit = CacheLimit.None;
        foreach (var fact in context.Facts.OfKind(FactKind.CacheLimit))
        {
            foreach (var tree in context.Compilation.SyntaxTrees)
            {
                foreach (var name in IdentifierIndex.Find(fact.Name, tree, null))
                {
                    if (context.Compilation.GetSemanticModel(tree)
                        .OperationOf(name.Parent is { } parent && parent.ToString().EndsWith("." + fact.Name, StringComparison.Ordinal)
                            ? parent
                            : name) is not IPropertyReferenceOperation { Parent: IAssignmentOperation set } option ||
                            !IsOfCache(option.Property))
                        continue;
                    if (IsInRegistration(set))
                        limit = LimitIn(set.Value) > limit ? LimitIn(set.Value) : limit;
                    else if (!IsOwned(set) && limit == CacheLimit.None)
                        limit = CacheLimit.Unknown;
                }
            }
        }

        return limit;
    }

    private static bool IsOfCache(IPropertySymbol option) => option.ContainingType is { Name: "MemoryCacheOptions" };

    private static bool IsInRegistration(IOperation set) =>
        set.EnclosingFunction()
            is IAnonymousFunctionOperation { Parent: IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "AddMemoryCache" or "Configure" or "PostConfigure" or "ConfigureAll" } } } };

    // new MemoryCache(new MemoryCacheOptions { … }) that a member keeps is the cache of that member.
    private static bool IsOwned(IOperation set) =>
        set.Root() is ISymbolInitializerOperation ||
        set.SelfAndAncestors()
            .Any(ancestor => ancestor is IAssignmentOperation { Target: IMemberReferenceOperation { Instance: null
                or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } } });
}
