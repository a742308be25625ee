using GrowthGuard.TestHarness;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>The surroundings of programs with hosted services, registrations, channels and caches.</summary>
internal static class LongLivedHost
{
    private const string Common = """
        global using System;
        global using System.Collections.Concurrent;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Channels;
        global using System.Threading.Tasks;
        global using System.Threading.Tasks.Dataflow;
        global using Microsoft.Extensions.Caching.Memory;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Options;

        public sealed record Order(string Id, decimal Total);
        """;

    /// <summary>Gives a test its source, the usings and the references of a web application.</summary>
    public static TTest Prepare<TTest>(TTest test, string source)
        where TTest : AnalyzerTest
    {
        test.TestState.Sources.Add(source);
        test.TestState.Sources.Add(("/0/Common.cs", Common));
        test.References = ReferenceSets.AspNetCore;
        test.ReferenceAnnotations = true;
        return test;
    }

    /// <summary>What a fix makes of a program that <see cref="Prepare"/> made.</summary>
    public static void PrepareFixed(SolutionState state, string source)
    {
        state.Sources.Add(source);
        state.Sources.Add(("/0/Common.cs", Common));
    }
}
