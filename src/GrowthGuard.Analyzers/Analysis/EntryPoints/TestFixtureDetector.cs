using System.Collections.Concurrent;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Analysis.EntryPoints;

/// <summary>Which types are test fixtures. Each is looked through once: the phase of every method begins with this question.</summary>
internal sealed class TestFixtureDetector(FactTable facts)
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _fixtures = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _withTests = new(SymbolEqualityComparer.Default);

    /// <summary>Whether the type is a test fixture, or stands inside one.</summary>
    public bool IsTestFixture(INamedTypeSymbol? type)
    {
        RecursionGuard.Check();
        return type is not null && _fixtures.GetOrAdd(type.OriginalDefinition, Find);
    }

    private bool Find(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType ?? current.ContainingType)
        {
            if (_withTests.GetOrAdd(current.OriginalDefinition, HasTests))
                return true;
        }

        return IsTestFixture(type.ContainingType);
    }

    private bool HasTests(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is not IMethodSymbol)
                continue;
            foreach (var attribute in member.GetAttributes())
            {
                if (attribute.AttributeClass is { } marker && facts.Has(FactKind.TestAttribute, marker))
                    return true;
            }
        }

        return false;
    }
}
