using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace GrowthGuard.TestHarness.Tests.Demo;

/// <summary>Renames the class where it is declared; the ways to fail derive from it.</summary>
public abstract class RenameFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [LowerCaseTypeAnalyzer.Id];

    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken);
        var name = root!.FindToken(context.Span.Start);
        foreach (var (title, key, newName) in Offer(name.Text))
        {
            var renamed = context.Document.WithSyntaxRoot(
                root.ReplaceToken(name, SyntaxFactory.Identifier(newName).WithTriviaFrom(name)));
            context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(renamed), key), context.Diagnostics);
        }
    }

    protected abstract IEnumerable<(string Title, string? Key, string NewName)> Offer(string name);

    protected static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
