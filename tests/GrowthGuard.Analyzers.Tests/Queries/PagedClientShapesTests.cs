using GrowthGuard.Analyzers.Analysis.Paging;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GrowthGuard.Analyzers.Tests.Queries;

/// <summary>Which operations of the real clients are paged, over all public methods of their assemblies.</summary>
public sealed class PagedClientShapesTests
{
    private static readonly CSharpCompilation Clients = CSharpCompilation.Create("Clients", references: PagedClients.All.References);

    private static readonly PagedOperations Operations = new(Clients, new DeclarationIndex(Clients), FactTable.BuiltIn);

    /// <summary>Of each client: how many methods give pages, by what says so and what takes it.</summary>
    public static TheoryData<string, string[]> Expected => new()
    {
        { "Google.Apis.Storage.v1", ["24 Token: NextPageToken > Receiver PageToken"] },
        { "Hl7.Fhir.Base", ["29 Token: NextLink > Method Continue"] },
        { "KubernetesClient",
            [
                "388 Token: Metadata.ContinueProperty > Argument continueParameter",
                "140 Token: Body.Metadata.ContinueProperty > Argument continueParameter"
            ]
        },
        { "Microsoft.Azure.KeyVault",
            [
                "28 Token: Body.NextPageLink > Argument nextPageLink",
                "14 Token: NextPageLink > Argument nextPageLink",
                "14 Token: NextPageLink > Method *Next"
            ]
        },
        {
            "Microsoft.Azure.Management.DataFactory",
            [
                "22 Token: NextPageLink > Argument nextPageLink",
                "22 Token: NextPageLink > Method *Next",
                "11 Token: Body.NextPageLink > Argument nextPageLink",
                "6 Token: ContinuationToken > Request ContinuationToken",
                "3 Token: Body.ContinuationToken > Request ContinuationToken",
            ]
        },
        { "Microsoft.Graph.Teams", ["54 Token: OdataNextLink > Method WithUrl"] },
        { "ModelContextProtocol.Core", ["4 Token: NextCursor > Request Cursor"] },
        { "NEST", ["20 Token: ScrollId > Method Scroll", "12 Token: ScrollId > Request ScrollId", "4 Token: Cursor > Request Cursor"] },
        { "Octokit", ["14 Total: TotalCount > Request Page", "10 Total: TotalCount > Elsewhere Page"] },
        { "Qdrant.Client", ["2 Token: NextPageOffset > Argument offset", "2 Token: NextPageOffset > Request Offset"] },
        { "Stripe.net",
            ["262 Flag: HasMore > Request StartingAfter", "14 Token: NextPage > Request Page", "2 Total: TotalCount > Elsewhere Page"]
        },
    };

    [Theory, MemberData(nameof(Expected))]
    public void Operations_of_a_client(string client, string[] expected)
    {
        var found = OperationsOf(client).ToList();
        Assert.Equal(
            [],
            found.Where(operation => !Operations.Names!.Contains(operation.Method.Name))
                .Select(operation => operation.Method.ToDisplayString()));
        Assert.Equal(
            string.Join('\n', expected),
            string.Join(
                '\n',
                found.GroupBy(operation => Describe(operation.Operation))
                    .OrderByDescending(group => group.Count())
                    .ThenBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => $"{group.Count()} {group.Key}")));
    }

    [Fact]
    public void Names_are_few_where_no_client_is_referenced()
    {
        var none = CSharpCompilation.Create("None", references: GrowthGuard.TestHarness.ReferenceSets.Net.References);
        Assert.Null(new PagedOperations(none, new DeclarationIndex(none), FactTable.BuiltIn).Names);
    }

    private static IEnumerable<(IMethodSymbol Method, PagedOperation Operation)> OperationsOf(string client)
    {
        foreach (var type in TypesOf(client))
        {
            // What a type inherits from a generic one depends on it.
            var methods = type.GetMembers().Concat(GenericBasesOf(type).SelectMany(@base => @base.GetMembers())).OfType<IMethodSymbol>();
            foreach (var method in methods.Where(
                method => method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public }))
            {
                if (Operations.Of(method, method.IsStatic ? null : type) is { } operation)
                    yield return (method, operation);
            }
        }
    }

    // A part of a very large client is enough: its namespace.
    private static IEnumerable<INamedTypeSymbol> TypesOf(string client)
    {
        var name = PagedClients.Paths.ContainsKey(client) ? client : client[..client.LastIndexOf('.')];
        var path = PagedClients.Paths[name];
        INamespaceSymbol space = Clients.References
            .Where(reference => reference.Display == path)
            .Select(Clients.GetAssemblyOrModuleSymbol).OfType<IAssemblySymbol>().Single().GlobalNamespace;
        if (client != name)
            space = client.Split('.')
                .Aggregate(space, (outer, inner) => outer.GetNamespaceMembers().Single(member => member.Name == inner));
        return TypesIn(space);
    }

    private static IEnumerable<INamedTypeSymbol> GenericBasesOf(INamedTypeSymbol type)
    {
        for (var @base = type.BaseType; @base is { IsGenericType: true } &&
            !@base.TypeArguments.Any(argument => argument is ITypeParameterSymbol); @base = @base.BaseType)
            yield return @base;
    }

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol container) =>
        container.GetMembers().OfType<INamespaceOrTypeSymbol>()
            .SelectMany(member => member is INamedTypeSymbol type
                ? type.DeclaredAccessibility == Accessibility.Public ? TypesIn(type).Prepend(type) : []
                : TypesIn(member));

    private static string Describe(PagedOperation operation) =>
        $"{operation.Strength}: {string.Join(", ", operation.Tokens.Select(token => $"{token.Path} > {token.Kind} {InputOf(token, operation)}"))}";

    // GetKeysNextAsync of GetKeysAsync: *Next
    private static string InputOf(PageToken token, PagedOperation operation)
    {
        var name = PagedOperations.WithoutAsync(token.Input);
        return token.Kind == PageInputKind.Method && name.StartsWith(operation.Name, StringComparison.Ordinal)
            ? "*" + name[operation.Name.Length..]
            : name;
    }
}
