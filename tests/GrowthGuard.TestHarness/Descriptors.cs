using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.TestHarness;

/// <summary>Finds the descriptor that a test means.</summary>
internal static class Descriptors
{
    /// <summary>The descriptor of <c>[|x|]</c> and <c>Diagnostic()</c>.</summary>
    public static DiagnosticDescriptor Only(ImmutableArray<DiagnosticDescriptor> descriptors) => descriptors.Length == 1
        ? descriptors[0]
        : throw new VerificationException(
            $"The analyzer has {descriptors.Length} descriptors ({string.Join(", ", descriptors.Select(d => d.Id))}), so [|...|] and Diagnostic() are ambiguous. " +
            "Name one: {|ID:...|} or Diagnostic(\"ID\").");

    /// <summary>The descriptor of <c>Diagnostic("GG1001")</c>.</summary>
    public static DiagnosticDescriptor ById(ImmutableArray<DiagnosticDescriptor> descriptors, string id) =>
        descriptors.FirstOrDefault(d => d.Id == id)
        ?? throw new VerificationException(
            $"The analyzer does not report {id}, only {string.Join(", ", descriptors.Select(d => d.Id))}. " +
            "For the compiler's diagnostics use DiagnosticResult.CompilerError.");
}
