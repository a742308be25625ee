using System.Diagnostics.CodeAnalysis;
using GrowthGuard.Analyzers.Rules.Growth;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth.RealLeaks;

/// <summary>Runs the rules on both sides of a leak.</summary>
internal static class RealLeakVerifier
{
    private const string Usings = """
        global using System;
        global using System.Collections.Concurrent;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Runtime.CompilerServices;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.Extensions.Caching.Memory;
        global using Microsoft.Extensions.DependencyInjection;
        """;

    /// <summary>Expects of one rule what the markup says, and nothing else.</summary>
    public static Task BeforeAsync<TAnalyzer>(RealLeak leak)
        where TAnalyzer : DiagnosticAnalyzer, new() => VerifyAsync<TAnalyzer>(leak.Before);

    /// <summary>Expects silence of every rule on growth.</summary>
    public static async Task AfterAsync(RealLeak leak)
    {
        await VerifyAsync<StaticCollectionGrowsAnalyzer>(leak.After);
        await VerifyAsync<CacheIsUnboundedAnalyzer>(leak.After);
        await VerifyAsync<QueueIsUnboundedAnalyzer>(leak.After);
        await VerifyAsync<SubscriptionNeverRemovedAnalyzer>(leak.After);
        await VerifyAsync<SingletonCollectionGrowsAnalyzer>(leak.After);
        await VerifyAsync<RegistrationNeverDisposedAnalyzer>(leak.After);
        await VerifyAsync<CallMakesProcessCodeAnalyzer>(leak.After);
    }

    private static Task VerifyAsync<TAnalyzer>([StringSyntax("C#-test")] string source)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var test = new CSharpAnalyzerVerifier<TAnalyzer>.Test { References = ReferenceSets.AspNetCore };
        test.TestState.Sources.Add(source);
        test.TestState.Sources.Add(("/0/Usings.cs", Usings));
        return test.RunAsync();
    }
}
