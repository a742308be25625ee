using System.Collections.Immutable;
using GrowthGuard.Analyzers.Evidence;
using GrowthGuard.Analyzers.Evidence.HandlerScope;
using GrowthGuard.Analyzers.Rules.StaticGrowth;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.HandlerScope;

/// <summary>GG2005: reports clients, service providers, caches and serializer options that a handler makes on each invocation.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClientIsMadePerInvocationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(RuleCatalog.ClientIsMadePerInvocation);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var evidence = VerdictJudge.For(start.Compilation, start.Options, start.CancellationToken).Context;
            if (!evidence.HandlerScopes.Handlers.MayExist)
                return;
            var clients = new PerInvocationClients(evidence);
            start.RegisterSemanticModelAction(file => Analyze(file, clients));
        });
    }

    private static void Analyze(SemanticModelAnalysisContext context, PerInvocationClients clients)
    {
        foreach (var (creation, handler) in clients.In(context.SemanticModel))
            context.Report(Diagnostic.Create(RuleCatalog.ClientIsMadePerInvocation, creation.Syntax.GetLocation(), SiteReport.Properties(creation), creation.Type?.Name ?? "it", handler.Name));
    }
}
