using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.TestHarness.Tests.Demo;

/// <summary>The right fix, with a second one to choose. It leaves classes alone whose name starts with x.</summary>
public sealed class CapitalizeFix : RenameFix
{
    protected override IEnumerable<(string Title, string? Key, string NewName)> Offer(string name) => name[0] == 'x'
        ? []
        : [("Capitalize", "Capitalize", Capital(name)), ("Prefix with T", "Prefix", "T" + name)];
}
