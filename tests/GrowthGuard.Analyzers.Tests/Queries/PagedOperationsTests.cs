using GrowthGuard.Analyzers.Analysis.Paging;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GrowthGuard.Analyzers.Tests.Queries;

/// <summary>Which operations of the real clients are paged, and by which tokens.</summary>
public sealed class PagedOperationsTests
{
    private static readonly CSharpCompilation Clients = CSharpCompilation.Create("Clients", references: QueryReferences.All.References);

    private static readonly string[] OfDynamoDB =
    [
        "BatchGetItem: UnprocessedKeys > RequestItems",
        "BatchWriteItem: UnprocessedItems > RequestItems",
        "ExecuteStatement: NextToken > NextToken; Limit",
        "ListBackups: LastEvaluatedBackupArn > ExclusiveStartBackupArn; Limit",
        "ListBulkOperations: NextToken > NextToken; MaxResults",
        "ListContributorInsights: NextToken > NextToken; MaxResults",
        "ListExports: NextToken > NextToken; MaxResults",
        "ListGlobalTables: LastEvaluatedGlobalTableName > ExclusiveStartGlobalTableName; Limit",
        "ListImports: NextToken > NextToken; PageSize",
        "ListTables: LastEvaluatedTableName > ExclusiveStartTableName; Limit",
        "ListTagsOfResource: NextToken > NextToken",
        "Query: LastEvaluatedKey > ExclusiveStartKey; Limit",
        "Scan: LastEvaluatedKey > ExclusiveStartKey; Limit",
    ];

    private static readonly string[] OfS3 =
    [
        "GetObjectAttributes: ObjectParts.NextPartNumberMarker > PartNumberMarker; MaxParts",
        "ListBucketAnalyticsConfigurations: NextContinuationToken > ContinuationToken; IsTruncated; echoes ContinuationToken",
        "ListBucketIntelligentTieringConfigurations: NextContinuationToken > ContinuationToken; IsTruncated; echoes ContinuationToken",
        "ListBucketInventoryConfigurations: NextToken > ContinuationToken; IsTruncated",
        "ListBucketMetricsConfigurations: NextToken > ContinuationToken; IsTruncated",
        "ListBuckets: ContinuationToken > ContinuationToken; MaxBuckets",
        "ListDirectoryBuckets: ContinuationToken > ContinuationToken; MaxDirectoryBuckets",
        "ListMultipartUploads: NextKeyMarker > KeyMarker, NextUploadIdMarker > UploadIdMarker; IsTruncated; MaxUploads; echoes KeyMarker UploadIdMarker",
        "ListObjectAnnotations: NextContinuationToken > ContinuationToken; MaxAnnotationResults; echoes ContinuationToken",
        "ListObjects: NextMarker > Marker; IsTruncated; MaxKeys; echoes Marker",
        "ListObjectsV2: NextContinuationToken > ContinuationToken; IsTruncated; MaxKeys; echoes ContinuationToken",
        "ListParts: NextPartNumberMarker > PartNumberMarker; IsTruncated; MaxParts; echoes PartNumberMarker",
        "ListVersions: NextKeyMarker > KeyMarker, NextVersionIdMarker > VersionIdMarker; IsTruncated; MaxKeys; echoes KeyMarker VersionIdMarker",
    ];

    [Fact]
    public void Of_DynamoDB() => Assert.Equal(OfDynamoDB, OperationsOf("Amazon.DynamoDBv2.IAmazonDynamoDB"));

    [Fact]
    public void Of_S3() => Assert.Equal(OfS3, OperationsOf("Amazon.S3.IAmazonS3"));

    private static IEnumerable<string> OperationsOf(string client)
    {
        var operations = new PagedOperations(Clients, new DeclarationIndex(Clients), FactTable.BuiltIn);
        var methods = Clients.GetTypeByMetadataName(client)!.GetMembers().OfType<IMethodSymbol>()
            .Where(method => method.MethodKind == MethodKind.Ordinary).ToList();

        // Every overload is recognised, and by its name before it is bound.
        foreach (var overloads in methods.GroupBy(method => method.Name))
        {
            Assert.Single(overloads.Select(method => Of(method) is null).Distinct());
            Assert.True(Of(overloads.First()) is null || operations.Names!.Contains(overloads.Key), overloads.Key);
        }

        Assert.False(operations.Names!.Contains("ToString"));
        return methods.Select(Of).OfType<PagedOperation>().Select(Describe).Distinct().Order(StringComparer.Ordinal);

        PagedOperation? Of(IMethodSymbol method) => operations.Of(method, method.ContainingType);
    }

    private static string Describe(PagedOperation operation)
    {
        var pairs = operation.Tokens.Select(token => $"{token.Path} > {token.Input}").Order(StringComparer.Ordinal)
            .Concat(operation.Remainder is { } remainder ? [$"{remainder.Output} > {remainder.Input}"] : []);
        var echoes = PageTokens.PropertiesOf(operation.Response)
            .Select(property => property.Name)
            .Where(operation.IsEcho)
            .Order(StringComparer.Ordinal).ToList();
        return $"{operation.Name}: {string.Join(", ", pairs)}" +
            string.Concat(new[] { operation.MoreFlag, operation.Limit }.OfType<string>().Select(property => "; " + property)) +
            (echoes.Count == 0 ? "" : "; echoes " + string.Join(" ", echoes));
    }
}
