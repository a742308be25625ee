using System.Collections;
using System.Runtime.CompilerServices;
using GrowthGuard.Census;
using Microsoft.Extensions.DependencyInjection;

namespace GrowthGuard.Diagnostics.Tests;

public sealed class FoundStoreTests
{
    /// <summary>Makes the stores of <see cref="Held"/>, which the census leaves to the program.</summary>
    public FoundStoreTests() => RuntimeHelpers.RunClassConstructor(typeof(Held).TypeHandle);

    [Fact]
    public void Static_stores_are_found_with_bound_symbol_and_rule()
    {
        Held.Prices["a"] = 1;

        var reading = Found().Single(counter => counter.Name == "GrowthGuard.Diagnostics.Tests.FoundStoreTests.Held.Prices");

        Assert.Equal((CounterKind.Collection, 1L, 1000L, "LRU"), (reading.Kind, reading.Count, reading.Bound, reading.BoundReason));
        Assert.Equal(
            ("Dictionary<string, int>", "F:GrowthGuard.Diagnostics.Tests.FoundStoreTests.Held.Prices", "GG1001"),
            (reading.StoreType, reading.Symbol, reading.RuleId));
    }

    [Fact]
    public void Singletons_of_the_provider_are_looked_into_and_none_is_made()
    {
        var services = new ServiceCollection();
        services.AddGrowthGuard(options => options.Patient().Assembly = typeof(FoundStoreTests).Assembly);
        services.AddSingleton<Basket>();
        services.AddSingleton<NeverAsked>();
        using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<Basket>().Items.Add("apple");

        var section = provider.GetRequiredService<GrowthCensus>().TakeSnapshot().Sections
            .Single(of => of.Source == SectionSource.Singletons);

        Assert.Contains(section.Counters, counter => counter.Name.EndsWith("Basket.Items", StringComparison.Ordinal) && counter.Count == 1);
        Assert.False(NeverAsked.IsMade);
    }

    [Fact]
    public void No_static_constructor_runs()
    {
        Found();

        Assert.False(Witness.HasRun);
    }

    [Fact]
    public void Store_whose_count_never_comes_back_costs_itself()
    {
        Held.Stuck.Hangs = true;
        try
        {
            var census = Census(options => options.PatientWithHanging());
            for (var i = 0; i < 2; i++)
            {
                var counters = census.TakeSnapshot().Sections.Single(section => section.Source == SectionSource.Statics).Counters;
                Assert.Equal(
                    CounterState.TimedOut,
                    counters.Single(counter => counter.Name.EndsWith("Held.Stuck", StringComparison.Ordinal)).State);
                Assert.Contains(
                    counters,
                    counter => counter.Name.EndsWith("Held.Prices", StringComparison.Ordinal) && counter.State == CounterState.Ok);
            }
        }
        finally
        {
            Held.Stuck.Hangs = false;
        }
    }

    [Fact]
    public void Store_that_came_back_is_counted_again()
    {
        Held.Stuck.Hangs = true;
        var census = Census(options => options.PatientWithHanging());
        var hanging = Statics(census.TakeSnapshot()).Counters.Single(counter => counter.Name.EndsWith(
            "Held.Stuck",
            StringComparison.Ordinal));
        Held.Stuck.Hangs = false;

        SpinWait.SpinUntil(() => Stuck(census) is { State: CounterState.Ok, Count: 0 }, TimeSpan.FromSeconds(30));

        Assert.Equal(CounterState.TimedOut, hanging.State);
        Assert.Equal((CounterState.Ok, 0L), (Stuck(census).State, Stuck(census).Count));
        static CounterReading Stuck(GrowthCensus census) =>
            Statics(census.TakeSnapshot()).Counters.Single(counter => counter.Name.EndsWith("Held.Stuck", StringComparison.Ordinal));
    }

    [Fact]
    public void Services_that_hold_their_provider_are_read_once()
    {
        Held.Prices["a"] = 1;
        var services = new ServiceCollection();
        services.AddGrowthGuard(options => options.Patient().Assembly = typeof(FoundStoreTests).Assembly);
        services.AddSingleton<Basket>().AddSingleton<Locator>().AddSingleton<OtherLocator>();
        using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<Basket>().Items.Add("apple");
        provider.GetRequiredService<Locator>();
        provider.GetRequiredService<OtherLocator>();

        var snapshot = provider.GetRequiredService<GrowthCensus>().TakeSnapshot();

        Assert.Equal(
            1,
            Singletons(snapshot).Counters.Single(counter => counter.Name.EndsWith("Basket.Items", StringComparison.Ordinal)).Count);
        Assert.Contains(Statics(snapshot).Counters, counter => counter.Name.EndsWith("Held.Prices", StringComparison.Ordinal));
        Assert.Empty(Singletons(snapshot).Notes.Concat(Statics(snapshot).Notes));
    }

    [Fact]
    public void Store_that_throws_is_marked_and_not_called_empty()
    {
        var services = new ServiceCollection()
            .AddGrowthGuard(options => options.Patient().Assembly = typeof(FoundStoreTests).Assembly).AddSingleton<Throwing>();
        using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<Throwing>();

        var reading = Singletons(provider
            .GetRequiredService<GrowthCensus>()
            .TakeSnapshot()).Counters.Single(counter => counter.Name.EndsWith("Throwing._store", StringComparison.Ordinal));

        Assert.Equal((CounterState.Failed, null, "System.NotSupportedException"), (reading.State, reading.Count, reading.Error));
    }

    [Fact]
    public void Section_without_stores_says_where_they_were_looked_for()
    {
        var snapshot = Census(options => options.IgnoredStores.Add("*")).TakeSnapshot();

        Assert.Empty(Statics(snapshot).Counters);
        Assert.Contains("GrowthGuard.Diagnostics.Tests", Assert.Single(Statics(snapshot).Notes));
        Assert.Contains("without a service provider", Assert.Single(Singletons(snapshot).Notes));
    }

    [Fact]
    public void Program_without_an_entry_assembly_is_told_so() =>
        Assert.Contains("no entry assembly", Assert.Single(Statics(Census(options => options.Assembly = null).TakeSnapshot()).Notes));

    [Fact]
    public void Section_with_stores_has_no_notes() => Assert.Empty(Statics(Census().TakeSnapshot()).Notes);

    [Fact]
    public void Ignored_stores_are_not_read() =>
        Assert.DoesNotContain(
            Found(options => options.IgnoredStores.Add("*.Held.*")),
            counter => counter.Name.Contains("Held", StringComparison.Ordinal));

    [Fact]
    public void Stores_are_left_alone_when_nobody_wants_them() =>
        Assert.DoesNotContain(
            Census(options => options.FindStores = false).TakeSnapshot().Sections,
            section => section.Source is SectionSource.Statics or SectionSource.Singletons);

    [Fact]
    public void Number_of_stores_has_a_limit()
    {
        var snapshot = Census(options => options.MaxFoundStores = 1).TakeSnapshot();

        Assert.Single(Statics(snapshot).Counters);
        Assert.Contains("MaxFoundStores (1)", Assert.Single(Statics(snapshot).Notes));
    }

    [Fact]
    public void Snapshot_with_stores_has_the_published_form()
    {
        var json = Census().TakeSnapshot().ToJson();

        Assert.Empty(Schemas.Faults(Schemas.Census, json));
        Assert.Empty(Schemas.Undocumented(json));
    }

    [Fact]
    public void Kinds_of_stores_are_kinds_of_counters() =>
        Assert.All(Enum.GetNames<StoreKind>(), name => Assert.Contains(name, Enum.GetNames<CounterKind>()));

    private static IEnumerable<CounterReading> Found(Action<GrowthCensusOptions>? configure = null) =>
        Census(configure).TakeSnapshot().Sections
            .Where(section => section.Source is SectionSource.Statics or SectionSource.Singletons)
            .SelectMany(section => section.Counters);

    private static SectionReading Statics(CensusSnapshot snapshot) =>
        snapshot.Sections.Single(section => section.Source == SectionSource.Statics);

    private static SectionReading Singletons(CensusSnapshot snapshot) =>
        snapshot.Sections.Single(section => section.Source == SectionSource.Singletons);

    private static GrowthCensus Census(Action<GrowthCensusOptions>? configure = null) => GrowthCensus.Create(options =>
    {
        options.Patient().Assembly = typeof(FoundStoreTests).Assembly;
        configure?.Invoke(options);
    });

    private static class Held
    {
        [Bounded(1000, By = "LRU")]
        public static readonly Dictionary<string, int> Prices = [];

        public static readonly StuckCollection Stuck = new();
    }

    private static class Witness
    {
        public static bool HasRun => Flag.Value;

        private static class Flag
        {
            public static bool Value;
        }

        private static class Unused
        {
            public static readonly List<int> Store = Make();

            [MethodImpl(MethodImplOptions.NoInlining)]
            private static List<int> Make()
            {
                Flag.Value = true;
                return [];
            }
        }
    }

    private sealed class Basket
    {
        public List<string> Items { get; } = [];
    }

    private sealed class Locator(IServiceProvider provider)
    {
        public object? Basket => provider.GetService(typeof(Basket));
    }

    private sealed class OtherLocator(IServiceProvider provider, Locator locator)
    {
        public object? Basket => locator.Basket ?? provider.GetService(typeof(Basket));
    }

    private sealed class Throwing
    {
        private readonly ThrowingCollection _store = new();

        public object Store => _store;
    }

    private sealed class ThrowingCollection : List<int>, ICollection
    {
        int ICollection.Count => throw new NotSupportedException("secret");
    }

    private sealed class NeverAsked
    {
        public NeverAsked() => IsMade = true;

        public static bool IsMade { get; private set; }
    }

    private sealed class StuckCollection : ICollection
    {
        private volatile bool _hangs;

        public bool Hangs
        {
            set => _hangs = value;
        }

        public int Count
        {
            get
            {
                SpinWait.SpinUntil(() => !_hangs);
                return 0;
            }
        }

        public bool IsSynchronized => false;

        public object SyncRoot => this;

        public void CopyTo(Array array, int index)
        {
        }

        public IEnumerator GetEnumerator() => Array.Empty<object>().GetEnumerator();
    }
}
