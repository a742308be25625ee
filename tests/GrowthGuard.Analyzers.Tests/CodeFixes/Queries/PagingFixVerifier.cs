using System.Diagnostics.CodeAnalysis;
using GrowthGuard.Analyzers.Tests.Queries;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Tests.CodeFixes.Queries;

/// <summary>Tests of fixes for paged calls: what they write compiles against the real clients.</summary>
internal static class PagingFixVerifier<TAnalyzer, TFix>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFix : CodeFixProvider, new()
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Amazon.DynamoDBv2;
        global using Amazon.DynamoDBv2.Model;
        global using Amazon.S3;
        global using Amazon.S3.Model;
        """;

    /// <summary>Expects the fixed source; the same source means that no fix is offered.</summary>
    public static Task VerifyAsync([StringSyntax("C#-test")] string source, [StringSyntax("C#-test")] string fixedSource)
    {
        var test = new CSharpCodeFixVerifier<TAnalyzer, TFix>.Test { References = QueryReferences.All };
        test.TestState.Sources.Add(source);
        test.TestState.Sources.Add(("/0/Usings.cs", Usings));
        test.FixedState.Sources.Add(fixedSource);
        test.FixedState.Sources.Add(("/0/Usings.cs", Usings));
        return test.RunAsync();
    }

    /// <summary>The same, for the body of a method.</summary>
    public static Task VerifyBodyAsync(string body, string fixedBody) => VerifyAsync(Method(body), Method(fixedBody));

    private static string Method(string body) => $$"""
        public class Shop
        {
            private static void Use(object value) { }

            public static async Task<object> RunAsync(IAmazonDynamoDB dynamo, IAmazonS3 s3, string name, Dictionary<string, List<WriteRequest>> writes, BatchWriteItemRequest given, CancellationToken cancellationToken)
            {
                {{body.Replace("\n", "\n        ").Replace("\n        \n", "\n\n")}}
            }

            private static QueryRequest ByName(string name) => new() { TableName = name };
        }
        """;
}
