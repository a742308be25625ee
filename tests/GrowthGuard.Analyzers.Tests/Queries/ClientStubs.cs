namespace GrowthGuard.Analyzers.Tests.Queries;

/// <summary>Just the members of clients that the tests use, with the names and signatures that the real ones have.</summary>
internal static class ClientStubs
{
    /// <summary>The stubs of Azure Cosmos, of the older Azure Storage, and of other services of AWS, as C#.</summary>
    public const string Sources = """

        namespace Microsoft.Azure.Cosmos
        {
            using System.Linq;

            public abstract class Container
            {
                public abstract FeedIterator<T> GetItemQueryIterator<T>(string queryText = null, string continuationToken = null, QueryRequestOptions requestOptions = null);

                public abstract FeedIterator<T> GetItemQueryIterator<T>(QueryDefinition queryDefinition, string continuationToken = null, QueryRequestOptions requestOptions = null);

                public abstract FeedIterator<T> GetChangeFeedIterator<T>(ChangeFeedStartFrom changeFeedStartFrom, ChangeFeedMode changeFeedMode, ChangeFeedRequestOptions changeFeedRequestOptions = null);

                public abstract IOrderedQueryable<T> GetItemLinqQueryable<T>(bool allowSynchronousQueryExecution = false, string continuationToken = null, QueryRequestOptions requestOptions = null, CosmosLinqSerializerOptions linqSerializerOptions = null);
            }

            public abstract class ChangeFeedStartFrom
            {
                public static ChangeFeedStartFrom Beginning() => null;
            }

            public abstract class ChangeFeedMode
            {
                public static ChangeFeedMode Incremental => null;
            }

            public sealed class ChangeFeedRequestOptions
            {
            }

            public class QueryRequestOptions
            {
                public int? MaxItemCount { get; set; }

                public PartitionKey? PartitionKey { get; set; }
            }

            public readonly struct PartitionKey
            {
                public PartitionKey(string partitionKeyValue)
                {
                }
            }

            public sealed class CosmosLinqSerializerOptions
            {
            }

            public class QueryDefinition
            {
                public QueryDefinition(string query)
                {
                }

                public QueryDefinition WithParameter(string name, object value) => this;
            }

            public abstract class FeedIterator<T> : System.IDisposable
            {
                public abstract bool HasMoreResults { get; }

                public abstract Task<FeedResponse<T>> ReadNextAsync(CancellationToken cancellationToken = default);

                public void Dispose()
                {
                }
            }

            public abstract class FeedResponse<T> : IEnumerable<T>
            {
                public abstract string ContinuationToken { get; }

                public abstract int Count { get; }

                public abstract double RequestCharge { get; }

                public abstract System.Net.HttpStatusCode StatusCode { get; }

                public abstract IEnumerable<T> Resource { get; }

                public abstract IEnumerator<T> GetEnumerator();

                System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
            }
        }

        namespace Microsoft.Azure.Cosmos.Linq
        {
            public static class CosmosLinqExtensions
            {
                public static FeedIterator<T> ToFeedIterator<T>(this System.Linq.IQueryable<T> query) => null;
            }
        }

        namespace Microsoft.Azure.Storage.Blob
        {
            public class BlobContinuationToken
            {
            }

            public class BlobResultSegment
            {
                public IEnumerable<string> Results { get; }

                public BlobContinuationToken ContinuationToken { get; }
            }

            public class CloudBlobContainer
            {
                public virtual Task<BlobResultSegment> ListBlobsSegmentedAsync(string prefix, BlobContinuationToken currentToken) => null;
            }
        }

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

        namespace Microsoft.Azure.Cosmos.Table
        {
            public class TableContinuationToken
            {
            }

            public class TableQuerySegment<T> : IEnumerable<T>
            {
                public List<T> Results { get; }

                public TableContinuationToken ContinuationToken { get; }

                public IEnumerator<T> GetEnumerator() => null;

                System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => null;
            }

            public class TableQuery<T>
            {
            }

            public class CloudTable
            {
                public virtual Task<TableQuerySegment<string>> ExecuteQuerySegmentedAsync(TableQuery<string> query, TableContinuationToken token) => null;
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

        namespace Amazon.SimpleSystemsManagement.Model
        {
            public class ListDocumentsRequest : Amazon.Runtime.AmazonWebServiceRequest
            {
                public int? MaxResults { get; set; }

                public string NextToken { get; set; }
            }

            public class ListDocumentsResponse : Amazon.Runtime.AmazonWebServiceResponse
            {
                public List<string> DocumentIdentifiers { get; set; }

                public string NextToken { get; set; }
            }
        }

        namespace Amazon.SimpleSystemsManagement
        {
            public interface IAmazonSimpleSystemsManagement
            {
                Task<Model.ListDocumentsResponse> ListDocumentsAsync(CancellationToken cancellationToken = default);

                Task<Model.ListDocumentsResponse> ListDocumentsAsync(Model.ListDocumentsRequest request, CancellationToken cancellationToken = default);
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

        namespace Amazon.EC2
        {
            public class AmazonEC2Request : Amazon.Runtime.AmazonWebServiceRequest
            {
            }

            public interface IAmazonEC2
            {
                Task<Model.DescribeInstancesResponse> DescribeInstancesAsync(Model.DescribeInstancesRequest request, CancellationToken cancellationToken = default);
            }
        }

        namespace Amazon.EC2.Model
        {
            public class DescribeInstancesRequest : AmazonEC2Request
            {
                public int? MaxResults { get; set; }

                public string NextToken { get; set; }
            }

            public class DescribeInstancesResponse : Amazon.Runtime.AmazonWebServiceResponse
            {
                public List<string> Reservations { get; set; }

                public string NextToken { get; set; }
            }
        }

        namespace Amazon.SQS.Model
        {
            public class SendMessageBatchRequest : Amazon.Runtime.AmazonWebServiceRequest
            {
                public List<string> Entries { get; set; }
            }

            public class SendMessageBatchResponse : Amazon.Runtime.AmazonWebServiceResponse
            {
                public List<string> Successful { get; set; }

                public List<string> Failed { get; set; }
            }
        }

        namespace Amazon.SQS
        {
            public interface IAmazonSQS
            {
                Task<Model.SendMessageBatchResponse> SendMessageBatchAsync(Model.SendMessageBatchRequest request, CancellationToken cancellationToken = default);
            }
        }
        """;
}
