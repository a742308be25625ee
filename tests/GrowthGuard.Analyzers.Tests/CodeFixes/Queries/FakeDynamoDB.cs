using System.Net;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace GrowthGuard.Analyzers.Tests.CodeFixes.Queries;

/// <summary>Answers <c>Query</c> with three pages of two items each, on a port of this machine.</summary>
internal sealed class FakeDynamoDB : IDisposable
{
    private const int Pages = 3;

    private readonly HttpListener _listener = new();
    private readonly Task _answering;

    public FakeDynamoDB()
    {
        Address = Listen(_listener);
        _answering = AnswerAsync();
    }

    /// <summary>How many queries have been answered.</summary>
    public int Queries { get; private set; }

    private string Address { get; }

    /// <summary>A client of this service.</summary>
    public AmazonDynamoDBClient CreateClient() =>
        new(
            new BasicAWSCredentials("key", "secret"),
            new AmazonDynamoDBConfig { ServiceURL = Address, AuthenticationRegion = "eu-west-1", MaxErrorRetry = 0 });

    public void Dispose()
    {
        _listener.Stop();
        _answering.Wait();
        _listener.Close();
    }

    // Another process may take a port between its choice and its use.
    private static string Listen(HttpListener listener)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var chosen = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            chosen.Start();
            var address = $"http://127.0.0.1:{((IPEndPoint)chosen.LocalEndpoint).Port}/";
            chosen.Stop();
            listener.Prefixes.Add(address);
            try
            {
                listener.Start();
                return address;
            }
            catch (HttpListenerException) when (attempt < 10)
            {
                listener.Prefixes.Clear();
            }
        }
    }

    private async Task AnswerAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            using var request = await JsonDocument.ParseAsync(context.Request.InputStream);
            var page = request.RootElement.TryGetProperty("ExclusiveStartKey", out var key)
                ? int.Parse(key.GetProperty("id").GetProperty("S").GetString()!) + 1
                : 1;
            Queries++;
            var last = page < Pages ? $$$""","LastEvaluatedKey":{"id":{"S":"{{{page}}}"}}""" : "";
            var answer =
                Encoding.UTF8.GetBytes(
                    $$$"""{"Items":[{"id":{"S":"{{{page}}}a"}},{"id":{"S":"{{{page}}}b"}}],"Count":2,"ScannedCount":2{{{last}}}}""");
            context.Response.ContentType = "application/x-amz-json-1.0";
            context.Response.ContentLength64 = answer.Length;
            await context.Response.OutputStream.WriteAsync(answer);
            context.Response.Close();
        }
    }
}
