using GrowthGuard.Analyzers.Rules.Queries;
using GrowthGuard.TestHarness;

namespace GrowthGuard.Analyzers.Tests.Queries;

/// <summary>What no shape shows of a client, because its words are its own, one line of a facts file says.</summary>
public sealed class FactsAboutPagesTests
{
    private const string Client = """
        namespace Depot
        {
            public class Parcel { public string Code { get; set; } }
            public class Envelope { public string Onward { get; set; } }
            public class NestedReply { public List<Parcel> Parcels { get; set; } public Envelope Envelope { get; set; } }
            public class NestedQuery { public string From { get; set; } }
            public class LabelList { public List<string> Labels { get; set; } public string Onward { get; set; } }
            public class LabelRequest { public string From { get; set; } public LabelList Fetch() => null; }
            public class RouteReply { public List<string> Routes { get; set; } public bool GoesOn { get; set; } }
            public class RouteQuery { public int Chapter { get; set; } }
            public class StampReply { public List<string> Stamps { get; set; } public string NextToken { get; set; } }

            public class Client
            {
                public Task<NestedReply> FindAsync(NestedQuery query) => null;
                public LabelRequest Labels() => null;
                public Task<LabelList> ReadLabelsAsync(string site, string from = null) => null;
                public Task<LabelList> ScanAsync(string site) => null;
                public Task<LabelList> ScanOnwardAsync(string onward) => null;
                public RouteReply Routes(RouteQuery query) => null;
                public StampReply AllStamps(string nextToken = null) => null;
            }
        }
        """;

    [Theory]
    [InlineData("return (await {0}client.FindAsync(new NestedQuery()){1}).Parcels.Count;", "page-token Envelope.Onward feeds From")]
    [InlineData(
        "return (await {0}client.FindAsync(new NestedQuery()){1}).Parcels.Count;",
        "page-token Onward feeds From\npage-holder Envelope")]
    [InlineData("return {0}client.Labels().Fetch(){1}.Labels.Count;", "page-token Onward feeds From")]
    [InlineData("var labels = await {0}client.ReadLabelsAsync(\"a\"){1}; return labels.Labels.Count;", "page-token Onward feeds From")]
    [InlineData(
        "var labels = await {0}client.ScanAsync(\"a\"){1}; return labels.Labels.Count;",
        "page-token Onward feeds Onward\npage-continue *Onward")]
    [InlineData("return {0}client.Routes(new RouteQuery()){1}.Routes.Count;", "page-flag GoesOn feeds Chapter")]
    public async Task A_line_makes_it_a_page(string body, string facts)
    {
        await VerifyAsync(body, facts, isReported: true);

        // Without the line the words mean nothing.
        await VerifyAsync(body, "", isReported: false);
    }

    [Theory]
    [InlineData(
        "return (await {0}client.FindAsync(new NestedQuery { From = given }){1}).Envelope;",
        "page-token Envelope.Onward feeds From")]
    [InlineData(
        "var labels = await {0}client.ScanAsync(\"a\"){1}; while (labels.Onward != null) labels = await client.ScanOnwardAsync(labels.Onward); return null;",
        "page-token Onward feeds Onward\npage-continue *Onward")]
    [InlineData("return (await {0}client.FindAsync(new NestedQuery()){1}).Parcels.Count;", "page-token Envelope.Onward feeds Elsewhere")]
    [InlineData("return {0}client.Routes(new RouteQuery()){1}.Routes.Count;", "page-flag GoesOn feeds Code")]
    public Task A_line_that_does_not_fit_the_shape_makes_none(string body, string facts) => VerifyAsync(body, facts, isReported: false);

    [Fact]
    public async Task A_whole_result_is_no_page_whatever_it_looks_like()
    {
        await VerifyAsync("return {0}client.AllStamps(){1}.Stamps.Count;", "", isReported: true);
        await VerifyAsync("return {0}client.AllStamps(){1}.Stamps.Count;", "whole-result Depot.Client adds AllStamps", isReported: false);
    }

    private static Task VerifyAsync(string body, string facts, bool isReported)
    {
        var test = new CSharpAnalyzerVerifier<FirstPageOnlyAnalyzer>.Test { References = ReferenceSets.Net };
        test.TestState.Sources.Add($$"""
            using System;
            using System.Collections.Generic;
            using System.Linq;
            using System.Threading.Tasks;
            using Depot;

            public class Program
            {
                public static async Task<object> RunAsync(Client client, string given)
                {
                    await Task.Yield();
                    {{body.Replace("{0}", isReported ? "[|" : "", StringComparison.Ordinal).Replace("{1}", isReported ? "|]" : "", StringComparison.Ordinal)}}
                }
            }

            {{Client}}
            """);
        test.TestState.AdditionalFiles.Add(("/0/GrowthGuard.facts.txt", facts));
        return test.RunAsync();
    }
}
