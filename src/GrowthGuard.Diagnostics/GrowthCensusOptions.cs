using System.Reflection;

namespace GrowthGuard.Diagnostics;

/// <summary>How a census counts.</summary>
public sealed class GrowthCensusOptions
{
    /// <summary>How long one counter may take before it is given up. By default 250 milliseconds.</summary>
    public TimeSpan CounterTimeLimit { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a counter may take before it is marked as slow. By default 20 milliseconds.</summary>
    public TimeSpan SlowCounter { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// How long all counters of a snapshot may take together; those that are left then are skipped. By default 2 seconds.
    /// </summary>
    public TimeSpan SnapshotTimeLimit { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How many counters can be registered; more are refused, and the snapshot says how many. By default 2,000.</summary>
    public int MaxCounters { get; set; } = 2_000;

    /// <summary>
    /// How far apart the snapshots are that endpoints and metrics take; who asks in between gets the last one. By default 1 second.
    /// </summary>
    public TimeSpan MinimumInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Whether stores are looked for: static fields of the program's own assemblies, singletons of its service provider, and what these
    /// hold. By default they are.
    /// </summary>
    public bool FindStores { get; set; } = true;

    /// <summary>
    /// The program, whose assemblies are looked into: all that are loaded with it but those of packages and of the framework. The entry
    /// assembly by default; nothing is looked into when there is none.
    /// </summary>
    public Assembly? Assembly { get; set; } = Assembly.GetEntryAssembly();

    /// <summary>Simple names of assemblies of packages that are looked into as well.</summary>
    public IList<string> AlsoAssemblies { get; } = [];

    /// <summary>
    /// Names of stores that are left alone, with <c>*</c> for any text: <c>Shop.Legacy.*</c>. What is left alone is not even read.
    /// </summary>
    public IList<string> IgnoredStores { get; } = [];

    /// <summary>How many stores are shown of those that are found: the first. By default 2,000.</summary>
    public int MaxFoundStores { get; set; } = 2_000;

    /// <summary>
    /// How many counters have metrics: the first that were seen. More are left out, and a metric says how many. By default 500.
    /// </summary>
    public int MaxMetricStores { get; set; } = 500;

    /// <summary>The sliding window over which growth per hour is measured. By default 1 hour.</summary>
    public TimeSpan GrowthWindow { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Lines in CloudWatch's embedded metric format.</summary>
    public EmbeddedMetricsOptions EmbeddedMetrics { get; } = new();

    /// <summary>The clock; the system's by default.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
