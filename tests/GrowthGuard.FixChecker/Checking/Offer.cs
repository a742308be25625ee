using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.FixChecker.Checking;

/// <summary>A fix that is offered for a finding.</summary>
internal sealed record Offer(CodeFixProvider Provider, CodeAction Action, Document Document, Diagnostic Finding)
{
    public string Key => Action.EquivalenceKey ?? Action.Title;

    public string Name => $"{Finding.Id} {Provider.GetType().Name} [{Key}]";
}
