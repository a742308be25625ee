using System.Collections.Immutable;
using GrowthGuard.Analyzers.AdditionalFiles;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.Options;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.Policy;

/// <summary>
/// GG5003: reports options that do not exist or have a wrong value, in the config file where they stand, and policy files with mistyped
/// names.
/// </summary>
/// <remarks>The compiler does not show its config files to analyzers; the package's targets hand them over as additional files.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptionsAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(RuleCatalog.OptionIsNotKnown);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterAdditionalFileAction(Analyze);
    }

    private static void Analyze(AdditionalFileAnalysisContext context)
    {
        var path = context.AdditionalFile.Path;
        if (FileNames.MeantBy(path) is { } meant)
            context.Report(Diagnostic.Create(
                RuleCatalog.OptionIsNotKnown,
                Location.Create(path, default, default),
                "File",
                Path.GetFileName(path),
                $"is not read; did you mean '{meant}'?"));
        if (!ConfigFile.Is(context.AdditionalFile) || context.AdditionalFile.GetText(context.CancellationToken) is not { } text)
            return;
        var file = new PolicyFile(context.AdditionalFile.Path, text);
        foreach (var ((span, key, fault), addition) in PolicyFile.Limit(ConfigFile.Faults(file, context.CancellationToken)))
            context.Report(Diagnostic.Create(RuleCatalog.OptionIsNotKnown, file.LocationOf(span), "Option", key, fault + addition));
    }
}
