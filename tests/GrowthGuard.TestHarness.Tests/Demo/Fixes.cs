using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Formatting;

namespace GrowthGuard.TestHarness.Tests.Demo;

/// <summary>The right fix, with a second one to choose. It leaves classes alone whose name starts with x.</summary>
public sealed class CapitalizeFix : RenameFix
{
    protected override IEnumerable<(string Title, string? Key, string NewName)> Offer(string name) => name[0] == 'x'
        ? []
        : [("Capitalize", "Capitalize", Capital(name)), ("Prefix with T", "Prefix", "T" + name)];
}

/// <summary>Takes as many steps as there are lower-case letters at the start.</summary>
public sealed class DropLetterFix : RenameFix
{
    protected override IEnumerable<(string Title, string? Key, string NewName)> Offer(string name) => [("Drop letter", "Drop", name[1..])];
}

/// <summary>Never solves it.</summary>
public sealed class EndlessFix : RenameFix
{
    protected override IEnumerable<(string Title, string? Key, string NewName)> Offer(string name) => [("Add digit", "Add", name + "1")];
}

/// <summary>Leaves the diagnostic, and then offers nothing more.</summary>
public sealed class HalfFix : RenameFix
{
    protected override IEnumerable<(string Title, string? Key, string NewName)> Offer(string name) => name.EndsWith('1') ? [] : [("Half", "Half", name + "1")];
}

/// <summary>Changes nothing.</summary>
public sealed class NoChangeFix : RenameFix
{
    protected override IEnumerable<(string Title, string? Key, string NewName)> Offer(string name) => [("Same", "Same", name)];
}

/// <summary>Its tree has one identifier and compiles; its text has a base class that does not exist.</summary>
public sealed class WrongTreeFix : RenameFix
{
    protected override IEnumerable<(string Title, string? Key, string NewName)> Offer(string name) => [("Break", "Break", Capital(name) + " : Missing")];
}

/// <summary>Forgets the key that Fix All needs.</summary>
public sealed class KeylessFix : RenameFix
{
    protected override IEnumerable<(string Title, string? Key, string NewName)> Offer(string name) => [("Capitalize", null, Capital(name))];
}

/// <summary>Has no Fix All.</summary>
public sealed class NoFixAllFix : RenameFix
{
    public override FixAllProvider? GetFixAllProvider() => null;

    protected override IEnumerable<(string Title, string? Key, string NewName)> Offer(string name) => [("Capitalize", "Capitalize", Capital(name))];
}

/// <summary>Its Fix All gives something else.</summary>
public sealed class OtherFixAllFix : RenameFix
{
    public override FixAllProvider? GetFixAllProvider() => new Shout();

    protected override IEnumerable<(string Title, string? Key, string NewName)> Offer(string name) => [("Capitalize", "Capitalize", Capital(name))];

    private sealed class Shout : DocumentBasedFixAllProvider
    {
        protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
        {
            var text = await document.GetTextAsync(fixAllContext.CancellationToken);
            return document.WithText(text.WithChanges(diagnostics.Select(d =>
                new Microsoft.CodeAnalysis.Text.TextChange(d.Location.SourceSpan, text.ToString(d.Location.SourceSpan).ToUpperInvariant()))));
        }
    }
}

/// <summary>Throws while it offers.</summary>
public sealed class ThrowingOfferFix : RenameFix
{
    protected override IEnumerable<(string Title, string? Key, string NewName)> Offer(string name) => throw new InvalidOperationException("offer broke");
}

/// <summary>Does to the document what a subclass says.</summary>
public abstract class DocumentFix : CodeFixProvider
{
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = [LowerCaseTypeAnalyzer.Id];

    public override FixAllProvider? GetFixAllProvider() => null;

    public sealed override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        context.RegisterCodeFix(
            CodeAction.Create("Change", token => ChangeAsync(context.Document, context.Span.Start, token), "Change"), context.Diagnostics);
        return Task.CompletedTask;
    }

    protected abstract Task<Solution> ChangeAsync(Document document, int position, CancellationToken cancellationToken);

    protected static async Task<Document> CapitalizeAsync(Document document, int position, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken);
        return document.WithText(text.Replace(position, 1, text.ToString(new(position, 1)).ToUpperInvariant()));
    }
}

/// <summary>Throws while it is applied.</summary>
public sealed class ThrowingFix : DocumentFix
{
    protected override Task<Solution> ChangeAsync(Document document, int position, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("apply broke");
}

/// <summary>Adds a source file.</summary>
public sealed class AddFileFix : DocumentFix
{
    protected override async Task<Solution> ChangeAsync(Document document, int position, CancellationToken cancellationToken) =>
        (await CapitalizeAsync(document, position, cancellationToken)).Project.AddDocument("Added.cs", "class Added { }").Project.Solution;
}

/// <summary>Allows the name in the additional file instead of changing it.</summary>
public sealed class AllowFix : DocumentFix
{
    protected override async Task<Solution> ChangeAsync(Document document, int position, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken);
        var file = document.Project.AdditionalDocuments.Single();
        var text = await file.GetTextAsync(cancellationToken);
        return document.Project.Solution.WithAdditionalDocumentText(
            file.Id, text.Replace(text.Length, 0, root!.FindToken(position).Text + "\n"));
    }
}

/// <summary>Capitalizes and lets the formatter lay out the whole file.</summary>
public sealed class ReformatFix : DocumentFix
{
    protected override async Task<Solution> ChangeAsync(Document document, int position, CancellationToken cancellationToken)
    {
        var capitalized = await CapitalizeAsync(document, position, cancellationToken);
        var root = await capitalized.GetSyntaxRootAsync(cancellationToken);
        return capitalized.WithSyntaxRoot(root!.WithAdditionalAnnotations(Formatter.Annotation)).Project.Solution;
    }
}
