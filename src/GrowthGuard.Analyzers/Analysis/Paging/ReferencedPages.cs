using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GrowthGuard.Analyzers.CodeModel.References;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>
/// The names of what gives pages in all assemblies that a compilation refers to. Names only: an editor's next compilation has the same
/// references.
/// </summary>
internal sealed class ReferencedPages
{
    // Of the compilations that refer to an assembly first. Goes with the assembly's metadata.
    private static readonly ConditionalWeakTable<PageResultNames, ReferencedPages> Known = new();

    private readonly ImmutableArray<PageResultNames> _assemblies;

    private ReferencedPages(ImmutableArray<PageResultNames> assemblies)
    {
        _assemblies = assemblies;
        Types = new HashSet<string>(assemblies.SelectMany(static assembly => assembly.Types), StringComparer.Ordinal);
        Names = new IdentifierSet((Types.Count == 0
            ? []
            : assemblies.SelectMany(assembly => assembly.MethodsOf(Types).Concat(assembly.GenericMethods)))
            .Concat(assemblies.SelectMany(static assembly => assembly.TupleMethods)));
    }

    /// <summary>The types that have a member by which one may go on. Not to be changed.</summary>
    public HashSet<string> Types { get; }

    /// <summary>The names of methods that give such a type.</summary>
    public IdentifierSet Names { get; }

    /// <summary>
    /// The names of methods of these assemblies that give a type which a source declares, and, when those are all there are, those that
    /// give any.
    /// </summary>
    public IEnumerable<string> NamesGiving(HashSet<string> declared) =>
        _assemblies.SelectMany(assembly => Types.Count > 0 || declared.Count == 0
            ? assembly.MethodsOf(declared)
            : assembly.MethodsOf(declared).Concat(assembly.GenericMethods));

    /// <summary>What a compilation's references are known to give.</summary>
    public static ReferencedPages Of(Compilation compilation, PageWords words)
    {
        var assemblies = compilation.SourceModule.ReferencedAssemblySymbols
            .Select(assembly => PageResultNames.Of(assembly, words))
            .Where(static names => !names.IsEmpty).ToImmutableArray();
        if (assemblies.IsEmpty)
            return new ReferencedPages(assemblies);
        if (Known.TryGetValue(assemblies[0], out var known) && known._assemblies.SequenceEqual(assemblies))
            return known;
        var found = new ReferencedPages(assemblies);
        lock (Known)
        {
            Known.Remove(assemblies[0]);
            Known.Add(assemblies[0], found);
        }

        return found;
    }
}
