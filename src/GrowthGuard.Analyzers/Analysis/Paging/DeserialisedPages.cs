using System.Collections.Immutable;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>
/// Pages that are read by hand: an answer is deserialised into a type of one's own, which has a token or a link that no code reads.
/// </summary>
internal sealed class DeserialisedPages(CompilationAnalysis context)
{
    private readonly string[] _clients =
    [
        .. context.Facts.OfKind(FactKind.HttpClient).Select(fact => fact.Name.Substring(fact.Name.LastIndexOf('.') + 1))
    ];
    private readonly PageWords _words = PageWords.Of(context.Facts);

    /// <summary>The names of methods that deserialise.</summary>
    public IdentifierSet Names { get; } = new(context.Facts.OfKind(FactKind.JsonReader).SelectMany(fact => fact.Adds));

    /// <summary>Whether a file asks services.</summary>
    public bool AreIn(SyntaxTree tree) => _clients.Any(client => IdentifierIndex.IsWritten(client, tree));

    /// <summary>The page that a call gives, or <see langword="null"/>.</summary>
    public PagedOperation? Of(IMethodSymbol method)
    {
        if (!context.Facts.NamesMember(FactKind.JsonReader, method.ReducedFrom ?? method) ||
            PagedOperations.ResultOf(method) is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } page ||
            !page.IsInSource() || !PageTokens.PropertiesOf(page).Any(property => PartialReads.IsSequence(property.Type)))
            return null;

        // Whoever reads one of several knows that there is more.
        var found = OutputsOf(page).ToList();
        return found.FirstOrDefault(output => IsToken(output.Property)) is { Property: { } token } first &&
            !found.Any(output => IsRead(output.Property.OriginalDefinition))
            ? new PagedOperation(
                PagedOperations.NameOf(method),
                page,
                PageStrength.Total,
                ImmutableArray.Create(new PageToken(first.Holder, token.Name, "", PageInputKind.Elsewhere, token.Type)))
            : null;
    }

    // Of the page, and of what it holds: meta.nextCursor.
    private IEnumerable<(string? Holder, IPropertySymbol Property)> OutputsOf(INamedTypeSymbol page)
    {
        foreach (var property in PageTokens.PropertiesOf(page))
        {
            if (_words.IsOutput(property.Name) && !PartialReads.IsSequence(property.Type))
                yield return (null, property);
            else if (_words.IsHolder(property.Name) &&
                property.Type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } holder && holder.IsInSource())
            {
                foreach (var inner in PageTokens.PropertiesOf(holder).Where(inner => _words.IsOutput(inner.Name)))
                    yield return (property.Name, inner);
            }
        }
    }

    private bool IsToken(IPropertySymbol property) => property.Type.SpecialType switch
    {
        SpecialType.System_String => _words.Tokens.Any(fact => NamePattern.Fits(fact.Name, property.Name, out _)),
        SpecialType.System_Boolean => _words.Flags.Any(fact => NamePattern.Fits(fact.Name, property.Name, out _)),
        _ => false,
    };

    // Where it is set, or named for the serialiser, nobody goes on.
    private bool IsRead(IPropertySymbol property) =>
        context.ReferencesTo(property)
            .Any(reference => !(reference.Parent is Microsoft.CodeAnalysis.Operations.ISimpleAssignmentOperation assignment &&
                assignment.Target == reference));
}
