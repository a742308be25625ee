using GrowthGuard.Analyzers.Knowledge;
using GrowthGuard.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GrowthGuard.Contract.Tests;

/// <summary>The types and members that the pack's facts name exist in real assemblies. A misspelt one would only be silent.</summary>
public sealed class FactNamesTests
{
    private const string ListOfExceptions = "tests/GrowthGuard.Contract.Tests/facts-without-assembly.txt";

    private static readonly CSharpCompilation Everything =
        CSharpCompilation.Create("Everything", references: SdkAssemblies.All.Select(path => MetadataReference.CreateFromFile(path)));

    private static readonly Fact[] FactsOfTypes =
    [
        .. from word in FactWords.All
           where word.Subject == "type"
           from fact in FactTable.BuiltIn.OfKind(word.Kind)
           select fact,
    ];

    // Names, or their beginnings up to a star, and the reason behind a '#'.
    private static readonly string[] Exceptions =
    [
        .. from line in RepositoryFiles.Read(ListOfExceptions).Split('\n')
           let name = line.Split('#')[0].Trim()
           where name != ""
           select name,
    ];

    [Fact]
    public void Types_exist() => AssertNone(MissingTypes().Where(name => !Exceptions.Any(exception => Covers(exception, name))));

    [Fact]
    public void Members_exist() => AssertNone(MissingMembers().Where(name => !Exceptions.Contains(name)));

    [Fact]
    public void Exceptions_are_needed()
    {
        string[] missing = [.. MissingTypes(), .. MissingMembers()];

        AssertNone(Exceptions.Where(exception => !missing.Any(name => Covers(exception, name))));
    }

    [Fact]
    public void Exceptions_have_reasons() =>
        Assert.All(
            RepositoryFiles.Read(ListOfExceptions).Split('\n').Where(line => line.Trim() is not "" and not ['#', ..]),
            line => Assert.Matches(@"^\S+ +# \S.+$", line.TrimEnd('\r')));

    // All are shown, where a comparison would show the first few.
    private static void AssertNone(IEnumerable<string> names)
    {
        var text = string.Join('\n', names);
        Assert.True(text == "", text);
    }

    private static IEnumerable<string> MissingTypes() =>
        from name in FactsOfTypes.Select(fact => fact.Name).Distinct().Order(StringComparer.Ordinal)
        where Everything.GetTypesByMetadataName(name).IsEmpty
        select name;

    private static IEnumerable<string> MissingMembers() =>
        from fact in FactsOfTypes
        // The members of a convention are those of other people's types.
        where fact.Kind != FactKind.HandlerConvention
        let types = Everything.GetTypesByMetadataName(fact.Name)
        where !types.IsEmpty
        from member in fact.Adds.Union(fact.Removes).Order(StringComparer.Ordinal)
        where !types.Any(type => Has(type, member))
        select $"{fact.Name}.{member}";

    private static bool Covers(string exception, string name) =>
        exception.EndsWith('*') ? name.StartsWith(exception[..^1], StringComparison.Ordinal) : name == exception;

    private static bool Has(INamedTypeSymbol type, string member)
    {
        // "[]" is what sets an entry, "[name]" what gives that of a name.
        if (member is ['[', .., ']'])
        {
            return SelfAndBases(type).SelectMany(each => each.GetMembers().OfType<IPropertySymbol>())
                .Any(found => found.IsIndexer && (member != Fact.Indexer || found.SetMethod is not null));
        }

        var (name, parameters) = member.Split('(', ')') is [var method, var types, ""] ? (method, types) : (member, null);
        return SelfAndBases(type).SelectMany(each => each.GetMembers(name))
            .Any(found => parameters is null || (found is IMethodSymbol overload && ParametersOf(overload) == parameters));
    }

    private static IEnumerable<INamedTypeSymbol> SelfAndBases(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            yield return current;
        }

        foreach (var implemented in type.AllInterfaces)
        {
            yield return implemented;
        }
    }

    private static string ParametersOf(IMethodSymbol method) =>
        string.Join(',', method.Parameters.Select(parameter => NameOf(parameter.Type)));

    private static string NameOf(ITypeSymbol type) => type is IArrayTypeSymbol array ? NameOf(array.ElementType) + "[]" : type.Name;
}
