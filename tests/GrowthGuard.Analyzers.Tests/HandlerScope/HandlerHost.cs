using GrowthGuard.TestHarness;

namespace GrowthGuard.Analyzers.Tests.HandlerScope;

/// <summary>
/// The surroundings of programs with handlers: ASP.NET Core, and stand-ins for the hosts whose packages are not referenced.
/// </summary>
internal static class HandlerHost
{
    private const string Usings = """
        global using System;
        global using System.Collections.Concurrent;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Text;
        global using System.Text.Json;
        global using System.Threading;
        global using System.Threading.Tasks;

        public sealed record Order(string Id, decimal Total);
        """;

    private const string WebUsings = """
        global using System.Security.Claims;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Mvc;
        global using Microsoft.AspNetCore.Mvc.Filters;
        global using Microsoft.AspNetCore.SignalR;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    private const string Hosts = """
        namespace Amazon.Lambda.Core
        {
            using System;

            public interface ILambdaLogger { void LogInformation(string text); }

            public interface ILambdaContext { string AwsRequestId { get; } string FunctionName { get; } TimeSpan RemainingTime { get; } ILambdaLogger Logger { get; } }

            public sealed class LambdaSerializerAttribute : Attribute { public LambdaSerializerAttribute(Type type) { } }
        }

        namespace Amazon.Lambda.Annotations
        {
            public sealed class LambdaFunctionAttribute : System.Attribute { }
        }

        namespace Amazon.Lambda.RuntimeSupport
        {
            using System;
            using System.Threading.Tasks;

            public sealed class LambdaBootstrapBuilder
            {
                public static LambdaBootstrapBuilder Create<T>(Func<T, Amazon.Lambda.Core.ILambdaContext, Task> handler) => new();
                public LambdaBootstrapBuilder Build() => this;
                public Task RunAsync() => Task.CompletedTask;
            }
        }

        namespace Amazon.Lambda.KafkaEvents
        {
            public class KafkaEvent { public string EventSource { get; set; } = ""; }
        }

        namespace Amazon.Lambda.SQSEvents
        {
            using System.Collections.Generic;

            public class SQSEvent
            {
                public List<SQSMessage> Records { get; set; } = new();

                public class SQSMessage { public string Body { get; set; } = ""; public string MessageId { get; set; } = ""; }
            }
        }

        namespace Amazon.Runtime
        {
            public abstract class AmazonServiceClient { public event System.EventHandler AfterResponseEvent; public void Raise() => AfterResponseEvent?.Invoke(this, System.EventArgs.Empty); }
        }

        namespace Amazon.S3
        {
            public class AmazonS3Client : Amazon.Runtime.AmazonServiceClient
            {
                public AmazonS3Client() { }
                public AmazonS3Client(string region) { }
                public System.Threading.Tasks.Task<string> GetAsync(string key) => System.Threading.Tasks.Task.FromResult(key);
            }
        }

        namespace Microsoft.Azure.Functions.Worker
        {
            public sealed class FunctionAttribute : System.Attribute { public FunctionAttribute(string name) { } }

            public abstract class FunctionContext { public abstract string InvocationId { get; } public abstract string FunctionId { get; } }
        }

        namespace Microsoft.Azure.Functions.Worker.Middleware
        {
            public interface IFunctionsWorkerMiddleware { System.Threading.Tasks.Task Invoke(FunctionContext context, System.Func<FunctionContext, System.Threading.Tasks.Task> next); }
        }

        namespace Microsoft.Azure.WebJobs.Host { public abstract class TraceWriter { } }

        namespace Microsoft.Azure.WebJobs
        {
            public sealed class FunctionNameAttribute : System.Attribute { public FunctionNameAttribute(string name) { } }
        }

        namespace Google.Cloud.Functions.Framework
        {
            public interface ITypedFunction<TRequest, TResponse> { System.Threading.Tasks.Task<TResponse> HandleAsync(TRequest request, System.Threading.CancellationToken token); }
        }

        namespace Grpc.Core
        {
            public abstract class ServerCallContext { public string Peer => ""; }
        }

        namespace MassTransit
        {
            public interface IConsumer { }

            public interface ConsumeContext { }

            public interface ConsumeContext<out T> : ConsumeContext { T Message { get; } }

            public interface IConsumer<in T> : IConsumer { System.Threading.Tasks.Task Consume(ConsumeContext<T> context); }
        }

        namespace MediatR
        {
            public interface IRequestHandler<in TRequest, TResponse> { System.Threading.Tasks.Task<TResponse> Handle(TRequest request, System.Threading.CancellationToken token); }
        }

        namespace NServiceBus
        {
            public interface IMessageHandlerContext { }

            public interface IHandleMessages<T> { System.Threading.Tasks.Task Handle(T message, IMessageHandlerContext context); }
        }

        namespace Rebus.Handlers
        {
            public interface IHandleMessages<in T> { System.Threading.Tasks.Task Handle(T message); }
        }

        namespace Wolverine.Attributes
        {
            public sealed class WolverineHandlerAttribute : System.Attribute { }
        }

        namespace Quartz
        {
            public interface IJobExecutionContext { IDictionary<string, object> MergedJobDataMap { get; } }

            public interface IJob { System.Threading.Tasks.Task Execute(IJobExecutionContext context); }
        }

        namespace Wolverine
        {
            public interface IMessageBus { }
        }

        namespace Hangfire
        {
            public static class BackgroundJob
            {
                public static string Enqueue(System.Linq.Expressions.Expression<System.Action> job) => "";
                public static string Enqueue<T>(System.Linq.Expressions.Expression<System.Func<T, System.Threading.Tasks.Task>> job) => "";
            }
        }

        namespace Hangfire.Server
        {
            public sealed class PerformContext { public string JobId => ""; }
        }

        namespace Microsoft.EntityFrameworkCore
        {
            public class DbContextOptionsBuilder { public void Use(object service) { } }

            public class DbContext : System.IDisposable { public void Dispose() { } public int SaveChanges() => 0; protected virtual void OnConfiguring(DbContextOptionsBuilder options) { } }
        }
        """;

    /// <summary>Gives a test its source, the usings, the hosts and the references of a web application.</summary>
    public static TTest Prepare<TTest>(TTest test, string source)
        where TTest : AnalyzerTest
    {
        Fill(test.TestState, source);
        test.References = ReferenceSets.AspNetCore;
        test.ReferenceAnnotations = true;
        return test;
    }

    /// <summary>What a fix makes of a program that <see cref="Prepare"/> made.</summary>
    public static void PrepareFixed(SolutionState state, string source) => Fill(state, source);

    /// <summary>Gives a test its source without any host in sight.</summary>
    public static TTest PrepareWithoutHost<TTest>(TTest test, string source)
        where TTest : AnalyzerTest
    {
        test.TestState.Sources.Add(source);
        test.TestState.Sources.Add(("/0/Usings.cs", Usings));
        return test;
    }

    private static void Fill(SolutionState state, string source)
    {
        state.Sources.Add(source);
        state.Sources.Add(("/0/Usings.cs", Usings));
        state.Sources.Add(("/0/WebUsings.cs", WebUsings));
        state.Sources.Add(("/0/Hosts.cs", Hosts));
    }
}
