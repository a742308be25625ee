using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Serialization.Json;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using GrowthGuard.Analyzers.AdditionalFiles;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.Analyzers.Censuses;

/// <summary>
/// Reads <c>GrowthGuard.census.json</c>: what a running process held at two moments, as <c>growthguard census diff</c> writes it. Its form
/// is described by <c>docs/schemas/census-diff-1.schema.json</c>; members that are not known are passed over.
/// </summary>
internal sealed class CensusFile
{
    // A weak table: an editor makes a new compilation at each keystroke, but no new text of this file.
    private static readonly ConditionalWeakTable<SourceText, CensusFile> AllRead = new();

    private CensusFile(string? fault, ImmutableDictionary<string, SeenCounts> counts)
    {
        Fault = fault;
        Counts = counts;
    }

    /// <summary>The files: <c>GrowthGuard.census.json</c> and <c>GrowthGuard.census.*.json</c>.</summary>
    public static PolicyFiles Files { get; } = new("census", ".json");

    /// <summary>Why it is no evidence, as the end of a sentence; null when it is.</summary>
    public string? Fault { get; }

    /// <summary>What was counted, by the documentation ids of stores.</summary>
    public ImmutableDictionary<string, SeenCounts> Counts { get; }

    public static CensusFile Of(PolicyFile file) => AllRead.GetValue(file.Text, static text => Read(text));

    private static CensusFile Read(SourceText text)
    {
        XElement root;
        try
        {
            // The one reader of JSON that every host of analyzers has.
            using var reader = JsonReaderWriterFactory.CreateJsonReader(
                Encoding.UTF8.GetBytes(text.ToString().TrimStart('\uFEFF')),
                XmlDictionaryReaderQuotas.Max);
            root = XElement.Load(reader);
        }
        catch (Exception e) when (e is XmlException or FormatException or ArgumentException or InvalidOperationException)
        {
            return Wrong("is not JSON");
        }

        if (root.Element("sections") is not null)
            return Wrong("is one snapshot, which shows no growth; compare two with 'growthguard census diff BEFORE AFTER --format json'");
        if (root.Element("counters") is not { } counters || root.Element("before") is not { } before ||
            root.Element("after") is not { } after)
            return Wrong("is not what 'growthguard census diff BEFORE AFTER --format json' writes");
        if (Value(root, "version") is var version && version != "1")
            return Wrong($"has version {version ?? "?"} of its form, and version 1 is understood");
        if (Value(root, "isSameProcess") != "true")
            return Wrong("compares two processes, which shows no growth; take both snapshots of one");
        var work = WorkOf(root);
        var source =
            $"census of {Value(after, "app")}{(Value(after, "buildVersion") is { } build ? " " + build : "")}, {DayOf(Value(after, "takenAt"))}";
        var counts = counters.Elements().Select(counter => (Id: Value(counter, "symbol"), Before: Number(counter, "before"),
            After: Number(counter, "after")))
            .Where(static counter => counter is { Id: not null, Before: not null, After: not null })
            // Each instantiation of a generic type has a store of its own, and each of several singletons.
            .GroupBy(static counter => counter.Id!)
            .ToImmutableDictionary(
                static same => same.Key,
                same => new SeenCounts(
                    (long)same.Sum(static counter => counter.Before!.Value),
                    (long)same.Sum(static counter => counter.After!.Value),
                    work.Amount,
                    work.Unit,
                    source));
        return new CensusFile(null, counts);
    }

    private static CensusFile Wrong(string fault) => new(fault, ImmutableDictionary<string, SeenCounts>.Empty);

    private static (double Amount, string Unit) WorkOf(XElement root) =>
        Number(root, "invocations") is { } invocations and > 0 ? (invocations, "invocations")
        : Number(root, "requests") is { } requests and > 0 ? (requests, "requests")
        : (0, $"{((Number(root, "seconds") ?? 0) / 3600).ToString("0.0", CultureInfo.InvariantCulture)} hours");

    private static double? Number(XElement parent, string name) =>
        Value(parent, name) is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) &&
        Math.Abs(value) < 1e15
            ? value
            : null;

    private static string? Value(XElement parent, string name) =>
        parent.Element(name) is { } element && (string?)element.Attribute("type") != "null" ? element.Value : null;

    private static string DayOf(string? time) => time is { Length: >= 10 } ? time.Substring(0, 10) : "?";
}
