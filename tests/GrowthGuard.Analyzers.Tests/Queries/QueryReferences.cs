using GrowthGuard.Sdks;
using GrowthGuard.TestHarness;

namespace GrowthGuard.Analyzers.Tests.Queries;

/// <summary>The clients that the tests of paged queries compile against: the real assemblies.</summary>
internal static class QueryReferences
{
    /// <summary>.NET, services of AWS, Azure.Core, and Cosmos and Azure Storage before it.</summary>
    public static ReferenceSet All { get; } = ReferenceSets.Net.With(SdkAssemblies.Named(
        "AWSSDK.Core",
        "AWSSDK.DynamoDBv2",
        "AWSSDK.EC2",
        "AWSSDK.S3",
        "AWSSDK.SimpleSystemsManagement",
        "AWSSDK.SQS",
        "Azure.Core",
        "Microsoft.Azure.Cosmos.Client",
        "Microsoft.Azure.Cosmos.Table",
        "Microsoft.Azure.Storage.Blob",
        "Microsoft.Azure.Storage.Common"));
}
