using System.Diagnostics.CodeAnalysis;
using GrowthGuard.Analyzers.Rules.Queries;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Tests.Queries;

/// <summary>
/// Forms in which clients take and give continuations that differ from a member of the response and one of the request: deeper, in
/// constructors, in parts of a request, behind other types.
/// </summary>
public sealed class PageFormsTests
{
    private const string Harbour = """
        namespace Harbour
        {
            public class Ship { public string Name { get; set; } public string Id { get; set; } }

            public class NextPart { public string After { get; set; } }
            public class PagingPart { public NextPart Next { get; set; } }
            public class DeepReply { public List<Ship> Ships { get; set; } public PagingPart Paging { get; set; } }

            public class PageLinks { public string Next { get; set; } public string Last { get; set; } }
            public class LinkPart { public PageLinks Pages { get; set; } }
            public class LinkedReply { public List<Ship> Ships { get; set; } public LinkPart Links { get; set; } }

            public class QueryOptions { public string SkipToken { get; set; } public int? Top { get; set; } }
            public class PartQuery { public string Text { get; set; } public QueryOptions Options { get; set; } }
            public class PartReply { public IList<string> Rows { get; set; } public string SkipToken { get; set; } }

            public class RecordPaging { public int PageNumber { get; set; } public int Count { get; set; } public string PagingCookie { get; set; } }
            public abstract class RecordQuery { }
            public class TableQuery : RecordQuery { public RecordPaging PageInfo { get; set; } public int? TopCount { get; set; } }
            public class TextQuery : RecordQuery { public TextQuery(string text) { } }
            public class RecordReply { public List<Ship> Records { get; } public bool MoreRecords { get; } public string PagingCookie { get; } }

            public class Position { public string Info { get; set; } }
            public class CamlQuery { public string ViewXml { get; set; } public Position ListItemCollectionPosition { get; set; } }
            public class ItemList : List<Ship> { public Position ListItemCollectionPosition { get; } }

            public class Slice { public Slice(int pageNo = 0, int perPage = 50) { PageNo = pageNo; } public int PageNo { get; } }
            public class SliceReply : List<Ship> { public bool HasMorePages { get; } }

            public class OfferFilter { public string PageInfo { get; set; } public string State { get; set; } }
            public class OfferPage { public List<Ship> Items { get; } public OfferFilter GetNextPageFilter() => null; }

            public class SoqlReply<T> { public List<T> Records { get; set; } public bool Done { get; set; } public string NextRecordsUrl { get; set; } }

            public class OffsetReply { public List<Ship> Ships { get; set; } public string Offset { get; set; } }

            public class FolderReply { public List<Ship> Entries { get; } public string Cursor { get; } public bool HasMore { get; } }

            public class Call<T> { public System.Runtime.CompilerServices.TaskAwaiter<T> GetAwaiter() => default; }
            public class TopicRequest { public string PageToken { get; set; } }
            public class TopicReply { public IList<string> Topics { get; } public string NextPageToken { get; } }

            public class TokenReply { public List<Ship> Ships { get; } public string NextToken { get; } }

            public class TicketReply { public List<Ship> Tickets { get; set; } public string AfterCursor { get; set; } public bool HasMore { get; set; } }
            public class TicketQuery
            {
                public TicketQuery Where(string text) => this;
                public TicketQuery After(string cursor) => this;
                public TicketQuery Take(int count) => this;
                public Task<TicketReply> ExecuteAsync() => null;
            }

            public class ListOptions { public string startPosition { get; set; } public string fromDate { get; set; } }
            public class LetterReply { public List<Ship> Letters { get; set; } public string NextUri { get; set; } }

            public class NumberedReply { public List<Ship> Ships { get; set; } public Pagination Pagination { get; set; } }
            public class Pagination { public int? Page { get; set; } public int? PageCount { get; set; } }

            public class Client
            {
                public TicketQuery Tickets() => null;
                public LetterReply Letters(string account, ListOptions options = null) => null;
                public Task<NumberedReply> NumberedAsync(string where = null, int? page = null) => null;
                public Task<DeepReply> DeepAsync(string after = null) => null;
                public Task<LinkedReply> LinkedAsync(int page = 1) => null;
                public Task<PartReply> PartAsync(PartQuery query) => null;
                public RecordReply Records(RecordQuery query) => null;
                public ItemList Items(CamlQuery query) => null;
                public Task<SliceReply> SliceAsync(string name, Slice slice = null) => null;
                public Task<OfferPage> OffersAsync(OfferFilter filter = null) => null;
                public Task<SoqlReply<T>> QueryAsync<T>(string text) => null;
                public Task<SoqlReply<T>> QueryContinuationAsync<T>(string nextRecordsUrl) => null;
                public Task<OffsetReply> OffsetAsync(string table, string offset = null) => null;
                public Task<FolderReply> FolderAsync(string path) => null;
                public Task<FolderReply> FolderContinueAsync(string cursor) => null;
                public Call<TopicReply> TopicsAsync(TopicRequest request) => null;
                public Task<TokenReply> TokenAsync(string paginationToken = null, bool autoPaginate = false) => null;
            }
        }
        """;

    [Theory]
    [InlineData("return (await [|client.DeepAsync()|]).Ships.Count;")]
    [InlineData("var page = await [|client.LinkedAsync()|]; foreach (var ship in page.Ships) Use(ship);")]
    [InlineData("var reply = await [|client.PartAsync(new PartQuery { Text = given })|]; return reply.Rows.ToList();")]
    [InlineData("return [|client.Records(new TableQuery())|].Records.Select(ship => ship.Id).ToList();")]
    [InlineData("return [|client.Items(new CamlQuery { ViewXml = \"<RowLimit>500</RowLimit>\" })|].Count;")]
    [InlineData("return (await [|client.SliceAsync(given)|]).Select(ship => ship.Name).ToList();")]
    [InlineData("return (await [|client.OffersAsync(new OfferFilter { State = given })|]).Items.Count;")]
    [InlineData("return (await [|client.QueryAsync<Ship>(given)|]).Records.Count;")]
    [InlineData("var reply = await [|client.OffsetAsync(given)|]; return reply.Ships.Count;")]
    [InlineData("return (await [|client.TopicsAsync(new TopicRequest())|]).Topics.Count;")]
    [InlineData("return (await [|client.TokenAsync()|]).Ships.Count;")]
    [InlineData("return (await [|client.Tickets().Where(given).ExecuteAsync()|]).Tickets.Count;")]
    [InlineData("return (await [|client.Tickets().Where(given).Take(100).ExecuteAsync()|]).Tickets.Count;")]
    [InlineData("var query = client.Tickets(); query = query.Where(given); var reply = await [|query.ExecuteAsync()|]; return reply.Tickets.ToList();")]
    [InlineData("return [|client.Letters(given, new ListOptions { fromDate = \"2026-01-01\" })|].Letters.Count;")]
    [InlineData("return (await [|client.TokenAsync(autoPaginate: false)|]).Ships.Count;")]

    // The second page is not all that there is, either.
    [InlineData("var first = await client.FolderAsync(given); var count = first.Entries.Count; if (first.HasMore) { var second = await [|client.FolderContinueAsync(first.Cursor)|]; count += second.Entries.Count; } return count;")]
    public Task Only_the_first_page(string body) => VerifyAsync<FirstPageOnlyAnalyzer>(body);

    [Theory]
    [InlineData("DeepReply page; do { page = await [|client.DeepAsync()|]; Use(page.Ships); } while (page.Paging?.Next != null);")]
    [InlineData("DeepReply page; do { page = await [|client.DeepAsync()|]; Use(page.Ships); } while (page.Paging.Next.After != null);")]
    [InlineData("LinkedReply page; do { page = await [|client.LinkedAsync()|]; Use(page.Ships); } while (page.Links?.Pages?.Next != null);")]
    [InlineData("var query = new PartQuery(); PartReply reply; do { reply = await [|client.PartAsync(query)|]; Use(reply.Rows); } while (reply.SkipToken != null);")]
    [InlineData("var query = new TableQuery { PageInfo = new RecordPaging { PageNumber = 1 } }; RecordReply reply; do { reply = [|client.Records(query)|]; Use(reply.Records); } while (reply.MoreRecords);")]
    [InlineData("var query = new CamlQuery(); ItemList items; do { items = [|client.Items(query)|]; Use(items.Count); } while (items.ListItemCollectionPosition != null);")]
    [InlineData("var page = 0; while (true) { var ships = await [|client.SliceAsync(given, new Slice(page))|]; if (ships.Count == 0) break; Use(ships.Count); }")]
    [InlineData(
        "OfferPage page; do { page = await [|client.OffersAsync(new OfferFilter())|]; Use(page.Items); } while (page.GetNextPageFilter() != null);",
        true)]
    [InlineData("var reply = await [|client.QueryAsync<Ship>(given)|]; var next = reply.NextRecordsUrl; while (next != null) { var more = await client.QueryContinuationAsync<Ship>(next); Use(more.Records); }")]
    [InlineData("var folder = await [|client.FolderAsync(given)|]; while (folder.HasMore) { var more = await client.FolderContinueAsync(folder.Cursor); Use(more.Entries); }")]
    [InlineData("TopicReply reply; do { reply = await [|client.TopicsAsync(new TopicRequest())|]; Use(reply.Topics); } while (reply.NextPageToken != \"\");")]
    [InlineData("TicketReply reply; do { reply = await [|client.Tickets().Where(given).ExecuteAsync()|]; Use(reply.Tickets); } while (reply.HasMore);")]
    [InlineData("var query = client.Tickets(); TicketReply reply; do { reply = await [|query.ExecuteAsync()|]; Use(reply.Tickets); } while (reply.HasMore);")]
    public Task Loops_that_do_not_advance(string body, bool isSilent = false) =>
        VerifyAsync<LoopDoesNotAdvanceAnalyzer>(isSilent
            ? body.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal)
            : body);

    [Theory]
    [InlineData("string after = null; do { var page = await client.DeepAsync(after); Use(page.Ships); after = page.Paging?.Next?.After; } while (after != null);")]
    [InlineData("var page = await client.DeepAsync(); if (page.Paging?.Next != null) throw new InvalidOperationException(); return page.Ships;")]
    [InlineData("var page = await client.DeepAsync(); Use(page.Paging); return page.Ships;")]
    [InlineData("var number = 1; LinkedReply page; do { page = await client.LinkedAsync(number++); Use(page.Ships); } while (page.Links?.Pages?.Next != null);")]
    [InlineData("var query = new PartQuery { Options = new QueryOptions() }; PartReply reply; do { reply = await client.PartAsync(query); Use(reply.Rows); query.Options.SkipToken = reply.SkipToken; } while (reply.SkipToken != null);")]
    [InlineData("string token = null; do { var reply = await client.PartAsync(new PartQuery { Options = new QueryOptions { SkipToken = token } }); Use(reply.Rows); token = reply.SkipToken; } while (token != null);")]
    [InlineData("return (await client.PartAsync(new PartQuery { Options = new QueryOptions { Top = 5 } })).Rows.Count;")]
    [InlineData("var query = new TableQuery { PageInfo = new RecordPaging { PageNumber = 1 } }; while (true) { var reply = client.Records(query); Use(reply.Records); if (!reply.MoreRecords) break; query.PageInfo.PageNumber++; query.PageInfo.PagingCookie = reply.PagingCookie; }")]
    [InlineData("var number = 1; RecordReply reply; do { reply = client.Records(new TableQuery { PageInfo = new RecordPaging { PageNumber = number++ } }); Use(reply.Records); } while (reply.MoreRecords);")]
    [InlineData("var text = given; RecordReply reply; do { reply = client.Records(new TextQuery(text)); Use(reply.Records); text = given + reply.PagingCookie; } while (reply.MoreRecords);")]
    [InlineData("return client.Records(new TextQuery(given)).Records.Count;")]
    [InlineData("return client.Records(new TableQuery { TopCount = 1 }).Records.FirstOrDefault();")]
    [InlineData("var query = new CamlQuery(); do { var items = client.Items(query); Use(items.Count); query.ListItemCollectionPosition = items.ListItemCollectionPosition; } while (query.ListItemCollectionPosition != null);")]
    [InlineData("for (var page = 0; ; page++) { var ships = await client.SliceAsync(given, new Slice(page)); if (ships.Count == 0) break; Use(ships.Count); }")]
    [InlineData("return (await client.SliceAsync(given, new Slice(limit))).Count;")]
    [InlineData("var page = await client.OffersAsync(); while (true) { Use(page.Items); if (page.GetNextPageFilter() is not { } filter) break; page = await client.OffersAsync(filter); }")]
    [InlineData("var reply = await client.QueryAsync<Ship>(given); Use(reply.Records); while (!reply.Done) { reply = await client.QueryContinuationAsync<Ship>(reply.NextRecordsUrl); Use(reply.Records); }")]
    [InlineData("var reply = await client.QueryAsync<Ship>(given); var next = reply.NextRecordsUrl; while (next != null) { var more = await client.QueryContinuationAsync<Ship>(next); Use(more.Records); next = more.NextRecordsUrl; }")]
    [InlineData("string offset = null; do { var reply = await client.OffsetAsync(given, offset); Use(reply.Ships); offset = reply.Offset; } while (offset != null);")]
    [InlineData("var folder = await client.FolderAsync(given); while (folder.HasMore) { var more = await client.FolderContinueAsync(folder.Cursor); Use(more.Entries); folder = more; }")]
    [InlineData("var request = new TopicRequest(); do { var reply = await client.TopicsAsync(request); Use(reply.Topics); request.PageToken = reply.NextPageToken; } while (request.PageToken != \"\");")]
    [InlineData("return (await client.TokenAsync(autoPaginate: true)).Ships.Count;")]
    [InlineData("return (await client.Tickets().Take(5).ExecuteAsync()).Tickets.Count;")]
    [InlineData("var query = client.Tickets().Where(given); if (limit > 0) query = query.Take(limit); return (await query.ExecuteAsync()).Tickets.Count;")]
    [InlineData("var reply = await client.Tickets().ExecuteAsync(); if (reply.HasMore) throw new InvalidOperationException(); return reply.Tickets;")]
    [InlineData("string after = null; TicketReply reply; do { reply = await client.Tickets().After(after).ExecuteAsync(); Use(reply.Tickets); after = reply.AfterCursor; } while (reply.HasMore);")]
    [InlineData("var query = client.Tickets().Where(given); TicketReply reply; do { reply = await query.ExecuteAsync(); Use(reply.Tickets); query = query.After(reply.AfterCursor); } while (reply.HasMore);")]
    [InlineData("return await Few(client.Tickets()); static async Task<object> Few(TicketQuery query) => (await query.ExecuteAsync()).Tickets.Count;")]
    [InlineData("var options = new ListOptions { startPosition = \"0\" }; while (true) { var reply = client.Letters(given, options); Use(reply.Letters); if (reply.NextUri == null) break; options.startPosition = (int.Parse(options.startPosition) + reply.Letters.Count).ToString(); }")]
    [InlineData("var page = 1; NumberedReply reply; do { reply = await client.NumberedAsync(given, page++); Use(reply.Ships); } while (page <= reply.Pagination.PageCount);")]
    [InlineData("var all = limit > 5; return (await client.TokenAsync(autoPaginate: all)).Ships.Count;")]
    public async Task All_pages_or_one_on_purpose(string body)
    {
        await VerifyAsync<FirstPageOnlyAnalyzer>(body);
        await VerifyAsync<LoopDoesNotAdvanceAnalyzer>(body);
    }

    [Theory]
    [InlineData(
        "return (await {|#0:client.ListAsync()|}).Items.Count;",
        "'NextPageToken' of 'ListAsync' is never read: later pages are ignored (continue with 'pageToken')")]
    [InlineData(
        "var (items, _) = await {|#0:client.ListAsync()|}; return items.Count;",
        "'NextPageToken' of 'ListAsync' is never read: later pages are ignored (continue with 'pageToken')")]
    [InlineData("var (items, next) = await client.ListAsync(); Use(next); return items.Count;", null)]
    [InlineData("string next = null; do { (var items, next) = await client.ListAsync(next); Use(items); } while (next != null);", null)]
    [InlineData("var (items, count) = await client.CountAsync(); return items.Count;", null)]
    public Task Elements_of_a_tuple_that_another_assembly_gives(string body, string? message)
    {
        var library = CSharpCompilation.Create("Lagoon", [CSharpSyntaxTree.ParseText("""
            using System.Collections.Generic;
            using System.Threading.Tasks;
            namespace Lagoon
            {
                public class Client
                {
                    public Task<(IReadOnlyList<string> Items, string NextPageToken)> ListAsync(string pageToken = null) => null;
                    public Task<(IReadOnlyList<string> Items, int Weight)> CountAsync(string pageToken = null) => null;
                }
            }
            """, cancellationToken: TestContext.Current.CancellationToken)], ReferenceSets.Net.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        Assert.True(library.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        var test = new CSharpAnalyzerVerifier<FirstPageOnlyAnalyzer>.Test { References = ReferenceSets.Net };
        test.TestState.AdditionalReferences.Add(MetadataReference.CreateFromImage(image.ToArray()));
        test.TestState.Sources.Add(Program("Lagoon", body));
        if (message is not null)
        {
            test.ExpectedDiagnostics.Add(CSharpAnalyzerVerifier<FirstPageOnlyAnalyzer>.Diagnostic().WithLocation(0).WithMessage(message));
        }

        return test.RunAsync();
    }

    [Theory]
    [InlineData("var items = {|#0:list.GetItems(new CamlQuery { ViewXml = \"<View><RowLimit Paged='TRUE'>500</RowLimit></View>\" })|}; context.Load(items); context.ExecuteQuery(); foreach (var item in items) Use(item);", true)]
    [InlineData("var query = new CamlQuery(); query.ViewXml = \"<View><RowLimit>5000</RowLimit></View>\"; var items = {|#0:list.GetItems(query)|}; context.Load(items); context.ExecuteQuery(); Use(items.Count);", true)]
    [InlineData("var items = list.GetItems(new CamlQuery { ViewXml = \"<View><RowLimit>1</RowLimit></View>\" }); context.Load(items); context.ExecuteQuery(); foreach (var item in items) Use(item);", false)]
    [InlineData("var items = list.GetItems(new CamlQuery()); context.Load(items); context.ExecuteQuery(); foreach (var item in items) Use(item);", false)]
    [InlineData("var query = new CamlQuery { ViewXml = \"<View><RowLimit>500</RowLimit></View>\" }; do { var items = list.GetItems(query); context.Load(items); context.ExecuteQuery(); Use(items.Count); query.ListItemCollectionPosition = items.ListItemCollectionPosition; } while (query.ListItemCollectionPosition != null);", false)]
    public Task Results_that_are_loaded_later(string body, bool isReported)
    {
        var test = new CSharpAnalyzerVerifier<FirstPageOnlyAnalyzer>.Test();
        test.TestState.Sources.Add($$"""
            using System.Collections;
            using System.Collections.Generic;
            using Microsoft.SharePoint.Client;

            namespace Microsoft.SharePoint.Client
            {
                public class ClientRuntimeContext { public void Load<T>(T result, params object[] parts) { } public void ExecuteQuery() { } }
                public class ListItemCollectionPosition { public string PagingInfo { get; set; } }
                public class CamlQuery { public string ViewXml { get; set; } public ListItemCollectionPosition ListItemCollectionPosition { get; set; } }
                public class ListItemCollection : IEnumerable<string>
                {
                    public int Count { get; }
                    public ListItemCollectionPosition ListItemCollectionPosition { get; }
                    public IEnumerator<string> GetEnumerator() => null;
                    IEnumerator IEnumerable.GetEnumerator() => null;
                }
                public class List { public ListItemCollection GetItems(CamlQuery query) => null; }
            }

            public class Program
            {
                private static void Use(object value) { }

                public static void Run(ClientRuntimeContext context, List list) { {{body}} }
            }
            """);
        if (isReported)
        {
            test.ExpectedDiagnostics.Add(CSharpAnalyzerVerifier<FirstPageOnlyAnalyzer>.Diagnostic().WithLocation(0).WithMessage(
                "'ListItemCollectionPosition' of 'GetItems' is never read: later pages are ignored (continue with 'ListItemCollectionPosition')"));
        }

        return test.RunAsync();
    }

    [Theory]
    [InlineData("return (await {|#0:client.DeepAsync()|}).Ships.Count;", true)]
    [InlineData("var page = await client.DeepAsync(); Use(page.Paging); return page.Ships.Count;", false)]
    public Task A_client_in_another_project_of_the_solution(string body, bool isReported)
    {
        var test = new CSharpAnalyzerVerifier<FirstPageOnlyAnalyzer>.Test { References = ReferenceSets.Net };
        test.TestState.AdditionalProjects["Harbour"].Sources.Add("using System.Collections.Generic;\nusing System.Threading.Tasks;\n" +
            Harbour);
        test.TestState.AdditionalProjectReferences.Add("Harbour");
        test.TestState.Sources.Add(Program("Harbour", body));
        if (isReported)
        {
            test.ExpectedDiagnostics.Add(CSharpAnalyzerVerifier<FirstPageOnlyAnalyzer>.Diagnostic()
                .WithLocation(0)
                .WithMessage("'Paging.Next.After' of 'DeepAsync' is never read: later pages are ignored (continue with 'after')"));
        }

        return test.RunAsync();
    }

    private static string Program(string space, string body) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using {{space}};

        public class Program
        {
            private static void Use(object value) { }

            public static async Task<object> RunAsync(Client client, string given, int limit)
            {
                await Task.Yield();
                {{body}}
                return null;
            }
        }
        """;

    private static Task VerifyAsync<TAnalyzer>([StringSyntax("C#-test")] string body)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var test = new CSharpAnalyzerVerifier<TAnalyzer>.Test { References = ReferenceSets.Net };
        test.TestState.Sources.Add(Program("Harbour", body) + Harbour);
        return test.RunAsync();
    }
}
