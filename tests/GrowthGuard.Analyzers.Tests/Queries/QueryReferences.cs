using GrowthGuard.TestHarness;

namespace GrowthGuard.Analyzers.Tests.Queries;

/// <summary>The clients that the tests of paged queries compile against: the real assemblies.</summary>
internal static class QueryReferences
{
    /// <summary>.NET, DynamoDB, S3 and Azure.Core.</summary>
    public static ReferenceSet All { get; } = ReferenceSets.Net.With(
        typeof(Amazon.Runtime.AmazonWebServiceRequest).Assembly.Location,
        typeof(Amazon.DynamoDBv2.IAmazonDynamoDB).Assembly.Location,
        typeof(Amazon.S3.IAmazonS3).Assembly.Location,
        typeof(Azure.Pageable<>).Assembly.Location);
}
