using System.Diagnostics.CodeAnalysis;
using GrowthGuard.Analyzers.Rules.Queries;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Tests.Queries;

/// <summary>Pages that are asked for with <c>HttpClient</c> and read from JSON, without any client.</summary>
public sealed class HandWrittenPagesTests
{
    [Theory]
    [InlineData("string next; do { var text = await [|http.GetStringAsync(\"items\")|]; using var json = JsonDocument.Parse(text); Use(json.RootElement.GetProperty(\"items\").GetArrayLength()); next = json.RootElement.GetProperty(\"nextPageToken\").GetString(); } while (next != null);")]
    [InlineData("var more = true; while (more) { using var answer = await [|http.GetAsync(url)|]; var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync()); Use(json[\"value\"]); more = json[\"@odata.nextLink\"] != null; }")]
    [InlineData("while (true) { var page = await [|http.GetFromJsonAsync<Page>($\"items?size={limit}\")|]; Use(page.Items); if (string.IsNullOrEmpty(page.NextCursor)) break; }")]
    [InlineData("while (true) { using var json = JsonDocument.Parse(await [|http.GetStringAsync(url)|]); Use(json); if (!json.RootElement.TryGetProperty(\"next_page\", out var next)) break; Use(next); }")]
    [InlineData("string next; do { var answer = await [|http.GetAsync(\"items\")|]; Use(await answer.Content.ReadAsStringAsync()); next = NextLinkOf(answer); } while (next != null);")]
    [InlineData("bool more; do { var answer = await [|http.GetAsync(url)|]; Use(await answer.Content.ReadAsStringAsync()); more = answer.Headers.TryGetValues(\"Link\", out var links) && links.Any(link => link.Contains(\"next\")); } while (more);")]
    [InlineData("bool more; do { var answer = await [|http.GetAsync(url)|]; Use(answer); more = answer.Headers.Contains(\"X-Next-Page\"); } while (more);")]
    [InlineData("Page page; do { var request = new HttpRequestMessage(HttpMethod.Get, url); var answer = await [|http.SendAsync(request)|]; page = await answer.Content.ReadFromJsonAsync<Page>(); Use(page.Items); } while (page.Next != null);")]
    [InlineData("var offset = 0; Counted page; do { page = await [|http.GetFromJsonAsync<Counted>($\"items?offset={offset}\")|]; Use(page.Items); } while (page.HasMore);")]
    [InlineData("var seen = 0; var offset = 0; Counted page; do { page = await [|http.GetFromJsonAsync<Counted>($\"items?offset={offset}\")|]; seen += page.Items.Count; } while (seen < page.Total);")]
    [InlineData(
        "var number = 1; while (true) { var items = await [|http.GetFromJsonAsync<List<string>>($\"items?page={number}&size={limit}\")|]; if (items.Count == 0) break; Use(items); }",
        false)]
    [InlineData("var page = 1; while (true) { var items = await [|http.GetFromJsonAsync<List<string>>($\"items?page={page}\")|]; if (items.Count == 0) break; Use(items); }")]
    public Task Same_request_again(string body, bool isReported = true) =>
        VerifyAsync<LoopDoesNotAdvanceAnalyzer>(isReported
            ? body
            : body.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal));

    [Theory]
    [InlineData("while (url != null) { var answer = await http.GetAsync(url); Use(await answer.Content.ReadAsStringAsync()); url = NextLinkOf(answer); }")]
    [InlineData("var page = 1; bool more; do { var answer = await http.GetAsync($\"items?page={page++}\"); Use(answer); more = answer.Headers.TryGetValues(\"Link\", out var links) && links.Any(link => link.Contains(\"next\")); } while (more);")]
    [InlineData("var page = 1; while (true) { var items = await http.GetFromJsonAsync<List<string>>($\"items?page={page}\"); if (items.Count == 0) break; Use(items); page++; }")]
    [InlineData("var page = 1; while (true) { var items = await http.GetFromJsonAsync<List<string>>($\"items?page={page}\"); if (items.Count == 0) break; foreach (var item in items) await http.DeleteAsync(item); }")]
    [InlineData("Page page; do { var request = new HttpRequestMessage(HttpMethod.Get, url); var answer = await http.SendAsync(request); page = await answer.Content.ReadFromJsonAsync<Page>(); Use(page.Items); url = page.Next; } while (url != null);")]
    [InlineData("Page page; do { var request = new HttpRequestMessage { Method = HttpMethod.Get }; request.RequestUri = new Uri(Address()); var answer = await http.SendAsync(request); page = await answer.Content.ReadFromJsonAsync<Page>(); Use(page.Items); } while (page.Next != null);")]
    [InlineData("var offset = 0; Counted page; do { page = await http.GetFromJsonAsync<Counted>($\"items?offset={offset}\"); Use(page.Items); offset += page.Items.Count; } while (offset < page.Total);")]
    [InlineData("Counted state; do { await Task.Delay(100); state = await http.GetFromJsonAsync<Counted>(url); } while (state.HasMore);")]
    [InlineData("string next = null; do { using var json = JsonDocument.Parse(await http.GetStringAsync(\"items?pageToken=\" + next)); Use(json); next = json.RootElement.GetProperty(\"nextPageToken\").GetString(); } while (next != null);")]
    [InlineData("while (url != null) { var page = await http.GetFromJsonAsync<Page>(url); Use(page.Items); url = page.Next; }")]
    [InlineData("var number = 1; while (true) { var page = await http.GetFromJsonAsync<Page>($\"items?page={number}\"); Use(page.Items); if (page.Next == null) break; number++; }")]
    [InlineData("string next; do { var request = new HttpRequestMessage(HttpMethod.Get, Address()); var answer = await http.SendAsync(request); var page = await answer.Content.ReadFromJsonAsync<Page>(); Use(page.Items); next = page.Next; } while (next != null);")]
    [InlineData("string state; do { var text = await http.GetStringAsync(\"job\"); using var json = JsonDocument.Parse(text); state = json.RootElement.GetProperty(\"state\").GetString(); } while (state != \"done\");")]
    [InlineData("string next; do { await Task.Delay(1000); var page = await http.GetFromJsonAsync<Page>(url); next = page.Next; } while (next == null);")]
    [InlineData("foreach (var one in urls) { var page = await http.GetFromJsonAsync<Page>(one); if (page.Next == null) break; Use(page.Items); }")]
    [InlineData("while (!cancellationToken.IsCancellationRequested) { var page = await http.GetFromJsonAsync<Page>(url); Use(page.Items); }")]
    public Task Another_request_or_no_pages(string body) => VerifyAsync<LoopDoesNotAdvanceAnalyzer>(body);

    [Theory]
    [InlineData("var all = new List<string>(); while (url != null) { var page = await http.GetFromJsonAsync<Page>(url); [|all.AddRange(page.Items)|]; url = page.Next; } return all;")]
    [InlineData("var all = new List<string>(); string next = null; do { using var json = JsonDocument.Parse(await http.GetStringAsync(\"items?after=\" + next)); foreach (var item in json.RootElement.GetProperty(\"items\").EnumerateArray()) { [|all.Add(item.GetString())|]; } next = json.RootElement.GetProperty(\"next\").GetString(); } while (next != null); return all;")]
    [InlineData("var all = new List<string>(); for (var number = 1; ; number++) { var items = await http.GetFromJsonAsync<List<string>>($\"items?page={number}\"); if (items.Count == 0) break; [|all.AddRange(items)|]; } return all;")]
    public Task All_pages_are_collected(string body) => VerifyAsync<PagesAreAccumulatedAnalyzer>(body);

    [Theory]
    [InlineData("var all = new List<string>(); while (url != null && all.Count < limit) { var page = await http.GetFromJsonAsync<Page>(url); all.AddRange(page.Items); url = page.Next; } return all;")]
    [InlineData("while (url != null) { var page = await http.GetFromJsonAsync<Page>(url); var few = new List<string>(); few.AddRange(page.Items); Use(few); url = page.Next; }")]
    [InlineData("var all = new List<string>(); for (var attempt = 0; attempt < 3; attempt++) { var answer = await http.GetAsync(url); all.Add(answer.ReasonPhrase); if (answer.IsSuccessStatusCode) break; } return all;")]
    [InlineData("var all = new List<string>(); foreach (var one in urls) all.AddRange((await http.GetFromJsonAsync<Page>(one)).Items); return all;")]
    [InlineData("var queue = new Queue<string>(urls); var all = new List<string>(); while (queue.TryDequeue(out var one)) all.Add(await http.GetStringAsync(one)); return all;")]
    [InlineData("var wanted = new List<string>(); while (url != null) { var page = await http.GetFromJsonAsync<Page>(url); foreach (var item in page.Items) { if (item.StartsWith(\"a\")) wanted.Add(item); } url = page.Next; } return wanted;")]
    public Task Not_all_pages_are_collected(string body) => VerifyAsync<PagesAreAccumulatedAnalyzer>(body);

    [Fact]
    public Task Message_names_the_member_that_is_lost()
    {
        var test =
            TestOf<LoopDoesNotAdvanceAnalyzer>(
                "string next; do { using var json = JsonDocument.Parse(await {|#0:http.GetStringAsync(\"items\")|}); Use(json); next = json.RootElement.GetProperty(\"nextPageToken\").GetString(); } while (next != null);");
        test.ExpectedDiagnostics.Add(CSharpAnalyzerVerifier<LoopDoesNotAdvanceAnalyzer>.Diagnostic().WithLocation(0)
            .WithMessage(
                "The loop around 'GetStringAsync' in 'RunAsync' asks for the same page again and again: 'nextPageToken' of the answer never gets into a request"));
        return test.RunAsync();
    }

    private static Task VerifyAsync<TAnalyzer>([StringSyntax("C#-test")] string body)
        where TAnalyzer : DiagnosticAnalyzer, new() => TestOf<TAnalyzer>(body).RunAsync();

    private static CSharpAnalyzerVerifier<TAnalyzer>.Test TestOf<TAnalyzer>(string body)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var test = new CSharpAnalyzerVerifier<TAnalyzer>.Test { References = ReferenceSets.Net };
        test.TestState.Sources.Add($$"""
            using System;
            using System.Collections.Generic;
            using System.Linq;
            using System.Net.Http;
            using System.Net.Http.Json;
            using System.Text.Json;
            using System.Text.Json.Nodes;
            using System.Threading;
            using System.Threading.Tasks;

            public class Page { public List<string> Items { get; set; } public string Next { get; set; } public string NextCursor { get; set; } }

            public class Counted { public List<string> Items { get; set; } public bool HasMore { get; set; } public int Total { get; set; } }

            public class Program
            {
                private static string NextLinkOf(HttpResponseMessage answer) => answer.Headers.TryGetValues("Link", out var links) ? links.FirstOrDefault(link => link.Contains("next")) : null;

                private static void Use(object value) { }

                private static string Address() => null;

                public static async Task<object> RunAsync(HttpClient http, string url, List<string> urls, int limit, CancellationToken cancellationToken)
                {
                    await Task.Yield();
                    {{body}}
                    return null;
                }
            }
            """);
        return test;
    }
}
