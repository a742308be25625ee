using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.TestHarness.Tests.Demo;

/// <summary>
/// DEMO1: a class's name starts in lower case and is not a line of an additional file; its lower-case methods are additional locations.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LowerCaseTypeAnalyzer : DiagnosticAnalyzer
{
    public const string Id = "DEMO1";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, "Class is in lower case", "Class '{0}' is in lower case", "Demo", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (char.IsLower(type.Name[0]) && !IsAllowed(type.Name, context))
        {
            var methods = type.GetMembers().OfType<IMethodSymbol>().Where(m => char.IsLower(m.Name[0])).Select(m => m.Locations[0]);
            context.ReportDiagnostic(Diagnostic.Create(Rule, type.Locations[0], methods, type.Name));
        }
    }

    private static bool IsAllowed(string name, SymbolAnalysisContext context) =>
        context.Options.AdditionalFiles.Any(file => file.GetText()!.Lines.Any(line => line.ToString() == name));
}
