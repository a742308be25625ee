using System.Collections.Immutable;
using GrowthGuard.Analyzers.AdditionalFiles;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.Bounds;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.Knowledge;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.Growth;

/// <summary>
/// GG1004: reports documented bounds that are malformed, contradictory or out of date, where they stand: in source and in bounds files.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WrongBoundAnalyzer : DiagnosticAnalyzer
{
    // Of what is said again and again about a store, the first few tell what contradicts what.
    private const int MostCompared = 16;

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
            start.RegisterSymbolAction(
                RecursionGuard.Guard<SymbolAnalysisContext>(symbol => AnalyzeType(symbol, judge.Context.Facts, bounds, faults)),
                SymbolKind.NamedType);
            start.RegisterAdditionalFileAction(
                RecursionGuard.Guard<AdditionalFileAnalysisContext>(file => AnalyzeFile(file, bounds, faults)));
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
        var found = BoundsFile.Read(new PolicyFile(context.AdditionalFile.Path, text))
            .Select(line => FaultOf(line, ids, bounds, faults, context.CancellationToken))
            .Where(static fault => fault is not null);
        foreach (var (fault, addition) in PolicyFile.Limit(found))
            context.Report(fault!(addition));
    }

    /// <summary>What is wrong with a line, when something is: its diagnostic, with an addition to the text.</summary>
    private static Func<string, Diagnostic>? FaultOf(
        BoundsFileLine line, DocumentedIds ids, DocumentedBounds bounds, BoundFaults faults, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (line.Bound.Error is { } error)
            return addition => Diagnostic.Create(RuleCatalog.BoundIsWrong, line.Bound.Location, line.Id, error + addition);
        if (ids.Find(line.Id) is not { } symbol)
        {
            return ids.IsMissing(line.Id)
                ? addition => Diagnostic.Create(
                    RuleCatalog.BoundIsWrong,
                    line.Location,
                    line.Id,
                    "names a symbol that does not exist; correct the id, or delete the line" + addition)
                : null;
        }

        var earlier = bounds.AllOf(symbol, cancellationToken)
            .Take(MostCompared)
            .TakeWhile(other => !other.Location.Equals(line.Bound.Location));
        return faults.Of(symbol, line.Bound, earlier) is { } fault
            ? addition => Create(line.Id, symbol, line.Bound, fault, addition)
            : null;
    }

    // A wrong number is marked itself, so that a fix need only replace what is marked.
    private static Diagnostic Create(string name, ISymbol symbol, DocumentedBound bound, BoundFault fault, string addition = "")
    {
        var properties = ImmutableDictionary<string, string?>.Empty.Add(DiagnosticPropertyNames.Symbol, symbol.GetDocumentationCommentId());
        if (bound.HasPlaceholder)
            properties = properties.Add(DiagnosticPropertyNames.Problem, DiagnosticPropertyNames.Placeholder);
        if (fault.LimitValue is { } value)
            properties = properties.Add(
                DiagnosticPropertyNames.Limit,
                bound.Form == BoundForm.Attribute ? fault.Limit : FormattableString.Invariant($"{value}"));
        return Diagnostic.Create(
            RuleCatalog.BoundIsWrong,
            fault.LimitValue is null ? bound.Location : bound.NumberLocation ?? bound.Location,
            fault.Other is { } other && other.IsInSource ? [other] : [],
            properties,
            name,
            fault.Text + addition);
    }
}
