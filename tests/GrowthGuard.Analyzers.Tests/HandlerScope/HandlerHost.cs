using GrowthGuard.TestHarness;

namespace GrowthGuard.Analyzers.Tests.HandlerScope;

/// <summary>
/// The surroundings of programs with handlers: ASP.NET Core, the hosts and SDKs that tests can restore, and stubs of the others.
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

        namespace Google.Cloud.Functions.Framework
        {
            public interface ITypedFunction<TRequest, TResponse> { System.Threading.Tasks.Task<TResponse> HandleAsync(TRequest request, System.Threading.CancellationToken token); }
        }

        namespace NServiceBus
        {
            public interface IMessageHandlerContext { }

            public interface IHandleMessages<T> { System.Threading.Tasks.Task Handle(T message, IMessageHandlerContext context); }
        }
        """;

    /// <summary>Gives a test its source, the usings, the hosts and the references of a web application.</summary>
    public static TTest Prepare<TTest>(TTest test, string source)
        where TTest : AnalyzerTest
    {
        Fill(test.TestState, source);
        test.References = ReferenceSets.Sdks;
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
