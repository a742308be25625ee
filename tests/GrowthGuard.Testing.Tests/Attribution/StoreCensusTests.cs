using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;

namespace GrowthGuard.Testing.Tests.Attribution;

[Collection(nameof(Statics))]
public sealed class StoreCensusTests
{
    private const string Prefix = "GrowthGuard.Testing.Tests.Attribution.Statics.";

    private readonly Counting _counting;

    public StoreCensusTests()
    {
        // The census leaves that to the program.
        RuntimeHelpers.RunClassConstructor(typeof(Statics).TypeHandle);
        _counting = Counting.All();
    }

    public static TheoryData<string, StoreKind, string> Stores => new()
    {
        { "Lines", StoreKind.Collection, "GG1001" },
        { "Numbers", StoreKind.Collection, "GG1001" },
        { "Concurrent", StoreKind.Collection, "GG1001" },
        { "Late", StoreKind.Collection, "GG1001" },
        { "Text", StoreKind.Text, "GG1001" },
        { "Waiting", StoreKind.Channel, "GG1006" },
        { "Blocking", StoreKind.Channel, "GG1006" },
        { "Stopping", StoreKind.Registrations, "GG1009" },
        { "ByTenant[*]", StoreKind.Collection, "GG1001" },
        { "Nested._middle.Values", StoreKind.Collection, "GG1008" },
        { "Memoized.known", StoreKind.Collection, "GG1008" },
        { "Chain", StoreKind.Collection, "GG1001" },
        { "Immutable", StoreKind.Collection, "GG1001" },
        { "Packed", StoreKind.Collection, "GG1001" },
        { "Untyped", StoreKind.Collection, "GG1001" },
        { "Recent", StoreKind.Collection, "GG1001" },
        { "Changed", StoreKind.Event, "GG1007" },
        { "PerType<int>.Values", StoreKind.Collection, "GG1001" },
        { "PerType<Uri>.Values", StoreKind.Collection, "GG1001" },
    };

    [Theory]
    [MemberData(nameof(Stores))]
    public void Counts_one_more_after_one_more(string store, StoreKind kind, string rule)
    {
        Grow(store);
        var before = _counting[Prefix + store];
        Grow(store);

        Assert.Equal(before + 1, _counting[Prefix + store]);
        Assert.Equal((kind, rule), (_counting.Root(Prefix + store).Kind, _counting.Root(Prefix + store).RuleId));
    }

    [Fact]
    public void Looks_two_levels_into_objects_and_no_deeper()
    {
        Assert.NotNull(_counting[Prefix + "Nested._middle.Values"]);
        Assert.Null(_counting[Prefix + "Nested._middle.Deeper.Values"]);
    }

    [Fact]
    public void Fields_of_a_given_object_are_as_near_as_static_ones()
    {
        var counting = Counting.Held(new Holder(new Statics.Outer()));

        Assert.Equal(0, counting[$"{TypeNames.Full(typeof(Holder))}.Value._middle.Values"]);
        Assert.Null(counting[$"{TypeNames.Full(typeof(Holder))}.Value._middle.Deeper.Values"]);
    }

    [Theory]
    [MemberData(nameof(Buffers))]
    public void Buffers_are_counted_by_what_was_written(object buffer, Action write, string path)
    {
        var counting = Counting.Held(new Holder(buffer));
        var name = $"{TypeNames.Full(typeof(Holder))}.Value{path}";

        Assert.Equal(0, counting[name]);
        write();
        Assert.Equal(3, counting[name]);
    }

    public static TheoryData<object, Action, string> Buffers()
    {
        var stream = new MemoryStream();
        var elements = new System.Buffers.ArrayBufferWriter<int>();
        var text = new StringWriter();
        var binary = new BinaryWriter(new MemoryStream());
        var lines = new StreamWriter(new MemoryStream()) { AutoFlush = true };
        return new()
        {
            { stream, () => stream.Write([1, 2, 3]), "" },
            { elements, () => System.Buffers.BuffersExtensions.Write(elements, [1, 2, 3]), "" },
            { text, () => text.Write("abc"), "._sb" },
            { binary, () => binary.Write([1, 2, 3]), ".OutStream" },
            { lines, () => lines.Write("abc"), "._stream" },
        };
    }

    [Fact]
    public void A_stream_that_is_closed_counts_as_empty()
    {
        var stream = new MemoryStream([1, 2, 3]);
        var counting = Counting.Held(new Holder(stream));
        var name = $"{TypeNames.Full(typeof(Holder))}.Value";

        Assert.Equal(3, counting[name]);
        stream.Dispose();
        Assert.Equal(0, counting[name]);
    }

    [Fact]
    public void The_bound_of_a_wrapper_is_that_of_the_collections_in_it()
    {
        var counting = Counting.Held(new Wrapping());
        var name = TypeNames.Full(typeof(Wrapping));

        Assert.Equal(
            (40, "Trim()"),
            (counting.Root($"{name}.Wrapped._entries").Bound, counting.Root($"{name}.Wrapped._entries").BoundReason));
        Assert.Equal(40, counting.Root($"{name}.Wrapped._shards[*]").Bound);
        Assert.Equal(5, counting.Root($"{name}.Wrapped._recent").Bound);
        Assert.Null(counting.Root($"{name}.Wrapped._byUser[*]").Bound);
        Assert.Null(counting.Root($"{name}.Wrapped._log").Bound);
        Assert.Null(counting.Root($"{name}.Plain._entries").Bound);
        Assert.True(counting.Root($"{name}.Free._entries").IsUnbounded);
        Assert.False(counting.Root($"{name}.Free._recent").IsUnbounded);
    }

    [Fact]
    public void A_lazy_value_is_not_made_to_be_counted()
    {
        var lazy = new Lazy<List<int>>(() => []);
        _ = Counting.Held(new Holder(lazy))[$"{TypeNames.Full(typeof(Holder))}.Value"];

        Assert.False(lazy.IsValueCreated);
    }

    [Fact]
    public void Empty_fields_are_no_roots_until_they_are_filled()
    {
        var holder = new Holder(null);
        var counting = Counting.Held(holder);
        var name = $"{TypeNames.Full(typeof(Holder))}.Value";

        Assert.Null(counting[name]);
        holder.Value = new List<int> { 1, 2 };
        Assert.Equal(2, counting[name]);
        holder.Value = null;
        Assert.Equal(0, counting[name]);
    }

    [Fact]
    public void Another_type_of_object_in_the_same_field_is_counted_too()
    {
        var holder = new Holder(new List<int> { 1 });
        var counting = Counting.Held(holder);
        var name = $"{TypeNames.Full(typeof(Holder))}.Value";

        Assert.Equal(1, counting[name]);
        holder.Value = new HashSet<int> { 1, 2, 3 };
        Assert.Equal(3, counting[name]);
    }

    [Fact]
    public void Roots_keep_their_places()
    {
        var holder = new Holder(null);
        var counting = Counting.Held(holder, new List<int> { 1, 2 });
        var before = counting.Roots.ToList();
        holder.Value = new List<int>();
        _ = counting["none"];

        Assert.Equal(before, counting.Roots.Take(before.Count));
        Assert.Equal(2, counting["System.Collections.Generic.List<int>"]);
    }

    [Fact]
    public void What_is_ignored_is_not_even_read()
    {
        var throwing = new Throwing();

        Assert.DoesNotContain(Counting.All(Prefix + "L*").Roots, root => root.Name == Prefix + "Lines");
        _ = Counting.HeldBut("*.Value", new Holder(throwing));
        Assert.Equal(0, throwing.Asked);
    }

    [Fact]
    public void Stores_that_throw_leave_the_others_alone()
    {
        var counting = Counting.Held(new Throwing(), new List<int> { 1 });

        Assert.Equal(0, counting[TypeNames.Full(typeof(Throwing))]);
        Assert.Equal(1, counting["System.Collections.Generic.List<int>"]);
    }

    [Fact]
    public void The_kit_and_the_framework_are_not_counted() =>
        Assert.All(
            _counting.Roots,
            root => Assert.True(
                root.Name is RunningTimers.Name or LoadedAssemblies.Name
                || root.Name.StartsWith("GrowthGuard.Testing.Tests", StringComparison.Ordinal)
                || root.Name.StartsWith("GrowthGuard.FrameworkTests", StringComparison.Ordinal)
                || root.Name.StartsWith("System.AppDomain.", StringComparison.Ordinal)
                || root.Name.StartsWith("System.Threading.Tasks.TaskScheduler.", StringComparison.Ordinal),
                root.Name));

    [Fact]
    public void Bounds_come_from_the_attributes()
    {
        Assert.Equal((3, "Trim()"), (_counting.Root(Prefix + "Bounded").Bound, _counting.Root(Prefix + "Bounded").BoundReason));
        Assert.Equal(7, _counting.Root(Prefix + "Recent").Bound);
        Assert.True(_counting.Root(Prefix + "Unbounded") is { IsUnbounded: true, Bound: null, BoundReason: "one per plug-in" });
        Assert.Null(_counting.Root(Prefix + "Lines").Bound);
    }

    [Fact]
    public void Symbols_are_written_as_the_analyzers_write_them()
    {
        Assert.Equal($"F:{Prefix}Lines", _counting.Root(Prefix + "Lines").SymbolId);
        Assert.Equal($"P:{Prefix}Recent", _counting.Root(Prefix + "Recent").SymbolId);
        Grow("Changed");
        Grow("PerType<int>.Values");
        _ = _counting["none"];
        Assert.Equal($"E:{Prefix}Changed", _counting.Root(Prefix + "Changed").SymbolId);
        Assert.Equal($"F:{Prefix}PerType`1.Values", _counting.Root(Prefix + "PerType<int>.Values").SymbolId);
        Assert.Equal($"F:{Prefix}Middle.Values", _counting.Root(Prefix + "Nested._middle.Values").SymbolId);
    }

    [Fact]
    public void An_instance_that_the_host_calls_is_of_another_rule()
    {
        var counting = Counting.Held(new GivenRoot(new Holder(new List<int>()), StoreLifetime.Container));

        Assert.Equal("GG2002", counting.Root($"{TypeNames.Full(typeof(Holder))}.Value").RuleId);
    }

    [Fact]
    public void Subscribers_of_the_process_are_counted()
    {
        EventHandler handler = (_, _) => { };
        var before = _counting["System.AppDomain.ProcessExit"] ?? 0;
        AppDomain.CurrentDomain.ProcessExit += handler;

        Assert.Equal(before + 1, _counting["System.AppDomain.ProcessExit"]);
        AppDomain.CurrentDomain.ProcessExit -= handler;
    }

    [Fact]
    public void Timers_that_run_are_known_by_their_callbacks()
    {
        using var timer = new Timer(OnTick, null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
        using var component = new System.Timers.Timer(TimeSpan.FromHours(1));
        component.Elapsed += OnElapsed;
        component.Start();

        var callbacks = new RunningTimers().Select(callback => callback.Method.Name).ToList();

        Assert.Contains(nameof(OnTick), callbacks);
        Assert.Contains(nameof(OnElapsed), callbacks);
        Assert.InRange(_counting[RunningTimers.Name]!.Value, 2, 1000);
        Assert.Equal((StoreKind.Timers, "GG1009"), (_counting.Root(RunningTimers.Name).Kind, _counting.Root(RunningTimers.Name).RuleId));
    }

    [Fact]
    public void Assemblies_that_are_emitted_are_known_by_their_names()
    {
        var name = new System.Reflection.AssemblyName("Emitted.For.A.Test");
        var emitted = System.Reflection.Emit.AssemblyBuilder.DefineDynamicAssembly(
            name,
            System.Reflection.Emit.AssemblyBuilderAccess.RunAndCollect);

        Assert.Contains("assembly Emitted.For.A.Test", new LoadedAssemblies().Select(assembly => StoreEntries.Describe([assembly])));
        Assert.Equal("GG1010", _counting.Root(LoadedAssemblies.Name).RuleId);
        GC.KeepAlive(emitted);
    }

    [Fact]
    public void A_count_leaves_hardly_any_garbage() =>
        // What is left is the list of assemblies, and the callbacks of delegates.
        Assert.InRange(_counting.Allocated(times: 20), 0, 16 * 1024);

    private static void OnTick(object? state)
    {
    }

    private static void OnElapsed(object? sender, System.Timers.ElapsedEventArgs e)
    {
    }

    private static void Grow(string store)
    {
        switch (store)
        {
            case "Lines": Statics.Lines.Add("line"); break;
            case "Numbers": Statics.Numbers.Add(Statics.Numbers.Count); break;
            case "Concurrent": Statics.Concurrent[Statics.Concurrent.Count.ToString()] = 1; break;
            case "Late": Statics.Late.Value[Statics.Late.Value.Count.ToString()] = 1; break;
            case "Text": Statics.Text.Append('x'); break;
            case "Waiting": Statics.Waiting.Writer.TryWrite(1); break;
            case "Blocking": Statics.Blocking.Add(1); break;
            case "Stopping": Statics.Stopping.Token.Register(() => { }); break;
            case "ByTenant[*]": Statics.ByTenant["b"].Add(1); break;
            case "Nested._middle.Values": Statics.Nested.Innermost.Add(1); break;
            case "Memoized.known": Statics.Memoized($"{Guid.NewGuid()}"); break;
            case "Chain": Statics.Chain.AddLast(new byte[10]); break;
            case "Immutable": Statics.Immutable = Statics.Immutable.Add(Statics.Immutable.Count.ToString(), 1); break;
            case "Packed": Statics.Packed = Statics.Packed.Add(1); break;
            case "Untyped": (Statics.Untyped ??= new List<int>()).As<List<int>>().Add(1); break;
            case "Recent": Statics.Recent.Enqueue(1); break;
            case "Changed": Statics.Changed += (_, _) => { }; break;
            case "PerType<int>.Values": Statics.PerType<int>.Values.Add(1); break;
            case "PerType<Uri>.Values": Statics.PerType<Uri>.Values.Add(new Uri("http://x")); break;
            default: throw new ArgumentOutOfRangeException(nameof(store), store, null);
        }
    }

    private sealed class Holder(object? value)
    {
        public object? Value = value;
    }

    private sealed class Wrapping
    {
        public readonly Cache Plain = new();

        [Unbounded("small")]
        public readonly Cache Free = new();

        [Bounded(40, By = "Trim()")]
        public Cache Wrapped { get; } = new();
    }

    private sealed class Cache
    {
        private readonly Dictionary<int, string> _entries = [];
        private readonly Dictionary<int, string>[] _shards = [[], []];
        private readonly Dictionary<int, List<string>> _byUser = [];
        private readonly System.Text.StringBuilder _log = new();

        [Bounded(5)]
        private readonly Queue<int> _recent = new();

        public int Count => _entries.Count + _shards.Length + _byUser.Count + _log.Length + _recent.Count;
    }

    private sealed class Throwing : IReadOnlyCollection<int>
    {
        public int Asked { get; private set; }

        public int Count => throw new InvalidTimeZoneException($"{++Asked}");

        public IEnumerator<int> GetEnumerator() => throw new InvalidTimeZoneException();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => throw new InvalidTimeZoneException();
    }
}

internal static class Casting
{
    public static T As<T>(this object value) => (T)value;
}
