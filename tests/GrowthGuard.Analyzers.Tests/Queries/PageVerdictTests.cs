using System.Diagnostics.CodeAnalysis;
using GrowthGuard.Analyzers.Rules.Queries;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Tests.Queries;

/// <summary>
/// Each verdict on pages for each form in which a client takes the next: what is wrong is reported, the corrected form is not. A verdict
/// that a form cannot have is left out, with the reason.
/// </summary>
public sealed class PageVerdictTests
{
    private static readonly Dictionary<string, Form> Forms = new()
    {
        ["request"] = new(
            """
            public class Query { public string Cursor { get; set; } }
            public class Reply { public List<string> Items { get; } public string Cursor { get; } public string NextCursor { get; } }
            public class Batch { public List<string> Entries { get; set; } }
            public class Written { public int Count { get; } public List<string> UnprocessedEntries { get; } }
            public class Client { public Reply Find(Query query) => null; public Written Write(Batch batch) => null; }
            """)
        {
            First = "Use([|c.Find(new Query())|].Items);",
            Right = "var q = new Query(); Reply r; do { r = c.Find(q); Use(r.Items); q.Cursor = r.NextCursor; } while (r.NextCursor != null);",
            Stuck = "var q = new Query(); Reply r; do { r = [|c.Find(q)|]; Use(r.Items); } while (r.NextCursor != null);",
            OtherObject = "var q = new Query(); var o = new Query(); Reply r; do { r = [|c.Find(q)|]; Use(r.Items); o.Cursor = r.NextCursor; } while (r.NextCursor != null);",
            Echo = "var q = new Query(); Reply r; do { r = [|c.Find(q)|]; Use(r.Items); q.Cursor = r.Cursor; } while (r.Cursor != null);",
            EmptyPage = "var q = new Query(); while (true) { var r = [|c.Find(q)|]; if (r.Items.Count == 0) break; Use(r.Items); q.Cursor = r.NextCursor; }",
            All = "var q = new Query(); Reply r; do { r = c.Find(q); [|all.AddRange(r.Items)|]; q.Cursor = r.NextCursor; } while (r.NextCursor != null);",
            Limited = "var q = new Query(); Reply r; do { r = c.Find(q); all.AddRange(r.Items); q.Cursor = r.NextCursor; } while (r.NextCursor != null && all.Count < 500);",
            Dropped = "Use([|c.Write(new Batch { Entries = all })|].Count);",
            Resent = "var b = new Batch { Entries = all }; for (var i = 0; i < 5; i++) { var r = c.Write(b); if (r.UnprocessedEntries.Count == 0) break; b.Entries = r.UnprocessedEntries; }",
        },
        ["receiver"] = new(
            """
            public class ListRequest { public string PageToken { get; set; } public Reply Execute() => null; }
            public class Reply { public List<string> Items { get; } public string PageToken { get; } public string NextPageToken { get; } }
            public class BatchRequest { public List<string> Entries { get; set; } public Written Execute() => null; }
            public class Written { public int Count { get; } public List<string> UnprocessedEntries { get; } }
            public class Client { public ListRequest List() => null; public BatchRequest Batch(List<string> entries) => null; }
            """)
        {
            First = "Use([|c.List().Execute()|].Items);",
            Right = "var q = c.List(); Reply r; do { r = q.Execute(); Use(r.Items); q.PageToken = r.NextPageToken; } while (r.NextPageToken != null);",
            Stuck = "var q = c.List(); Reply r; do { r = [|q.Execute()|]; Use(r.Items); } while (r.NextPageToken != null);",
            OtherObject = "var q = new ListRequest(); var o = new ListRequest(); Reply r; do { r = [|q.Execute()|]; Use(r.Items); o.PageToken = r.NextPageToken; } while (r.NextPageToken != null);",
            Echo = "var q = c.List(); Reply r; do { r = [|q.Execute()|]; Use(r.Items); q.PageToken = r.PageToken; } while (r.PageToken != null);",
            EmptyPage = "var q = c.List(); while (true) { var r = [|q.Execute()|]; if (r.Items.Count == 0) break; Use(r.Items); q.PageToken = r.NextPageToken; }",
            All = "var q = c.List(); Reply r; do { r = q.Execute(); [|all.AddRange(r.Items)|]; q.PageToken = r.NextPageToken; } while (r.NextPageToken != null);",
            Limited = "var q = c.List(); Reply r; do { r = q.Execute(); all.AddRange(r.Items); q.PageToken = r.NextPageToken; } while (r.NextPageToken != null && all.Count < 500);",
            Dropped = "Use([|c.Batch(all).Execute()|].Count);",
            Resent = "var b = c.Batch(all); for (var i = 0; i < 5; i++) { var r = b.Execute(); if (r.UnprocessedEntries.Count == 0) break; b.Entries = r.UnprocessedEntries; }",
        },
        ["argument"] = new(
            """
            public class Reply { public List<string> Items { get; } public string Cursor { get; } public string NextCursor { get; } }
            public class Written { public int Count { get; } public List<string> UnprocessedEntries { get; } }
            public class Client { public Reply Find(string cursor = null) => null; public Written Write(IEnumerable<string> entries) => null; }
            """)
        {
            First = "Use([|c.Find()|].Items);",
            Right = "string next = null; do { var r = c.Find(next); Use(r.Items); next = r.NextCursor; } while (next != null);",
            Stuck = "Reply r; do { r = [|c.Find()|]; Use(r.Items); } while (r.NextCursor != null);",
            OtherObject = "var first = c.Find(); Reply r; do { r = [|c.Find(first.NextCursor)|]; Use(r.Items); } while (r.NextCursor != null);",
            Echo = "string next = null; do { var r = [|c.Find(next)|]; Use(r.Items); next = r.Cursor; } while (next != null);",
            EmptyPage = "string next = null; while (true) { var r = [|c.Find(next)|]; if (r.Items.Count == 0) break; Use(r.Items); next = r.NextCursor; }",
            All = "string next = null; do { var r = c.Find(next); [|all.AddRange(r.Items)|]; next = r.NextCursor; } while (next != null);",
            Limited = "string next = null; do { var r = c.Find(next); all.AddRange(r.Items); next = r.NextCursor; } while (next != null && all.Count < 500);",
            Dropped = "Use([|c.Write(all)|].Count);",
            Resent = "var left = all; for (var i = 0; i < 5 && left.Count > 0; i++) left = c.Write(left).UnprocessedEntries;",
        },
        ["continuing method"] = new(
            """
            public class Reply { public List<string> Items { get; } public string Cursor { get; } }
            public class Written { public int Count { get; } public List<string> UnprocessedEntries { get; } }
            public class Client
            {
                public Reply ListFolder(string path) => null;
                public Reply ListFolderContinue(string cursor) => null;
                public Written WriteFolder(List<string> entries) => null;
            }
            """)
        {
            // No echo: the method that goes on takes the one cursor that the response has.
            First = "Use([|c.ListFolder(\"\")|].Items);",
            Right = "var r = c.ListFolder(\"\"); Use(r.Items); while (r.Cursor != null) { r = c.ListFolderContinue(r.Cursor); Use(r.Items); }",
            Stuck = "Reply r; do { r = [|c.ListFolder(\"\")|]; Use(r.Items); } while (r.Cursor != null);",
            OtherObject = "var first = c.ListFolder(\"\"); var r = first; while (r.Cursor != null) { r = [|c.ListFolderContinue(first.Cursor)|]; Use(r.Items); }",
            EmptyPage = "var r = c.ListFolder(\"\"); while (true) { Use(r.Items); r = [|c.ListFolderContinue(r.Cursor)|]; if (r.Items.Count == 0) break; }",
            All = "var r = c.ListFolder(\"\"); while (r.Cursor != null) { r = c.ListFolderContinue(r.Cursor); [|all.AddRange(r.Items)|]; }",
            Limited = "var r = c.ListFolder(\"\"); while (r.Cursor != null && all.Count < 500) { r = c.ListFolderContinue(r.Cursor); all.AddRange(r.Items); }",
            Dropped = "[|c.WriteFolder(all)|];",
            Resent = "var left = all; for (var i = 0; i < 5 && left.Count > 0; i++) left = c.WriteFolder(left).UnprocessedEntries;",
        },
        ["token one level down"] = new(
            """
            public class Meta { public string ContinueProperty { get; } public List<string> UnprocessedEntries { get; } }
            public class Reply { public List<string> Items { get; } public Meta Metadata { get; } }
            public class Written { public int Count { get; } public Meta Metadata { get; } }
            public class Client { public Reply ListPods(string continueParameter = null) => null; public Written PutPods(List<string> entries) => null; }
            """)
        {
            // No echo: what the request says is not repeated there.
            First = "Use([|c.ListPods()|].Items);",
            Right = "string next = null; do { var r = c.ListPods(next); Use(r.Items); next = r.Metadata.ContinueProperty; } while (next != null);",
            Stuck = "Reply r; do { r = [|c.ListPods()|]; Use(r.Items); } while (r.Metadata.ContinueProperty != null);",
            OtherObject = "var first = c.ListPods(); Reply r; do { r = [|c.ListPods(first.Metadata.ContinueProperty)|]; Use(r.Items); } while (r.Metadata.ContinueProperty != null);",
            EmptyPage = "string next = null; while (true) { var r = [|c.ListPods(next)|]; if (r.Items.Count == 0) break; Use(r.Items); next = r.Metadata.ContinueProperty; }",
            All = "string next = null; do { var r = c.ListPods(next); [|all.AddRange(r.Items)|]; next = r.Metadata.ContinueProperty; } while (next != null);",
            Limited = "string next = null; do { var r = c.ListPods(next); all.AddRange(r.Items); next = r.Metadata.ContinueProperty; } while (next != null && all.Count < 500);",
            Dropped = "Use([|c.PutPods(all)|].Count);",
            Resent = "var left = all; for (var i = 0; i < 5 && left.Count > 0; i++) left = c.PutPods(left).Metadata.UnprocessedEntries;",
        },
        ["flag and last id"] = new(
            """
            public class ListOptions { public string StartingAfter { get; set; } }
            public class Reply { public List<string> Data { get; } public bool HasMore { get; } public string StartingAfter { get; } }
            public class PutOptions { public List<string> Entries { get; set; } }
            public class Written { public int Count { get; } public int FailedEntryCount { get; } }
            public class Client { public Reply List(ListOptions options) => null; public Written PutAll(PutOptions options) => null; }
            """)
        {
            // An empty page is an end: behind the last item there is nothing.
            First = "Use([|c.List(new ListOptions())|].Data);",
            Right = "var q = new ListOptions(); Reply r; do { r = c.List(q); Use(r.Data); q.StartingAfter = r.Data.Last(); } while (r.HasMore);",
            Stuck = "var q = new ListOptions(); Reply r; do { r = [|c.List(q)|]; Use(r.Data); } while (r.HasMore);",
            OtherObject = "var q = new ListOptions(); var o = new ListOptions(); Reply r; do { r = [|c.List(q)|]; Use(r.Data); o.StartingAfter = r.Data.Last(); } while (r.HasMore);",
            Echo = "var q = new ListOptions(); Reply r; do { r = [|c.List(q)|]; Use(r.Data); q.StartingAfter = r.StartingAfter; } while (r.HasMore);",
            All = "var q = new ListOptions(); Reply r; do { r = c.List(q); [|all.AddRange(r.Data)|]; q.StartingAfter = r.Data.Last(); } while (r.HasMore);",
            Limited = "var q = new ListOptions(); Reply r; do { r = c.List(q); all.AddRange(r.Data); q.StartingAfter = r.Data.Last(); } while (r.HasMore && all.Count < 500);",
            Dropped = "[|c.PutAll(new PutOptions { Entries = all })|];",
            Resent = "var r = c.PutAll(new PutOptions { Entries = all }); if (r.FailedEntryCount > 0) throw new InvalidOperationException();",
        },
        ["number of a page"] = new(
            """
            public class Reply { public List<string> Items { get; } public int Page { get; } public bool HasNextPage { get; } }
            public class Written { public int Count { get; } public string[] UnprocessedItems { get; } }
            public class Client { public Reply Find(int page = 1) => null; public Written Write(string[] items) => null; }
            """)
        {
            // An empty page is an end: the number of the last one is behind it.
            First = "Use([|c.Find()|].Items);",
            Right = "var n = 1; Reply r; do { r = c.Find(n); Use(r.Items); n++; } while (r.HasNextPage);",
            Stuck = "Reply r; do { r = [|c.Find(1)|]; Use(r.Items); } while (r.HasNextPage);",
            OtherObject = "var n = 1; var m = 1; Reply r; do { r = [|c.Find(n)|]; Use(r.Items); m++; } while (r.HasNextPage);",
            Echo = "var n = 1; Reply r; do { r = [|c.Find(n)|]; Use(r.Items); n = r.Page; } while (r.HasNextPage);",
            All = "var n = 1; Reply r; do { r = c.Find(n); [|all.AddRange(r.Items)|]; n++; } while (r.HasNextPage);",
            Limited = "var n = 1; Reply r; do { r = c.Find(n); all.AddRange(r.Items); n++; } while (r.HasNextPage && n < 50);",
            Dropped = "Use([|c.Write(all.ToArray())|].Count);",
            Resent = "var left = all.ToArray(); for (var i = 0; i < 5 && left.Length > 0; i++) left = c.Write(left).UnprocessedItems;",
        },
        ["tuple"] = new(
            """
            public class Client
            {
                public (List<string> Items, string Cursor, string NextCursor) Find(string cursor = null) => default;
                public (int Count, List<string> UnprocessedItems) Write(List<string> items) => default;
            }
            """)
        {
            First = "var (items, _, _) = [|c.Find()|]; Use(items);",
            Right = "string next = null; do { var r = c.Find(next); Use(r.Items); next = r.NextCursor; } while (next != null);",
            Stuck = "string next; do { var r = [|c.Find()|]; Use(r.Items); next = r.NextCursor; } while (next != null);",
            OtherObject = "var (_, _, first) = c.Find(); string next; do { var r = [|c.Find(first)|]; Use(r.Items); next = r.NextCursor; } while (next != null);",
            Echo = "string next = null; do { var r = [|c.Find(next)|]; Use(r.Items); next = r.Cursor; } while (next != null);",
            EmptyPage = "string next = null; while (true) { var r = [|c.Find(next)|]; if (r.Items.Count == 0) break; Use(r.Items); next = r.NextCursor; }",
            All = "string next = null; do { var r = c.Find(next); [|all.AddRange(r.Items)|]; next = r.NextCursor; } while (next != null);",
            Limited = "string next = null; do { var r = c.Find(next); all.AddRange(r.Items); next = r.NextCursor; } while (next != null && all.Count < 500);",
            Dropped = "Use([|c.Write(all)|].Count);",
            Resent = "var left = all; for (var i = 0; i < 5 && left.Count > 0; i++) left = c.Write(left).UnprocessedItems;",
        },
        ["out argument"] = new(
            """
            public class Client
            {
                public IList<string> Find(string marker, out string nextMarker) => (nextMarker = null) is null ? null : null;
                public int Write(List<string> items, out List<string> unprocessedItems) => (unprocessedItems = null) is null ? 0 : 0;
            }
            """)
        {
            // No echo: there is one token.
            First = "Use([|c.Find(null, out _)|]);",
            Right = "string next = null; do { Use(c.Find(next, out next)); } while (next != null);",
            Stuck = "string next; do { Use([|c.Find(null, out next)|]); } while (next != null);",
            OtherObject = "c.Find(null, out var first); string next; do { Use([|c.Find(first, out next)|]); } while (next != null);",
            EmptyPage = "string next = null; while (true) { var items = [|c.Find(next, out next)|]; if (items.Count == 0) break; Use(items); }",
            All = "string next = null; do { var items = c.Find(next, out next); [|all.AddRange(items)|]; } while (next != null);",
            Limited = "string next = null; do { var items = c.Find(next, out next); all.AddRange(items); } while (next != null && all.Count < 500);",
            Dropped = "Use([|c.Write(all, out _)|]);",
            Resent = "var left = all; for (var i = 0; i < 5 && left.Count > 0; i++) c.Write(left, out left);",
        },
        ["link"] = new(
            """
            public class Reply { public List<string> Value { get; } public string OdataNextLink { get; } }
            public class Builder { public Builder WithUrl(string url) => null; public Reply Get() => null; public Written Post(List<string> items) => null; }
            public class Written { public int Count { get; } public List<string> UnprocessedItems { get; } }
            public class Client { public Builder Users { get; } }
            """)
        {
            // No echo: a link is not repeated.
            First = "Use([|c.Users.Get()|].Value);",
            Right = "var r = c.Users.Get(); Use(r.Value); while (r.OdataNextLink != null) { r = c.Users.WithUrl(r.OdataNextLink).Get(); Use(r.Value); }",
            Stuck = "Reply r; do { r = [|c.Users.Get()|]; Use(r.Value); } while (r.OdataNextLink != null);",
            OtherObject = "var first = c.Users.Get(); var r = first; while (r.OdataNextLink != null) { r = [|c.Users.WithUrl(first.OdataNextLink).Get()|]; Use(r.Value); }",
            EmptyPage = "var r = c.Users.Get(); while (true) { Use(r.Value); r = [|c.Users.WithUrl(r.OdataNextLink).Get()|]; if (r.Value.Count == 0) break; }",
            All = "var r = c.Users.Get(); while (r.OdataNextLink != null) { r = c.Users.WithUrl(r.OdataNextLink).Get(); [|all.AddRange(r.Value)|]; }",
            Limited = "var r = c.Users.Get(); while (r.OdataNextLink != null && all.Count < 500) { r = c.Users.WithUrl(r.OdataNextLink).Get(); all.AddRange(r.Value); }",
            Dropped = "Use([|c.Users.Post(all)|].Count);",
            Resent = "var left = all; for (var i = 0; i < 5 && left.Count > 0; i++) left = c.Users.Post(left).UnprocessedItems;",
        },
    };

    public static TheoryData<string> Names { get; } = new(Forms.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public Task First_page_only(string form) => VerifyAsync<FirstPageOnlyAnalyzer>(Forms[form], Forms[form].First, Forms[form].Right);

    [Theory]
    [MemberData(nameof(Names))]
    public Task Token_is_never_handed_on(string form) => VerifyAsync<LoopDoesNotAdvanceAnalyzer>(Forms[form], Forms[form].Stuck, Forms[form].Right);

    [Theory]
    [MemberData(nameof(Names))]
    public Task Token_of_another_object(string form) =>
        VerifyAsync<LoopDoesNotAdvanceAnalyzer>(Forms[form], Forms[form].OtherObject, Forms[form].Right);

    [Theory]
    [MemberData(nameof(Names))]
    public Task Echo_or_end_at_an_empty_page(string form) =>
        VerifyAsync<LoopDoesNotAdvanceAnalyzer>(Forms[form], Forms[form].Echo, Forms[form].EmptyPage, Forms[form].Limited);

    [Theory]
    [MemberData(nameof(Names))]
    public Task All_pages_are_collected(string form) => VerifyAsync<PagesAreAccumulatedAnalyzer>(Forms[form], Forms[form].All, Forms[form].Limited);

    [Theory]
    [MemberData(nameof(Names))]
    public Task Remainder_is_dropped(string form) => VerifyAsync<RemainderIsIgnoredAnalyzer>(Forms[form], Forms[form].Dropped, Forms[form].Resent);

    private static Task VerifyAsync<TAnalyzer>(Form form, params string[] bodies)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var methods = bodies.Select((body, index) => $"public static void Run{index}(Client c, List<string> all) {{ {body} }}");
        var test = new CSharpAnalyzerVerifier<TAnalyzer>.Test();
        test.TestState.Sources.Add($$"""
            using System;
            using System.Collections.Generic;
            using System.Linq;

            {{form.Client}}

            public static class Program
            {
                private static void Use(object value) { }

                {{string.Join('\n', methods)}}
            }
            """);
        return test.RunAsync();
    }

    /// <summary>A client and what is done with it, right and wrong; empty where the form cannot have it.</summary>
    private sealed class Form([StringSyntax("C#-test")] string client)
    {
        public string Client { get; } = client;

        public string First { get; init; } = "";

        public string Right { get; init; } = "";

        public string Stuck { get; init; } = "";

        public string OtherObject { get; init; } = "";

        public string Echo { get; init; } = "";

        public string EmptyPage { get; init; } = "";

        public string All { get; init; } = "";

        public string Limited { get; init; } = "";

        public string Dropped { get; init; } = "";

        public string Resent { get; init; } = "";
    }
}
