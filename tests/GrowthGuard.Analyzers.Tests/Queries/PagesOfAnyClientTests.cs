using System.Diagnostics.CodeAnalysis;
using GrowthGuard.Analyzers.Rules.Queries;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Tests.Queries;

/// <summary>Pages of clients that no table names: the verdicts on every form in which a next page is asked for.</summary>
public sealed class PagesOfAnyClientTests
{
    [Theory]
    [InlineData("var r = await [|client.FindCratesAsync(new FindCratesQuery { Site = site })|]; return r.Crates.Sum(c => c.Weight);")]
    [InlineData("var r = await [|client.FindCratesAsync(new FindCratesQuery { PageSize = 500 }, cancellationToken)|].ConfigureAwait(false); foreach (var c in r.Crates) Use(c);")]
    [InlineData("return (await [|client.ListCratesAsync(site)|]).Items.Count;")]
    [InlineData("var page = await [|client.ListCratesAsync(site, null, 100)|]; Use(page.Paging.Count); return page.Items.ToList();")]
    [InlineData("var shelves = await [|client.GetShelvesAsync(site)|]; return shelves.Select(s => s.Name).ToList();")]
    [InlineData("foreach (var shelf in await [|client.GetShelvesAsync(site)|]) Use(shelf);")]
    [InlineData("var r = [|client.FindPallets(new PalletQuery { Limit = 1000 })|]; return r.Pallets.Length;")]
    [InlineData("var page = await [|client.GetTrucksAsync()|]; return page.Trucks.Select(t => t.Number).ToArray();")]
    [InlineData("var request = client.ListDocks(site); request.PageSize = 100; var r = await [|request.ExecuteAsync(cancellationToken)|]; foreach (var d in r.Docks) Use(d);")]
    [InlineData("return [|client.ListDocks(site).Execute()|].Docks.Count;")]
    [InlineData("var request = client.ListDocks(site); request.PageToken = given; return (await [|request.ExecuteAsync()|]).Docks;")]
    [InlineData("var (crates, _) = await [|client.ScanAsync()|]; return crates.Count;")]
    [InlineData("var r = await [|client.ScanAsync()|]; return r.Crates;")]
    [InlineData("var r = await client.FindCratesAsync(new FindCratesQuery()); Use(r.Crates); Use(r.NextCursor); r = await [|client.FindCratesAsync(new FindCratesQuery { Site = site })|]; return r.Crates;")]
    public Task Only_the_first_page(string body) => VerifyAsync<FirstPageOnlyAnalyzer>(AnyClientSources.OfWarehouse(body));

    [Theory]
    [InlineData("var r = await client.FindCratesAsync(new FindCratesQuery()); return (r.Crates, r.NextCursor);")]
    [InlineData("return await client.FindCratesAsync(new FindCratesQuery());")]
    [InlineData("var r = await client.FindCratesAsync(new FindCratesQuery { Cursor = given }); return r.Crates;")]
    [InlineData("var r = await client.FindCratesAsync(new FindCratesQuery { PageSize = 5 }); return r.Crates;")]
    [InlineData("var r = await client.FindCratesAsync(new FindCratesQuery()); return r.Crates.FirstOrDefault();")]
    [InlineData("var r = await client.FindCratesAsync(new FindCratesQuery { PageSize = int.MaxValue }); return r.Crates;")]
    [InlineData("var page = await client.ListCratesAsync(site, null, int.MaxValue); return page.Items.ToList();")]
    [InlineData("await client.FindCratesAsync(new FindCratesQuery());")]
    [InlineData("var page = await client.ListCratesAsync(site, given); return page.Items;")]
    [InlineData("var page = await client.ListCratesAsync(site, limit: limit); return page.Items;")]
    [InlineData("var page = await client.ListCratesAsync(site); if (page.Paging.Next != null) throw new InvalidOperationException(); return page.Items;")]
    [InlineData("var page = await client.ListCratesAsync(site); Use(page.Paging); return page.Items;")]
    [InlineData("var shelves = await client.GetShelvesAsync(site); while (true) { foreach (var s in shelves) Use(s); if (shelves.NextPageLink is null) break; shelves = await client.GetShelvesNextAsync(shelves.NextPageLink.ToString()); }")]
    [InlineData("var shelves = await client.GetShelvesNextAsync(given); return shelves.Count;")]
    [InlineData("var r = client.FindPallets(new PalletQuery()); if (r.HasMore) Use(\"more\"); return r.Pallets.Length;")]
    [InlineData("var r = client.FindPallets(new PalletQuery { StartAfter = given }); return r.Pallets;")]
    [InlineData("var page = await client.GetTrucksAsync(); while (page != null) { foreach (var t in page.Trucks) Use(t); page = await page.GetNextPageAsync(); }")]
    [InlineData("var request = client.ListDocks(site); request.PageSize = 10; return (await request.ExecuteAsync()).Docks;")]
    [InlineData("var (crates, next) = await client.ScanAsync(); Use(next); return crates;")]
    [InlineData("var ticket = await client.GetTicketAsync(\"a\"); return ticket.Lines.Count;")]
    [InlineData("var first = client.GetFirst(\"a\"); foreach (var node in first) Use(node);")]
    [InlineData("var done = await client.TransactAsync(new Consignment()); return done.Crates.Count;")]
    public Task One_page_is_meant_or_the_next_can_be_reached(string body) =>
        VerifyAsync<FirstPageOnlyAnalyzer>(AnyClientSources.OfWarehouse(body));

    [Theory]
    [InlineData("FindCratesReply r; do { r = await [|client.FindCratesAsync(new FindCratesQuery { Site = site })|]; Use(r.Crates); } while (r.NextCursor != null);")]
    [InlineData("var query = new FindCratesQuery(); FindCratesReply r; do { r = await [|client.FindCratesAsync(query)|]; foreach (var c in r.Crates) Use(c); } while (!string.IsNullOrEmpty(r.NextCursor));")]
    [InlineData("CratePage page; do { page = await [|client.ListCratesAsync(site)|]; Use(page.Items); } while (page.Paging.Next != null);")]
    [InlineData("var query = new PalletQuery(); PalletReply r; do { r = [|client.FindPallets(query)|]; Use(r.Pallets); } while (r.HasMore);")]
    [InlineData("var request = client.ListDocks(site); DockList r; do { r = await [|request.ExecuteAsync()|]; Use(r.Docks); } while (r.NextPageToken != null);")]
    [InlineData("var request = new ListDocksRequest(); var other = new ListDocksRequest(); DockList r; do { r = await [|request.ExecuteAsync()|]; Use(r.Docks); other.PageToken = r.NextPageToken; } while (r.NextPageToken != null);")]
    [InlineData("string next = null; do { var request = new ListDocksRequest(); var r = await [|request.ExecuteAsync()|]; Use(r.Docks); next = r.NextPageToken; } while (next != null);")]
    [InlineData("var query = new FindCratesQuery(); while (true) { var r = await [|client.FindCratesAsync(query)|]; if (r.Crates.Count == 0) break; Use(r.Crates); query.Cursor = r.NextCursor; }")]
    [InlineData("var r = await [|client.FindCratesAsync(new FindCratesQuery())|]; while (r.NextCursor != null) { Use(r.Crates); }")]
    [InlineData("var query = new FindCratesQuery(); FindCratesReply r; do { r = await [|client.FindCratesAsync(query)|]; Use(r.Crates); query.Cursor = r.Cursor; } while (r.Cursor != null);")]
    [InlineData("var query = new PairQuery(); PairReply r; do { r = await [|client.ScanPairsAsync(query)|]; Use(r.Pairs); query.KeyMarker = r.NextKeyMarker; } while (r.NextKeyMarker != null);")]
    [InlineData("var shelves = await client.GetShelvesAsync(site); while (shelves.NextPageLink != null) { Use(shelves.Count); shelves = await [|client.GetShelvesAsync(site)|]; }")]
    [InlineData("var query = new FindCratesQuery(); FindCratesReply r; do { r = await [|client.FindCratesAsync(query)|]; if (r.Crates.Count == 0) continue; Use(r.Crates); query.Cursor = r.NextCursor; } while (r.NextCursor != null);")]
    public Task Loops_that_do_not_advance(string body) => VerifyAsync<LoopDoesNotAdvanceAnalyzer>(AnyClientSources.OfWarehouse(body));

    [Theory]
    [InlineData("var query = new FindCratesQuery(); FindCratesReply r; do { r = await client.FindCratesAsync(query); Use(r.Crates); query.Cursor = r.NextCursor; } while (r.NextCursor != null);")]
    [InlineData("FindCratesReply r = null; do { r = await client.FindCratesAsync(new FindCratesQuery { Cursor = r?.NextCursor }); Use(r.Crates); } while (r.NextCursor != null);")]
    [InlineData("string next = null; do { var page = await client.ListCratesAsync(site, next); Use(page.Items); next = page.Paging.Next; } while (next != null);")]
    [InlineData("string next = null; do { var page = await client.ListCratesAsync(site, next); Use(page.Items); next = page.Paging?.Next; } while (!string.IsNullOrEmpty(next));")]
    [InlineData("var query = new PalletQuery(); PalletReply r; do { r = client.FindPallets(query); Use(r.Pallets); query.StartAfter = r.Pallets.LastOrDefault()?.Id; } while (r.HasMore);")]
    [InlineData("var query = new PalletQuery(); PalletReply r; do { r = client.FindPallets(query); foreach (var p in r.Pallets) { Use(p); query.StartAfter = p.Id; } } while (r.HasMore);")]
    [InlineData("var request = client.ListDocks(site); do { var r = await request.ExecuteAsync(); Use(r.Docks); request.PageToken = r.NextPageToken; } while (request.PageToken != null);")]
    [InlineData("string next = null; do { var request = client.ListDocks(site); request.PageToken = next; var r = await request.ExecuteAsync(); Use(r.Docks); next = r.NextPageToken; } while (next != null);")]
    [InlineData("string next = null; do { var (crates, token) = await client.ScanAsync(next); Use(crates); next = token; } while (next != null);")]
    [InlineData("string next = null; do { (var crates, next) = await client.ScanAsync(next); Use(crates); } while (next != null);")]
    [InlineData("var page = await client.GetShelvesAsync(site); Use(page); while (page.NextPageLink != null) { page = await client.GetShelvesNextAsync(page.NextPageLink.AbsoluteUri); Use(page); }")]
    [InlineData("var page = await client.GetTrucksAsync(); do { Use(page.Trucks); page = await page.GetNextPageAsync(cancellationToken); } while (page.Trucks.Count > 0);")]
    [InlineData("var query = new PairQuery(); PairReply r; do { r = await client.ScanPairsAsync(query); Use(r.Pairs); query.KeyMarker = r.NextKeyMarker; query.VersionMarker = r.NextVersionMarker; } while (r.NextKeyMarker != null);")]
    [InlineData("var query = new FindCratesQuery(); FindCratesReply r; do { r = await client.FindCratesAsync(query); query.Cursor = r.NextCursor; if (r.Crates.Count == 0) continue; Use(r.Crates); } while (r.NextCursor != null);")]
    public Task Loops_that_advance(string body) => VerifyAsync<LoopDoesNotAdvanceAnalyzer>(AnyClientSources.OfWarehouse(body));

    [Theory]
    [InlineData("var all = new List<Crate>(); var query = new FindCratesQuery(); FindCratesReply r; do { r = await client.FindCratesAsync(query); [|all.AddRange(r.Crates)|]; query.Cursor = r.NextCursor; } while (r.NextCursor != null); return all;")]
    [InlineData("var all = new List<string>(); string next = null; do { var page = await client.ListCratesAsync(site, next); foreach (var c in page.Items) { [|all.Add(c.Id)|]; } next = page.Paging.Next; } while (next != null); return all;")]
    [InlineData("var all = new List<Pallet>(); var query = new PalletQuery(); PalletReply r; do { r = client.FindPallets(query); [|all.AddRange(r.Pallets)|]; query.StartAfter = all[^1].Id; } while (r.HasMore); return all;")]
    [InlineData("var all = new List<string>(); var request = client.ListDocks(site); do { var r = await request.ExecuteAsync(); [|all.AddRange(r.Docks)|]; request.PageToken = r.NextPageToken; } while (request.PageToken != null); return all;")]
    public Task All_pages_are_collected(string body) => VerifyAsync<PagesAreAccumulatedAnalyzer>(AnyClientSources.OfWarehouse(body));

    [Theory]
    [InlineData("var all = new List<Crate>(); var query = new FindCratesQuery(); FindCratesReply r; do { r = await client.FindCratesAsync(query); all.AddRange(r.Crates); query.Cursor = r.NextCursor; } while (r.NextCursor != null && all.Count < limit); return all;")]
    [InlineData("var query = new FindCratesQuery(); FindCratesReply r; do { r = await client.FindCratesAsync(query); var page = new List<Crate>(r.Crates); Use(page); query.Cursor = r.NextCursor; } while (r.NextCursor != null);")]
    public Task Not_all_pages_are_collected(string body) => VerifyAsync<PagesAreAccumulatedAnalyzer>(AnyClientSources.OfWarehouse(body));

    [Theory]
    [InlineData("var r = await [|client.FillAsync(new SackRequest { Sacks = new() })|]; return r.Sacks;")]
    [InlineData("await [|client.FillAsync(new SackRequest { Sacks = new() })|];")]
    [InlineData("var r = await client.FillAsync(new SackRequest { Sacks = new() }); return r.UnprocessedSacks;")]
    public Task Remainders(string body) => VerifyAsync<RemainderIsIgnoredAnalyzer>(AnyClientSources.OfWarehouse(body));

    [Theory]
    [InlineData("var groups = await [|graph.Groups.GetAsync()|]; return groups.Value.Select(g => g.DisplayName).ToList();")]
    [InlineData("var users = await [|graph.Users.GetAsync(settings => settings.QueryParameters.Top = 999)|]; foreach (var user in users?.Value ?? new List<Microsoft.Graph.Models.User>()) { Use(user); }")]
    [InlineData("var list = await [|invoices.ListAsync(new Stripe.InvoiceListOptions { Limit = 100 })|]; return list.Data.Sum(i => i.AmountPaid);")]
    [InlineData("var list = [|invoices.List()|]; foreach (var invoice in list) { Use(invoice); }")]
    [InlineData("var request = storage.Objects.List(\"b\"); request.Prefix = \"p\"; var files = await [|request.ExecuteAsync()|]; foreach (var file in files.Items) { Use(file); }")]
    [InlineData("return [|storage.Buckets.List(\"p\").Execute()|].Items.Count;")]
    [InlineData("var pods = await [|kubernetes.CoreV1.ListNamespacedPodAsync(\"n\", limit: 500)|]; foreach (var pod in pods.Items) { Use(pod); }")]
    [InlineData("var hits = await [|search.SearchAsync<Picture>(q => q.Index(\"i\").Size(1000).Scroll(\"1m\"))|]; foreach (var picture in hits.Documents) { Use(picture); }")]
    [InlineData("var tools = await [|mcp.ListToolsAsync(new ModelContextProtocol.Protocol.ListToolsRequestParams())|]; return tools.Tools.Count;")]
    [InlineData("var points = await [|vectors.ScrollAsync(\"c\")|]; foreach (var point in points.Result) { Use(point); }")]
    [InlineData("var secrets = await [|vault.GetSecretsAsync(\"v\")|]; foreach (var secret in secrets) { Use(secret); }")]
    [InlineData("var bundle = await [|fhir.SearchAsync<Hl7.Fhir.Model.Bundle>()|]; return bundle.Entry.Count;")]
    public Task First_page_of_a_vendor(string body) =>
        VerifyAsync<FirstPageOnlyAnalyzer>(AnyClientSources.OfVendors(body), PagedClients.Of(body));

    [Theory]
    [InlineData("var page = await graph.Groups.GetAsync(); while (page != null) { foreach (var group in page.Value) { Use(group); } page = page.OdataNextLink == null ? null : await graph.Groups.WithUrl(page.OdataNextLink).GetAsync(); }")]
    [InlineData("var page = await graph.Users.GetAsync(); var all = Microsoft.Graph.PageIterator<Microsoft.Graph.Models.User, Microsoft.Graph.Models.UserCollectionResponse>.CreatePageIterator(graph, page, user => true); await all.IterateAsync();")]
    [InlineData("var users = await graph.Users.GetAsync(settings => settings.QueryParameters.Top = 1); return users.Value;")]
    [InlineData("var users = await graph.Users.WithUrl(given).GetAsync(); return users.Value.Count;")]
    [InlineData("await foreach (var invoice in invoices.ListAutoPagingAsync(new Stripe.InvoiceListOptions())) { Use(invoice); }")]
    [InlineData("var options = new Stripe.InvoiceListOptions { Limit = 100 }; Stripe.StripeList<Stripe.Invoice> list; do { list = await invoices.ListAsync(options); Use(list.Data); options.StartingAfter = list.Data.LastOrDefault()?.Id; } while (list.HasMore);")]
    [InlineData("var list = await invoices.ListAsync(new Stripe.InvoiceListOptions { Limit = 3 }); return list.Data;")]
    [InlineData("var request = storage.Objects.List(\"b\"); do { var files = await request.ExecuteAsync(); Use(files.Items); request.PageToken = files.NextPageToken; } while (request.PageToken != null);")]
    [InlineData("var file = await storage.Objects.Get(\"b\", \"f\").ExecuteAsync(); return file.Name;")]
    [InlineData("string next = null; do { var pods = await kubernetes.CoreV1.ListNamespacedPodAsync(\"n\", limit: 500, continueParameter: next); Use(pods.Items); next = pods.Metadata.ContinueProperty; } while (!string.IsNullOrEmpty(next));")]
    [InlineData("var pods = await kubernetes.CoreV1.ListNamespacedPodAsync(\"n\"); foreach (var pod in pods.Items) { Use(pod); }")]
    [InlineData("var pod = await kubernetes.CoreV1.ReadNamespacedPodAsync(\"p\", \"n\"); return pod.Spec.Containers.Count;")]
    [InlineData("var hits = await search.SearchAsync<Picture>(q => q.Scroll(\"1m\")); while (hits.Documents.Count > 0) { foreach (var picture in hits.Documents) { Use(picture); } hits = await search.ScrollAsync<Picture>(\"1m\", hits.ScrollId); }")]
    [InlineData("var hits = await search.SearchAsync<Picture>(q => q.Size(10)); return hits.Documents;")]
    [InlineData("var hits = await search.SearchAsync<Picture>(); return hits.Documents.Count;")]
    [InlineData("var tools = await mcp.ListToolsAsync(); return tools.Count;")]
    [InlineData("var repositories = await github.Repository.GetAllForCurrent(); return repositories.Count;")]
    [InlineData("var repositories = await github.Repository.GetAllForCurrent(new Octokit.ApiOptions { PageSize = 100 }); return repositories.Count;")]
    [InlineData("var user = await graph.Users[given].GetAsync(); return user.DisplayName;")]
    [InlineData("var secret = await vault.GetSecretAsync(\"v\", \"n\"); return secret.Value.Length;")]
    [InlineData("var page = await vault.GetSecretsAsync(\"v\"); while (true) { foreach (var secret in page) { Use(secret); } if (page.NextPageLink == null) break; page = await vault.GetSecretsNextAsync(page.NextPageLink); }")]
    [InlineData("var bundle = await fhir.SearchAsync<Hl7.Fhir.Model.Bundle>(); while (bundle != null) { Use(bundle.Entry); bundle = await fhir.ContinueAsync(bundle); }")]
    public async Task All_pages_of_a_vendor_or_one_on_purpose(string body)
    {
        await VerifyAsync<FirstPageOnlyAnalyzer>(AnyClientSources.OfVendors(body), PagedClients.Of(body));
        await VerifyAsync<LoopDoesNotAdvanceAnalyzer>(AnyClientSources.OfVendors(body), PagedClients.Of(body));
    }

    [Theory]
    [InlineData("var all = new List<Stripe.Invoice>(); await foreach (var invoice in invoices.ListAutoPagingAsync(new Stripe.InvoiceListOptions())) { [|all.Add(invoice)|]; } return all;")]
    [InlineData("return [|invoices.ListAutoPaging().ToList()|];")]
    [InlineData("var all = new List<Microsoft.Graph.Models.Group>(); var page = await graph.Groups.GetAsync(); while (page != null) { [|all.AddRange(page.Value)|]; page = page.OdataNextLink == null ? null : await graph.Groups.WithUrl(page.OdataNextLink).GetAsync(); } return all;")]
    public Task All_pages_of_a_vendor_are_collected(string body) =>
        VerifyAsync<PagesAreAccumulatedAnalyzer>(AnyClientSources.OfVendors(body), PagedClients.Of(body));

    [Theory]
    [InlineData("var total = 0L; await foreach (var invoice in invoices.ListAutoPagingAsync()) { total += invoice.AmountPaid; } return total;")]
    [InlineData("return invoices.ListAutoPaging().Take(100).ToList();")]
    [InlineData("var first = await invoices.ListAsync(); return first.Data.ToList();")]
    public Task Not_all_pages_of_a_vendor_are_collected(string body) =>
        VerifyAsync<PagesAreAccumulatedAnalyzer>(AnyClientSources.OfVendors(body), PagedClients.Of(body));

    private static Task VerifyAsync<TAnalyzer>([StringSyntax("C#-test")] string source, ReferenceSet? references = null)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var test = new CSharpAnalyzerVerifier<TAnalyzer>.Test { References = references ?? ReferenceSets.Net };
        test.TestState.Sources.Add(source);
        return test.RunAsync();
    }
}
