using System.Diagnostics.CodeAnalysis;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Queries.FirstPageOnlyAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.Queries;

/// <summary>Signs of pages that are weak, a count beside a list and an answer that is read by hand, are information.</summary>
public sealed class WeakPagesTests
{
    [Theory]
    [InlineData(
        "var secrets = await {|#0:github.Repository.Actions.Secrets.GetAll(given, given)|}; return secrets.Secrets.Select(secret => secret.Name).ToList();",
        "'TotalCount' of 'GetAll' is never read: later pages are ignored (continue with 'Page')")]
    [InlineData(
        "var found = await {|#0:github.Search.SearchIssues(new Octokit.SearchIssuesRequest(given))|}; foreach (var issue in found.Items) { Use(issue); }",
        "'TotalCount' of 'SearchIssues' is never read: later pages are ignored (continue with 'Page')")]
    public Task A_count_beside_a_list(string body, string message) =>
        VerifyAsync(AnyClientSources.OfVendors(body), PagedClients.Of(body), message);

    [Theory]
    [InlineData("var secrets = await github.Repository.Actions.Secrets.GetAll(given, given); Use(secrets.TotalCount); return secrets.Secrets.Count;")]
    [InlineData("var found = await github.Search.SearchIssues(new Octokit.SearchIssuesRequest(given) { Page = limit }); return found.Items;")]
    [InlineData("var found = await github.Search.SearchIssues(new Octokit.SearchIssuesRequest(given) { PerPage = 10 }); return found.Items;")]
    [InlineData("var found = await github.Search.SearchIssues(new Octokit.SearchIssuesRequest(given)); return found.Items.FirstOrDefault();")]
    [InlineData("return await github.Search.SearchIssues(new Octokit.SearchIssuesRequest(given));")]
    public Task A_count_that_is_read_or_one_page_on_purpose(string body) =>
        VerifyAsync(AnyClientSources.OfVendors(body), PagedClients.Of(body), null);

    [Theory]
    [InlineData(
        "var page = await {|#0:http.GetFromJsonAsync<Page>(url)|}; return page.Items.Count;",
        "'NextLink' of 'GetFromJsonAsync' is never read: later pages are ignored (ask again with it until there is none)")]
    [InlineData(
        "var page = JsonSerializer.{|#0:Deserialize<Page>(await http.GetStringAsync(url))|}; foreach (var item in page.Items) Use(item);",
        "'NextLink' of 'Deserialize' is never read: later pages are ignored (ask again with it until there is none)")]
    [InlineData(
        "var answer = await http.GetAsync(url); return (await {|#0:answer.Content.ReadFromJsonAsync<Page>()|}).Items.ToList();",
        "'NextLink' of 'ReadFromJsonAsync' is never read: later pages are ignored (ask again with it until there is none)")]
    [InlineData(
        "var page = await {|#0:http.GetFromJsonAsync<Listing<string>>(url)|}; return page.Items.Count;",
        "'NextPageToken' of 'GetFromJsonAsync' is never read: later pages are ignored (ask again with it until there is none)")]
    [InlineData(
        "var page = await {|#0:http.GetFromJsonAsync<MetaPage>(url)|}; return page.Items.Count;",
        "'Meta.NextCursor' of 'GetFromJsonAsync' is never read: later pages are ignored (ask again with it until there is none)")]
    [InlineData(
        "var page = await {|#0:http.GetFromJsonAsync<FlagPage>(url)|}; return page.Items.Count;",
        "'HasMore' of 'GetFromJsonAsync' is never read: later pages are ignored (ask again with it until there is none)")]
    public Task An_answer_that_is_read_by_hand(string body, string message) =>
        VerifyAsync(
            ByHand(body.Replace("JsonSerializer.{|#0:Deserialize", "{|#0:JsonSerializer.Deserialize", StringComparison.Ordinal)),
            ReferenceSets.Net,
            message);

    [Theory]
    [InlineData("while (url != null) { var page = await http.GetFromJsonAsync<Page>(url); Use(page.Items); url = page.NextLink; }")]
    [InlineData("return await http.GetFromJsonAsync<Page>(url);")]
    [InlineData("var page = await http.GetFromJsonAsync<Page>(url); return page.Items.FirstOrDefault();")]
    [InlineData("var page = await http.GetFromJsonAsync<Page>(url); Use(page); return page.Items.Count;")]
    [InlineData("var one = await http.GetFromJsonAsync<Wizard>(url); return one.Next;")]
    [InlineData("var one = await http.GetFromJsonAsync<Wizard>(url); return one.Title;")]
    public Task An_answer_that_is_followed_or_no_page(string body) => VerifyAsync(ByHand(body), ReferenceSets.Net, null);

    [Theory]
    [InlineData("var items = await {|#0:http.GetFromJsonAsync<List<string>>($\"{url}/items?state=open&per_page=100\")|}; return items.Count;")]
    [InlineData("var address = url + \"/items?page=1&pageSize=500\"; return JsonSerializer.Deserialize<List<string>>(await {|#0:http.GetStringAsync(address)|}).Count;")]
    [InlineData("var answer = await {|#0:http.SendAsync(new HttpRequestMessage(HttpMethod.Get, \"items?$top=1000\"))|}; return (await answer.Content.ReadFromJsonAsync<List<string>>()).Count;")]
    [InlineData("using var json = JsonDocument.Parse(await {|#0:http.GetStringAsync(\"items?limit=200\")|}); foreach (var item in json.RootElement.EnumerateArray()) Use(item);")]
    public Task An_address_that_asks_for_full_pages(string body) =>
        VerifyAsync(
            ByHand(body),
            ReferenceSets.Net,
            body.Contains("GetFromJson", StringComparison.Ordinal) ? Message("GetFromJsonAsync")
            : body.Contains("SendAsync", StringComparison.Ordinal) ? Message("SendAsync")
            : Message("GetStringAsync"));

    [Theory]
    [InlineData("var items = await http.GetFromJsonAsync<List<string>>(\"items?per_page=10\"); return items.Count;")]
    [InlineData("var items = await http.GetFromJsonAsync<List<string>>($\"items?per_page={url.Length}\"); return items.Count;")]
    [InlineData("var items = await http.GetFromJsonAsync<List<string>>($\"items?per_page=100&page={url}\"); return items.Count;")]
    [InlineData("var items = await http.GetFromJsonAsync<List<string>>(\"items?per_page=100&page=3\"); return items.Count;")]
    [InlineData("var items = await http.GetFromJsonAsync<List<string>>(\"items\"); return items.Count;")]
    [InlineData("var answer = await http.GetAsync(\"items?per_page=100\"); Use(answer.Headers.Contains(\"Link\")); return (await answer.Content.ReadFromJsonAsync<List<string>>()).Count;")]
    [InlineData("var answer = await http.GetAsync(\"items?per_page=100\"); Use(answer); return (await answer.Content.ReadFromJsonAsync<List<string>>()).Count;")]
    [InlineData("using var json = JsonDocument.Parse(await http.GetStringAsync(\"items?limit=200\")); return json.RootElement.TryGetProperty(\"next\", out _);")]
    [InlineData("return await http.GetByteArrayAsync(\"avatar?size=200\");")]
    [InlineData("var page = await http.GetFromJsonAsync<Page>(\"items?limit=200\"); while (page.NextLink != null) { Use(page.Items); page = await http.GetFromJsonAsync<Page>(page.NextLink); }")]
    public Task An_address_of_few_or_of_a_page_that_somebody_chose(string body) => VerifyAsync(ByHand(body), ReferenceSets.Net, null);

    private static string Message(string method) =>
        $"Only the first page of '{method}' is read: later pages are ignored (ask for the next until there is none)";

    private static Task VerifyAsync([StringSyntax("C#-test")] string source, ReferenceSet references, string? message)
    {
        var test = new VerifyCS.Test { References = references };
        test.TestState.Sources.Add(source);
        if (message is not null)
        {
            test.ExpectedDiagnostics.Add(VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Info).WithLocation(0).WithMessage(message));
        }

        return test.RunAsync();
    }

    private static string ByHand(string body) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Net.Http;
        using System.Net.Http.Json;
        using System.Text.Json;
        using System.Threading.Tasks;

        public class Page { public List<string> Items { get; set; } public string NextLink { get; set; } }

        public class Listing<T> { public List<T> Items { get; set; } public string NextPageToken { get; set; } }

        public class MetaPage { public List<string> Items { get; set; } public Meta Meta { get; set; } }

        public class Meta { public string NextCursor { get; set; } }

        public class FlagPage { public List<string> Items { get; set; } public bool HasMore { get; set; } }

        /// <summary>No page: it has no items.</summary>
        public class Wizard { public string Title { get; set; } public string Next { get; set; } }

        public class Program
        {
            private static void Use(object value) { }

            public static async Task<object> RunAsync(HttpClient http, string url)
            {
                await Task.Yield();
                {{body}}
                return null;
            }
        }
        """;
}
