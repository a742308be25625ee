using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Caches;

/// <summary>Something to set on the entries of a cache.</summary>
internal sealed class EntrySetting
{
    private readonly string _value;

    private EntrySetting(string property, string method, string value, bool isArgument)
    {
        Property = property;
        Method = method;
        _value = value;
        IsArgument = isArgument;
    }

    /// <summary>Every entry counts as one.</summary>
    public static EntrySetting Size { get; } = new("Size", "SetSize", "1", isArgument: false);

    /// <summary>Ten minutes: long enough to be a cache, short enough to be none for ever.</summary>
    public static EntrySetting Expiry { get; } = new(
        "AbsoluteExpirationRelativeToNow",
        "SetAbsoluteExpiration",
        "global::System.TimeSpan.FromMinutes(10)",
        isArgument: true);

    /// <summary>The property of the entry and of its options.</summary>
    public string Property { get; }

    /// <summary>The method of the same meaning, which returns what it is called on.</summary>
    public string Method { get; }

    /// <summary>Whether <c>Set</c> takes the value itself as an argument.</summary>
    public bool IsArgument { get; }

    public ExpressionSyntax Value => Initializers.Expression(_value);
}
