using System.Net;
using System.Reflection;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using GrowthGuard.Testing;
using LeakyOrders;

namespace GrowthGuard.SamplesAtRunTime;

/// <summary>Calls the status handler, which makes a client of its own, with a database on the loopback address that answers nothing.</summary>
internal sealed class AskingForStatus : IMemoryScenario
{
    private static readonly byte[] Empty = "{}"u8.ToArray();

    private readonly StatusFunction _function = new();
    private readonly ILambdaContext _context = DispatchProxy.Create<ILambdaContext, Silent>();
    private readonly HttpListener _database = new();

    public ValueTask SetUpAsync()
    {
        var address = $"http://127.0.0.1:{FreePort()}/";
        _database.Prefixes.Add(address);
        _database.Start();
        _ = Task.Run(AnswerAsync);
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", address);
        Environment.SetEnvironmentVariable("AWS_REGION", "eu-west-1");
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "none");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "none");
        return ValueTask.CompletedTask;
    }

    public async ValueTask InvokeAsync(int invocation) => await _function.HandleAsync(
        new APIGatewayProxyRequest
        {
            PathParameters = new Dictionary<string, string> { ["customer"] = "7" },
            RequestContext = new() { Identity = new() { SourceIp = $"10.0.{invocation / 256}.{invocation % 256}" } },
        },
        _context);

    public ValueTask TearDownAsync()
    {
        _database.Close();
        return ValueTask.CompletedTask;
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task AnswerAsync()
    {
        while (_database.IsListening)
        {
            var call = await _database.GetContextAsync();
            call.Response.ContentType = "application/x-amz-json-1.0";
            call.Response.ContentLength64 = Empty.Length;
            await call.Response.OutputStream.WriteAsync(Empty);
            call.Response.Close();
        }
    }

    private class Silent : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.ReturnType is { IsInterface: true } type ? Create(type, typeof(Silent))
            : targetMethod.ReturnType.IsValueType && targetMethod.ReturnType != typeof(void) ? Activator.CreateInstance(targetMethod.ReturnType)
            : null;
    }
}
