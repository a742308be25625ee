namespace GrowthGuard.Analyzers.Tests.Queries;

/// <summary>
/// Just the members that the tests use of clients whose packages cannot be restored everywhere, with the names and signatures that
/// they have.
/// </summary>
internal static class ClientStubs
{
    /// <summary>The stubs, as C#.</summary>
    public const string Sources = """

        namespace Microsoft.Azure.Documents.Client
        {
            public sealed class FeedOptions
            {
                public string RequestContinuation { get; set; }

                public int? MaxItemCount { get; set; }
            }

            public abstract class ResourceFeedResponse<T> : IEnumerable<T>
            {
                public string ResponseContinuation { get; }

                public abstract IEnumerator<T> GetEnumerator();

                System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
            }

            public class DocumentClient
            {
                public Task<ResourceFeedResponse<string>> ReadDocumentFeedAsync(string documentsLink, FeedOptions options = null) => null;
            }
        }

        namespace Amazon.CloudWatchLogs.Model
        {
            public class DescribeLogGroupsRequest : Amazon.Runtime.AmazonWebServiceRequest
            {
                public int? Limit { get; set; }

                public string NextToken { get; set; }
            }

            public class DescribeLogGroupsResponse : Amazon.Runtime.AmazonWebServiceResponse
            {
                public List<string> LogGroups { get; set; }

                public string NextToken { get; set; }
            }

            public class GetLogEventsRequest : Amazon.Runtime.AmazonWebServiceRequest
            {
                public string LogStreamName { get; set; }

                public string NextToken { get; set; }
            }

            public class GetLogEventsResponse : Amazon.Runtime.AmazonWebServiceResponse
            {
                public List<string> Events { get; set; }

                public string NextForwardToken { get; set; }

                public string NextBackwardToken { get; set; }
            }
        }

        namespace Amazon.CloudWatchLogs
        {
            public interface IAmazonCloudWatchLogs
            {
                Task<Model.DescribeLogGroupsResponse> DescribeLogGroupsAsync(Model.DescribeLogGroupsRequest request, CancellationToken cancellationToken = default);

                Task<Model.GetLogEventsResponse> GetLogEventsAsync(Model.GetLogEventsRequest request, CancellationToken cancellationToken = default);
            }
        }

        namespace Amazon.ResourceGroupsTaggingAPI.Model
        {
            public class GetResourcesRequest : Amazon.Runtime.AmazonWebServiceRequest
            {
                public string PaginationToken { get; set; }
            }

            public class GetResourcesResponse : Amazon.Runtime.AmazonWebServiceResponse
            {
                public List<string> ResourceTagMappingList { get; set; }

                public string PaginationToken { get; set; }
            }
        }

        namespace Amazon.ResourceGroupsTaggingAPI
        {
            public interface IAmazonResourceGroupsTaggingAPI
            {
                Task<Model.GetResourcesResponse> GetResourcesAsync(Model.GetResourcesRequest request, CancellationToken cancellationToken = default);
            }
        }

        namespace Amazon.CloudFormation.Model
        {
            public class DescribeStacksRequest : Amazon.Runtime.AmazonWebServiceRequest
            {
                public string StackName { get; set; }

                public string NextToken { get; set; }
            }

            public class DescribeStacksResponse : Amazon.Runtime.AmazonWebServiceResponse
            {
                public List<string> Stacks { get; set; }

                public string NextToken { get; set; }
            }
        }

        namespace Amazon.CloudFormation
        {
            public interface IAmazonCloudFormation
            {
                Task<Model.DescribeStacksResponse> DescribeStacksAsync(Model.DescribeStacksRequest request, CancellationToken cancellationToken = default);
            }
        }
        """;
}
