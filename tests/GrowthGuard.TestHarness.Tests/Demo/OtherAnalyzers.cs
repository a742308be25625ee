using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.TestHarness.Tests.Demo;

/// <summary>Throws on classes.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ThrowingAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [new("DEMO9", "Never", "Never", "Demo", DiagnosticSeverity.Warning, isEnabledByDefault: true)];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(_ => throw new InvalidOperationException("analyzer broke"), SymbolKind.NamedType);
    }
}

/// <summary>
/// DEMO2: a class is named as the option <c>demo_forbidden</c> says. DEMO3, off by default: the first word of an additional file,
/// reported there. DEMO4: the project has the option <c>build_property.DemoProject</c>, reported nowhere.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptionsAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Forbidden = new(
        "DEMO2", "Forbidden", "Forbidden", "Demo", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    private static readonly DiagnosticDescriptor Word = new(
        "DEMO3", "Word", "Word", "Demo", DiagnosticSeverity.Info, isEnabledByDefault: false);

    private static readonly DiagnosticDescriptor Project = new(
        "DEMO4", "Project", "Project", "Demo", DiagnosticSeverity.Warning, isEnabledByDefault: true, customTags: WellKnownDiagnosticTags.CompilationEnd);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Forbidden, Word, Project];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(AnalyzeClass, SymbolKind.NamedType);
        context.RegisterAdditionalFileAction(AnalyzeFile);
        context.RegisterCompilationAction(AnalyzeProject);
    }

    private static void AnalyzeClass(SymbolAnalysisContext context)
    {
        var location = context.Symbol.Locations[0];
        var options = context.Options.AnalyzerConfigOptionsProvider.GetOptions(location.SourceTree!);
        if (options.TryGetValue("demo_forbidden", out var name) && name == context.Symbol.Name)
        {
            context.ReportDiagnostic(Diagnostic.Create(Forbidden, location));
        }
    }

    private static void AnalyzeFile(AdditionalFileAnalysisContext context)
    {
        var text = context.AdditionalFile.GetText(context.CancellationToken)!;
        var span = new TextSpan(0, text.ToString().IndexOf(' '));
        context.ReportDiagnostic(Diagnostic.Create(Word, Location.Create(context.AdditionalFile.Path, span, text.Lines.GetLinePositionSpan(span))));
    }

    private static void AnalyzeProject(CompilationAnalysisContext context)
    {
        if (context.Options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.DemoProject", out _))
        {
            context.ReportDiagnostic(Diagnostic.Create(Project, Location.None));
        }
    }
}

/// <summary>DEMO5: two classes were not analyzed at the same time.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConcurrencyAnalyzer : DiagnosticAnalyzer
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly DiagnosticDescriptor Rule = new(
        "DEMO5", "Alone", "Alone", "Demo", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            // The compiler starts one worker per processor.
            var meeting = new Barrier(Math.Min(2, Environment.ProcessorCount));
            start.RegisterSymbolAction(
                symbol =>
                {
                    if (!meeting.SignalAndWait(Patience, CancellationToken.None))
                    {
                        symbol.ReportDiagnostic(Diagnostic.Create(Rule, symbol.Symbol.Locations[0]));
                    }
                },
                SymbolKind.NamedType);
        });
    }
}
