using System.Reflection;
using System.Text.RegularExpressions;
using GrowthGuard.TestHarness;

namespace GrowthGuard.Analyzers.Tests.Queries;

/// <summary>A client of another vendor, as a parameter of the programs in tests.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Type">Its type.</param>
/// <param name="Using">A using directive that its extension methods need; empty when there are none.</param>
/// <param name="Assemblies">The assemblies.</param>
internal sealed record PagedClient(string Name, string Type, string Using, params string[] Assemblies);

/// <summary>The real clients of other vendors, for the tests of pages of any shape.</summary>
internal static class PagedClients
{
    private const string Prefix = "PagedClient:";

    private static readonly PagedClient[] Known =
    [
        new("fhir", "Hl7.Fhir.Rest.BaseFhirClient", "", "Hl7.Fhir.Base"),
        new("github", "Octokit.IGitHubClient", "", "Octokit"),
        new("graph", "Microsoft.Graph.GraphServiceClient", "", "Microsoft.Graph", "Microsoft.Graph.Core", "Microsoft.Kiota.Abstractions"),
        new("invoices", "Stripe.InvoiceService", "", "Stripe.net"),
        new("kubernetes", "k8s.IKubernetes", "using k8s;", "KubernetesClient"),
        new("mcp", "ModelContextProtocol.Client.McpClient", "", "ModelContextProtocol.Core"),
        new("search", "Nest.IElasticClient", "using Nest;", "Elasticsearch.Net", "NEST"),
        new("storage", "Google.Apis.Storage.v1.StorageService", "", "Google.Apis", "Google.Apis.Core", "Google.Apis.Storage.v1"),
        new(
            "vault",
            "Microsoft.Azure.KeyVault.KeyVaultClient",
            "using Microsoft.Azure.KeyVault;",
            "Microsoft.Azure.KeyVault",
            "Microsoft.Rest.ClientRuntime",
            "Microsoft.Rest.ClientRuntime.Azure"),
        new("vectors", "Qdrant.Client.QdrantClient", "", "Google.Protobuf", "Qdrant.Client"),
    ];

    /// <summary>Where their assemblies are.</summary>
    public static IReadOnlyDictionary<string, string> Paths { get; } = typeof(PagedClients).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Where(attribute => attribute.Key.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(attribute => attribute.Key[Prefix.Length..], attribute => attribute.Value!);

    /// <summary>.NET and all of them.</summary>
    public static ReferenceSet All { get; } = QueryReferences.All.With([.. Paths.Values]);

    /// <summary>Those that a body names.</summary>
    public static IEnumerable<PagedClient> In(string body) => Known.Where(client => Regex.IsMatch(body, $@"\b{client.Name}\."));

    /// <summary>.NET and what a body names: the largest have a hundred thousand types.</summary>
    public static ReferenceSet Of(string body) =>
        QueryReferences.All.With([.. In(body).SelectMany(client => client.Assemblies).Select(name => Paths[name])]);
}
