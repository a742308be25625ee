namespace GrowthGuard.Testing.Retention;

/// <summary>The way from a root to objects, as a reader of the code would describe it.</summary>
internal static class HeapPath
{
    private const string Collections = "System.Collections.";

    /// <summary>The kit holds the scenario; how, is nothing to the reader.</summary>
    private const string ScenarioField = "_scenario";

    /// <summary>The steps from the root on: what holds, and the type of what is held.</summary>
    public static IReadOnlyList<string> To(HeapNode grown)
    {
        var steps = new List<string>();
        for (var node = grown; node.Parent is not null; node = node.Parent)
        {
            if (node.Name == ScenarioField && node.Parent.Type.StartsWith("GrowthGuard.Testing.Hosting.", StringComparison.Ordinal))
            {
                steps.Add($"the scenario ({HeapTypeName.Short(node.Type)})");
                break;
            }

            if (node == grown || node.Parent.Parent is null || !IsInside(node))
            {
                steps.Add(Step(node));
            }
        }

        steps.Reverse();
        return steps;
    }

    private static string Step(HeapNode node) => node.Name == HeapSnapshot.Element || (node.Parent!.Parent is not null && IsInside(node))
        ? HeapTypeName.Short(node.Type)
        : $"{HeapTypeName.Readable(node.Name)} ({HeapTypeName.Short(node.Type)}{(node.IsChain ? ", linked to others of its kind" : "")})";

    /// <summary>How a collection keeps its entries says nothing: arrays, tables, nodes.</summary>
    private static bool IsInside(HeapNode node) =>
        (node.Parent!.Type.StartsWith(Collections, StringComparison.Ordinal) &&
            (node.Type.EndsWith(']') || node.Type.StartsWith(Collections, StringComparison.Ordinal)))
        || (node.Type.EndsWith(']') && node.Name == HeapSnapshot.Element);
}
