using GrowthGuard.Analyzers.Rules.Queries;
using GrowthGuard.Analyzers.Tests.Queries;
using GrowthGuard.CodeFixes.Rules.Queries;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Tests.CodeFixes.Queries;

/// <summary>The loops that the fixes write around clients of other vendors: they compile against the real ones.</summary>
public sealed class FollowAnyTokenTests
{
    [Fact]
    public Task Token_of_the_object_on_which_the_call_is_made() => VerifyAsync<FirstPageOnlyAnalyzer, FollowTokenCodeFix>(
        """
        var request = storage.Objects.List("b");
                var files = await [|request.ExecuteAsync(cancellationToken)|];
                Use(files.Items);
        """,
        """
        var request = storage.Objects.List("b");
                var items = new List<Google.Apis.Storage.v1.Data.Object>();
                Google.Apis.Storage.v1.Data.Objects files;
                do
                {
                    files = await request.ExecuteAsync(cancellationToken);
                    if (files.Items != null)
                    {
                        items.AddRange(files.Items);
                    }

                    request.PageToken = files.NextPageToken;
                }
                while (!string.IsNullOrEmpty(files.NextPageToken));
                Use(items);
        """);

    [Fact]
    public Task Object_that_has_no_name_gets_one() => VerifyAsync<FirstPageOnlyAnalyzer, FollowTokenCodeFix>(
        """
        return [|storage.Buckets.List("p").Execute()|].Items;
        """,
        """
        var request = storage.Buckets.List("p");
                var items = new List<Google.Apis.Storage.v1.Data.Bucket>();
                Google.Apis.Storage.v1.Data.Buckets response;
                do
                {
                    response = request.Execute();
                    if (response.Items != null)
                    {
                        items.AddRange(response.Items);
                    }

                    request.PageToken = response.NextPageToken;
                }
                while (!string.IsNullOrEmpty(response.NextPageToken));

                return items;
        """);

    [Fact]
    public Task Token_is_an_argument_and_one_level_down() => VerifyAsync<FirstPageOnlyAnalyzer, FollowTokenCodeFix>(
        """
        var pods = await [|kubernetes.CoreV1.ListNamespacedPodAsync("n", limit: 500)|];
                foreach (var pod in pods.Items)
                {
                    Use(pod);
                }
        """,
        """
        var next = default(string);
                var items = new List<k8s.Models.V1Pod>();
                k8s.Models.V1PodList pods;
                do
                {
                    pods = await kubernetes.CoreV1.ListNamespacedPodAsync("n", limit: 500, continueParameter: next);
                    if (pods.Items != null)
                    {
                        items.AddRange(pods.Items);
                    }

                    next = pods.Metadata?.ContinueProperty;
                }
                while (!string.IsNullOrEmpty(pods.Metadata?.ContinueProperty));
                foreach (var pod in items)
                {
                    Use(pod);
                }
        """);

    [Fact]
    public Task Request_of_any_name() => VerifyAsync<FirstPageOnlyAnalyzer, FollowTokenCodeFix>(
        """
        var tools = await [|mcp.ListToolsAsync(new ModelContextProtocol.Protocol.ListToolsRequestParams(), cancellationToken)|];
                return tools.Tools;
        """,
        """
        var request = new ModelContextProtocol.Protocol.ListToolsRequestParams();
                var tools2 = new List<ModelContextProtocol.Protocol.Tool>();
                ModelContextProtocol.Protocol.ListToolsResult tools;
                do
                {
                    tools = await mcp.ListToolsAsync(request, cancellationToken);
                    if (tools.Tools != null)
                    {
                        tools2.AddRange(tools.Tools);
                    }

                    request.Cursor = tools.NextCursor;
                }
                while (!string.IsNullOrEmpty(tools.NextCursor));
                return tools2;
        """);

    [Fact]
    public Task Link_goes_into_what_the_call_is_made_on() => VerifyAsync<FirstPageOnlyAnalyzer, FollowTokenCodeFix>(
        """
        var groups = await [|graph.Groups.GetAsync()|];
                Use(groups.Value);
        """,
        """
        var next = default(string);
                var value = new List<Microsoft.Graph.Models.Group>();
                Microsoft.Graph.Models.GroupCollectionResponse groups;
                do
                {
                    groups = next == null ? await graph.Groups.GetAsync() : await graph.Groups.WithUrl(next).GetAsync();
                    if (groups.Value != null)
                    {
                        value.AddRange(groups.Value);
                    }

                    next = groups.OdataNextLink;
                }
                while (!string.IsNullOrEmpty(groups.OdataNextLink));
                Use(value);
        """);

    [Fact]
    public Task Method_that_reads_all_pages() => VerifyAsync<FirstPageOnlyAnalyzer, UsePaginatorCodeFix>(
        """
        var list = await [|invoices.ListAsync(new Stripe.InvoiceListOptions())|];
                Use(list.Data);
        """,
        """
        var data = new List<Stripe.Invoice>();
                await foreach (var item in invoices.ListAutoPagingAsync(new Stripe.InvoiceListOptions()))
                {
                    data.Add(item);
                }
                Use(data);
        """);

    [Fact]
    public Task Another_method_takes_the_token()
    {
        const string Program = """
            using System.Collections.Generic;
            using System.Threading.Tasks;

            public class Folder { public List<string> Entries { get; } public string Cursor { get; } }

            public class Client
            {
                public Task<Folder> ListFolderAsync(string path) => null;
                public Task<Folder> ListFolderContinueAsync(string cursor) => null;
            }

            public class Program
            {
                private static void Use(object value) { }

                public static async Task RunAsync(Client client)
                {
                    BODY
                }
            }
            """;
        var test = new CSharpCodeFixVerifier<FirstPageOnlyAnalyzer, FollowTokenCodeFix>.Test();
        test.TestState.Sources.Add(Program.Replace(
            "BODY",
            """
            var folder = await [|client.ListFolderAsync("orders")|];
                    Use(folder.Entries);
            """,
            StringComparison.Ordinal));
        test.FixedState.Sources.Add(Program.Replace(
            "BODY",
            """
            var next = default(string);
                    var entries = new List<string>();
                    Folder folder;
                    do
                    {
                        folder = next == null ? await client.ListFolderAsync("orders") : await client.ListFolderContinueAsync(next);
                        if (folder.Entries != null)
                        {
                            entries.AddRange(folder.Entries);
                        }

                        next = folder.Cursor;
                    }
                    while (!string.IsNullOrEmpty(folder.Cursor));
                    Use(entries);
            """,
            StringComparison.Ordinal));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("var list = await [|invoices.ListAsync(new Stripe.InvoiceListOptions())|]; return list.Data;")]
    [InlineData("var secrets = await [|vault.GetSecretsAsync(\"v\")|]; foreach (var secret in secrets) { Use(secret); }")]
    public Task No_loop_is_written_where_no_token_is_handed_on_as_it_is(string body) =>
        VerifyAsync<FirstPageOnlyAnalyzer, FollowTokenCodeFix>(body, body);

    [Fact]
    public Task Loop_that_stands_gets_the_token_of_the_object() => VerifyAsync<LoopDoesNotAdvanceAnalyzer, AdvanceTokenCodeFix>(
        """
        var request = storage.Objects.List("b");
                Google.Apis.Storage.v1.Data.Objects files;
                do
                {
                    files = await [|request.ExecuteAsync()|];
                    Use(files.Items);
                }
                while (files.NextPageToken != null);
        """,
        """
        var request = storage.Objects.List("b");
                Google.Apis.Storage.v1.Data.Objects files;
                do
                {
                    files = await request.ExecuteAsync();
                    request.PageToken = files.NextPageToken;
                    Use(files.Items);
                }
                while (files.NextPageToken != null);
        """);

    private static Task VerifyAsync<TAnalyzer, TFix>(string body, string fixedBody)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        var test = new CSharpCodeFixVerifier<TAnalyzer, TFix>.Test { References = PagedClients.Of(body) };
        test.TestState.Sources.Add(AnyClientSources.OfVendors(body));
        test.FixedState.Sources.Add(AnyClientSources.OfVendors(fixedBody));
        return test.RunAsync();
    }
}
