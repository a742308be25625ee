using System.Diagnostics.CodeAnalysis;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Tests.Queries;

/// <summary>What the tests of the rules about pages have in common: the real clients, usings, and somebody to give things to.</summary>
internal static class PagingVerifier<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    /// <summary>Expects the diagnostics in markup and these, and no others.</summary>
    public static Task VerifyAsync([StringSyntax("C#-test")] string source, params DiagnosticResult[] expected)
    {
        var test = TestOf(source);
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }

    /// <summary>The same, for the body of a method that has clients, a token, a limit and a request at hand.</summary>
    public static Task VerifyBodyAsync([StringSyntax("C#-test")] string body) => VerifyAsync(PagingSources.Method(body));

    /// <summary>A test of one source, for settings of its own.</summary>
    public static CSharpAnalyzerVerifier<TAnalyzer>.Test TestOf(string source)
    {
        var test = new CSharpAnalyzerVerifier<TAnalyzer>.Test { References = QueryReferences.All };
        test.TestState.Sources.Add(source);
        test.TestState.Sources.Add(("/0/Common.cs", PagingSources.Common));
        return test;
    }
}

/// <summary>Sources that the tests of the rules about pages share.</summary>
internal static class PagingSources
{
    /// <summary>Usings, stubs of the clients that cannot be restored everywhere, and somebody to give things to.</summary>
    public const string Common = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Amazon.DynamoDBv2;
        global using Amazon.DynamoDBv2.DataModel;
        global using Amazon.DynamoDBv2.DocumentModel;
        global using Amazon.DynamoDBv2.Model;
        global using Amazon.S3;
        global using Amazon.S3.Model;
        global using Azure;
        global using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

        public static class Somebody
        {
            public static void Use(object value) { }

            public static Task UseAsync(object value) => Task.CompletedTask;
        }
        """ + ClientStubs.Sources;

    /// <summary>A program whose method has the body.</summary>
    public static string Method(string body) => $$"""
        public class Shop
        {
            private readonly List<Item> _kept = new();

            private string _token;

            private static void Use(object value) { }

            private static Task UseAsync(object value) => Task.CompletedTask;

            public static async Task<object> RunAsync(
                IAmazonDynamoDB dynamo, IAmazonS3 s3, IDynamoDBContext context, Microsoft.Azure.Cosmos.Container cosmos, AsyncPageable<string> names,
                Microsoft.Azure.Storage.Blob.CloudBlobContainer blobs, Shop shop, string token, Item key, int limit, ScanRequest given, CancellationToken cancellationToken)
            {
                {{body.Replace("\n", "\n        ")}}
                return null;
            }
        }
        """;
}
