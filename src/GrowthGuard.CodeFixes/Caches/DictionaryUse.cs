using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Caches;

/// <summary>What a use does that a cache can do as well.</summary>
internal enum DictionaryUseKind
{
    /// <summary>Asks for the value of a key.</summary>
    Find,

    /// <summary>Gives a key its value.</summary>
    Set,

    /// <summary>Asks for the value of a key, and makes it when there is none.</summary>
    GetOrMake,

    /// <summary>Takes a key out.</summary>
    Remove,
}

/// <summary>A use of a dictionary that a cache can take over.</summary>
/// <param name="kind">What it does.</param>
/// <param name="node">The call or assignment as a whole.</param>
/// <param name="dictionary">The dictionary, as it is written there.</param>
/// <param name="key">The key.</param>
/// <param name="value">What takes the value, or what it is, or what makes it.</param>
/// <param name="state">What the maker is given beside the key.</param>
internal sealed class DictionaryUse(
    DictionaryUseKind kind,
    ExpressionSyntax node,
    ExpressionSyntax dictionary,
    ExpressionSyntax key,
    ExpressionSyntax? value = null,
    ExpressionSyntax? state = null)
{
    public DictionaryUseKind Kind { get; } = kind;

    public ExpressionSyntax Node { get; } = node;

    public ExpressionSyntax Dictionary { get; } = dictionary;

    public ExpressionSyntax Key { get; } = key;

    public ExpressionSyntax? Value { get; } = value;

    public ExpressionSyntax? State { get; } = state;
}
