using System.Reflection;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GrowthGuard.Analyzers.Tests.Queries;

/// <summary>The stubs of clients have the shape of the real ones, wherever the real ones are to be had.</summary>
public sealed class ClientStubsTests
{
    private const string Prefix = "StubbedClient:";

    private static readonly string[] NotToBeHad =
    [
        "Amazon.CloudFormation", "Amazon.CloudWatchLogs", "Amazon.ResourceGroupsTaggingAPI", "Microsoft.Azure.Documents.Client"
    ];

    private static readonly CSharpCompilation Stubs = CSharpCompilation.Create(
        "Stubs",
        [CSharpSyntaxTree.ParseText(PagingSources.Common)],
        QueryReferences.All.References);

    private static readonly CSharpCompilation Real = CSharpCompilation.Create("Real", references: QueryReferences.All.With(
        typeof(ClientStubsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Where(a => a.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(a => a.Value!)).References);

    public static TheoryData<string> Types =>
        [
            .. TypesIn(Stubs.Assembly.GlobalNamespace)
                .Select(NameOf)
                .Where(name => !NotToBeHad.Any(missing => name.StartsWith(missing + ".", StringComparison.Ordinal)))
        ];

    [Theory, MemberData(nameof(Types))]
    public void Stub_is_like_the_real_type(string name)
    {
        var stub = Stubs.Assembly.GetTypeByMetadataName(name)!;
        var real = Real.GetTypeByMetadataName(name);
        Assert.NotNull(real);
        var members = MembersOf(real).ToHashSet();

        var made = stub.GetMembers()
            .Where(member => member is { DeclaredAccessibility: Accessibility.Public, IsImplicitlyDeclared: false }
                and not IMethodSymbol { MethodKind: not MethodKind.Ordinary })
            .Select(Describe);
        Assert.Equal([], made.Where(member => !members.Contains(member)));
        Assert.Equal(
            stub.BaseType is null or { SpecialType: SpecialType.System_Object } ? null : stub.BaseType.Name,
            stub.BaseType is null or { SpecialType: SpecialType.System_Object }
                ? null
                : BasesOf(real).FirstOrDefault(name => name == stub.BaseType.Name));
    }

    private static IEnumerable<string> BasesOf(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
            yield return current.Name;
    }

    private static IEnumerable<string> MembersOf(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
                yield return Describe(member);
        }
    }

    // Elements of lists are texts in the stubs, whatever they are in the service.
    private static string Describe(ISymbol member) => member switch
    {
        IMethodSymbol method =>
            $"{method.Name}({string.Join(", ", method.Parameters.Select(parameter => $"{parameter.Type.Name} {parameter.Name}"))}): {method.ReturnType.Name}",
        IPropertySymbol property =>
            $"{property.Name}: {property.Type.Name}, {(property.SetMethod is { DeclaredAccessibility: Accessibility.Public } ? "set" : "get")}",
        _ => member.Name,
    };

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceSymbol container) =>
        container.GetNamespaceMembers().SelectMany(TypesIn).Concat(container.IsGlobalNamespace ? [] : container.GetTypeMembers());

    private static string NameOf(INamedTypeSymbol type) => type.ContainingNamespace + "." + type.MetadataName;
}
