using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.CodeModel.Symbols;

/// <summary>Whether a compilation has a type, in its sources or its references.</summary>
internal static class KnownTypes
{
    /// <param name="compilation">The compilation.</param>
    /// <param name="name">The full metadata name. It is looked up by way of its namespace: to ask each of some hundred references for the
    /// type costs much more.</param>
    public static bool Knows(this Compilation compilation, string name)
    {
        var parts = name.Split('.', '+');
        INamespaceOrTypeSymbol found = compilation.GlobalNamespace;
        foreach (var part in parts.Take(parts.Length - 1))
        {
            if (found.GetMembers(part).OfType<INamespaceOrTypeSymbol>().FirstOrDefault() is not { } inner)
                return false;
            found = inner;
        }

        var last = parts[parts.Length - 1];
        return found.GetTypeMembers(last.Split('`')[0]).Any(type => type.MetadataName == last);
    }
}
