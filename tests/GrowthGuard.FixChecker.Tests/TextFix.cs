using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.FixChecker.Tests;

/// <summary>A fix of GG1001 that changes the text of the document in a given way, good or bad.</summary>
internal sealed class TextFix(Func<string, CancellationToken, Task<string>> change) : CodeFixProvider
{
    private const string Key = "Test";

    public TextFix(Func<string, string> change)
        : this((text, _) => Task.FromResult(change(text)))
    {
    }

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["GG1001"];

    public override FixAllProvider GetFixAllProvider() =>
        FixAllProvider.Create(async (context, document, _) => await ChangeAsync(document, context.CancellationToken));

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        context.RegisterCodeFix(
            CodeAction.Create("Change", cancellation => ChangeAsync(context.Document, cancellation), Key),
            context.Diagnostics);
        return Task.CompletedTask;
    }

    private async Task<Document> ChangeAsync(Document document, CancellationToken cancellation) =>
        document.WithText(SourceText.From(await change((await document.GetTextAsync(cancellation)).ToString(), cancellation)));
}
