using System.Collections.Immutable;
using GrowthGuard.Analyzers.AdditionalFiles;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.Bounds;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.Knowledge;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.Growth;

/// <summary>GG1004: reports documented bounds that are malformed, contradictory or out of date, where they stand: in source and in bounds files.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WrongBoundAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(RuleCatalog.BoundIsWrong);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var judge = GrowthAnalysis.For(start.Compilation, start.Options, start.CancellationToken);
            var bounds = DocumentedBounds.For(start.Compilation, start.Options, start.CancellationToken);
            var faults = new BoundFaults(judge);
            start.RegisterSymbolAction(symbol => AnalyzeType(symbol, judge.Context.Facts, bounds, faults), SymbolKind.NamedType);
            start.RegisterAdditionalFileAction(file => AnalyzeFile(file, bounds, faults));
        });
    }

    private static void AnalyzeType(SymbolAnalysisContext context, FactTable facts, DocumentedBounds bounds, BoundFaults faults)
    {
        foreach (var member in ((INamedTypeSymbol)context.Symbol).GetMembers())
        {
            if (member.IsImplicitlyDeclared || member is not (IFieldSymbol or IPropertySymbol or IEventSymbol))
                continue;

            // A comment that begins with "bound:" means something on a collection only; an attribute does anywhere, and so does a
            // placeholder, which nobody but a fix writes.
            var isCollection = IsCollection(member, facts);
            var found = bounds.InAttributes(member, context.CancellationToken)
                .Concat(BoundComments.Read(member, context.CancellationToken).Where(comment => isCollection || comment.HasPlaceholder));
            Report(member, found.ToList(), faults, diagnostic => context.Report(diagnostic));
        }
    }

    private static bool IsCollection(ISymbol member, FactTable facts)
    {
        var type = member switch
        {
            IFieldSymbol { IsConst: false } field => field.Type,
            IPropertySymbol { IsIndexer: false } property => property.Type,
            _ => null,
        };
        return type is { SpecialType: SpecialType.None } && facts.Growable(StoreFinder.LazyValue(type) ?? type) is not null;
    }

    private static void Report(ISymbol symbol, List<DocumentedBound> found, BoundFaults faults, Action<Diagnostic> report)
    {
        for (var i = 0; i < found.Count; i++)
        {
            if (faults.Of(symbol, found[i], found.Take(i)) is { } fault)
                report(Create(symbol.Name, symbol, found[i], fault));
        }
    }

    private static void AnalyzeFile(AdditionalFileAnalysisContext context, DocumentedBounds bounds, BoundFaults faults)
    {
        if (!BoundsFile.Files.Include(context.AdditionalFile) || context.AdditionalFile.GetText(context.CancellationToken) is not { } text)
            return;
        var ids = new DocumentedIds(context.Compilation, context.Options, context.AdditionalFile.Path);
        foreach (var line in BoundsFile.Read(new PolicyFile(context.AdditionalFile.Path, text)))
        {
            if (line.Bound.Error is { } error)
            {
                context.Report(Diagnostic.Create(RuleCatalog.BoundIsWrong, line.Bound.Location, line.Id, error));
                continue;
            }

            if (ids.Find(line.Id) is not { } symbol)
            {
                if (ids.IsMissing(line.Id))
                    context.Report(Diagnostic.Create(RuleCatalog.BoundIsWrong, line.Location, line.Id, "names a symbol that does not exist; correct the id, or delete the line"));
                continue;
            }

            var earlier = bounds.AllOf(symbol, context.CancellationToken).TakeWhile(other => !other.Location.Equals(line.Bound.Location));
            if (faults.Of(symbol, line.Bound, earlier) is { } fault)
                context.Report(Create(line.Id, symbol, line.Bound, fault));
        }
    }

    // A wrong number is marked itself, so that a fix need only replace what is marked.
    private static Diagnostic Create(string name, ISymbol symbol, DocumentedBound bound, BoundFault fault)
    {
        var properties = ImmutableDictionary<string, string?>.Empty.Add(DiagnosticPropertyNames.Symbol, symbol.GetDocumentationCommentId());
        if (bound.HasPlaceholder)
            properties = properties.Add(DiagnosticPropertyNames.Problem, DiagnosticPropertyNames.Placeholder);
        if (fault.LimitValue is { } value)
            properties = properties.Add(DiagnosticPropertyNames.Limit, bound.Form == BoundForm.Attribute ? fault.Limit : FormattableString.Invariant($"{value}"));
        return Diagnostic.Create(
            RuleCatalog.BoundIsWrong,
            fault.LimitValue is null ? bound.Location : bound.NumberLocation ?? bound.Location,
            fault.Other is { } other && other.IsInSource ? [other] : [],
            properties,
            name,
            fault.Text);
    }
}
