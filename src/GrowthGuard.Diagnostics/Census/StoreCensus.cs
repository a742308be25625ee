using System.Reflection;
using System.Runtime.CompilerServices;

namespace GrowthGuard.Census;

/// <summary>
/// Counts the stores that the statics of the user's assemblies hold, directly or through up to two objects, those of closed generic
/// types and collectible assemblies among them, and those that given objects hold. What is there is found out once; after that a count
/// only reads fields.
/// </summary>
/// <remarks>
/// It runs inside the measured process, after each batch: it leaves as little garbage as it can, holds no store alive, runs no static
/// constructor and never throws.
/// </remarks>
internal sealed class StoreCensus
{
    private const int MaxDepth = 2;

    // A program with more places than this is looked at in part, rather than slowed down.
    private const int MaxNodes = 20_000;

    private readonly CensusRequest _request;
    private readonly UserAssemblies _userAssemblies;
    private readonly StoreShapes _shapes = new();
    private readonly StaticStores _statics;
    private readonly CollectibleStores _collectible = new();
    private readonly HashSet<Assembly> _seen = [];
    private readonly HashSet<Assembly> _looked = [];
    private readonly HashSet<Type> _closedGenerics = [];
    private readonly List<(CensusNode Node, Func<object?> Read)> _starts = [];
    private readonly List<CensusRoot> _roots = [];
    private readonly List<CensusNode> _nodeOfRoot = [];
    private readonly ConditionalWeakTable<object, ServicePlaces> _providers = [];
    private long[] _counts = new long[128];
    private int _loaded;
    private int _nodes;
    private Dictionary<int, object>? _found;
    private bool _isStatic;
    private string? _current;
    private int _step;
    private int _number;
    private bool _isFull;

    public StoreCensus(CensusRequest request)
    {
        _request = request;
        _userAssemblies = new UserAssemblies(request.Assembly, request.AlsoAssemblies);
        _statics = new StaticStores(_shapes);
        AddExtraRoots();
        var timers = new RunningTimers();
        Start(NewNode(RunningTimers.Name, null, StoreLifetime.Static, 0), () => timers);
        var assemblies = new LoadedAssemblies();
        Start(NewNode(LoadedAssemblies.Name, null, StoreLifetime.Static, 0), () => assemblies);
        foreach (var (name, read) in ProcessEvents.All())
        {
            // Not looked into: what subscribes there is seldom the user's.
            Start(NewNode(name, null, StoreLifetime.Static, MaxDepth), read);
        }
    }

    /// <summary>The roots that were found so far. The list only grows, and a root keeps its place.</summary>
    public IReadOnlyList<CensusRoot> Roots => _roots;

    /// <summary>What the last count could not read, and why.</summary>
    public CensusNotes Notes { get; } = new();

    /// <summary>The simple names of the assemblies whose statics are counted.</summary>
    public IEnumerable<string> LookedAt => _looked.Select(assembly => assembly.GetName().Name ?? "");

    /// <summary>Counts now.</summary>
    /// <returns>One count per root, in the order of <see cref="Roots"/>; valid until the next call.</returns>
    public ReadOnlySpan<long> Take()
    {
        _number++;
        _isStatic = true;
        Notes.Begin();
        LookForAssemblies();
        Array.Clear(_counts);
        foreach (var (node, read) in _starts)
        {
            try
            {
                _isStatic = node.Lifetime == StoreLifetime.Static;
                Read(node, read());
            }
            catch (Exception e)
            {
                // A service provider that is being disposed, say. The next count may be luckier.
                Notes.Add(_isStatic, node.Name, e);
            }
        }

        _isStatic = true;
        _collectible.Read(_userAssemblies, Count, Notes);
        return _counts.AsSpan(0, _roots.Count);
    }

    /// <summary>Counts again, and looks at some of the stores themselves meanwhile.</summary>
    /// <param name="roots">Places in <see cref="Roots"/>.</param>
    /// <param name="look">Gets a root, its field and the store itself; null for the field when there is none, and for the store when it is
    /// gone.</param>
    /// <returns>What was seen, in the order of <paramref name="roots"/>.</returns>
    public IReadOnlyList<T> Look<T>(IReadOnlyList<int> roots, Func<CensusRoot, StoreMember?, object?, T> look)
    {
        _found = [];
        Take();
        var seen = roots.Select(index => look(_roots[index], _nodeOfRoot[index].Member, _found.GetValueOrDefault(index))).ToArray();
        _found = null;
        return seen;
    }

    /// <summary>
    /// The name of the store that is being counted, null between two stores, and how many came before it: a store of the user's may have a
    /// count that never comes back, and then another thread must be able to say which it was.
    /// </summary>
    public (string? Name, int Step) Progress => (Volatile.Read(ref _current), Volatile.Read(ref _step));

    private void AddExtraRoots()
    {
        var names = new HashSet<string>();
        foreach (var given in _request.ExtraRoots)
        {
            var root = given as GivenRoot ?? new GivenRoot(given, StoreLifetime.Singleton);
            var value = root.Value;
            var plain = root.Name ?? (ServiceProviders.IsProvider(value.GetType()) ? "" : TypeNames.Full(value.GetType()));
            var name = plain;
            for (var number = 2; !names.Add(name); number++)
            {
                name = $"{plain}#{number}";
            }

            // Its fields are as near as static ones.
            Start(NewNode(name, null, root.Lifetime, depth: -1), () => value);
        }
    }

    private void Start(CensusNode? node, Func<object?> read)
    {
        if (node is not null)
        {
            _starts.Add((node, read));
        }
    }

    private void LookForAssemblies()
    {
        var assemblies = AppDomain.CurrentDomain.GetAssemblies();
        if (assemblies.Length == _loaded)
        {
            return;
        }

        _loaded = assemblies.Length;
        var isNew = false;
        foreach (var assembly in assemblies)
        {
            if (!assembly.IsCollectible && _seen.Add(assembly) && _userAssemblies.Contains(assembly) && _looked.Add(assembly))
            {
                isNew = true;
                AddStaticsOf(StaticStores.TypesOf(assembly, Notes));
            }
        }

        if (isNew)
        {
            AddClosedGenerics();
        }
    }

    /// <summary>An assembly that came late may be what others have named instantiations of, so all are asked again.</summary>
    private void AddClosedGenerics()
    {
        var names = _looked.Select(assembly => assembly.GetName().Name ?? "").ToHashSet();
        var closed = _looked.SelectMany(assembly => ClosedGenerics.In(assembly, names, definition => _statics.Of(definition).Any()));
        AddStaticsOf(closed.Where(_closedGenerics.Add));
    }

    private void AddStaticsOf(IEnumerable<Type> types)
    {
        foreach (var type in types)
        {
            try
            {
                foreach (var member in _statics.Of(type))
                {
                    Start(NewNode($"{TypeNames.Full(type)}.{member.Name}", member, StoreLifetime.Static, 0), () => member.Read(null));
                }
            }
            catch (Exception e)
            {
                // A field of a type whose assembly is not there, say. Types are looked at once, so the note stays.
                Notes.Keep(_isStatic, TypeNames.Full(type), e);
            }
        }
    }

    private CensusNode? NewNode(string name, StoreMember? member, StoreLifetime lifetime, int depth, DeclaredBound? outer = null)
    {
        if (_request.Ignored.Any(pattern => NamePattern.Fits(name, pattern)))
        {
            return null;
        }

        if (_nodes == MaxNodes)
        {
            if (!_isFull)
            {
                _isFull = true;
                Notes.Keep(_isStatic, $"only the first {MaxNodes} places are read; the first of the others is {name}");
            }

            return null;
        }

        _nodes++;
        return new CensusNode(name, member, lifetime, depth, outer);
    }

    /// <summary>Reads the object in a field; whatever goes wrong costs that object alone.</summary>
    private void ReadMember(CensusNode node, StoreMember member, object owner)
    {
        try
        {
            Read(node, member.Read(owner));
        }
        catch (Exception e) when (e is not InsufficientExecutionStackException)
        {
            Notes.Add(_isStatic, node.Name, e);
        }
    }

    private void Read(CensusNode node, object? value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (value is null)
        {
            return;
        }

        var type = value.GetType();
        if (type != node.Type)
        {
            node.Become(type, _shapes.Of(type), member => ChildOf(node, member));
        }

        ReadStore(node, value);
        for (var i = 0; i < node.Children.Length; i++)
        {
            if (node.Children[i] is { } child)
            {
                ReadMember(child, node.Shape.Members[i], value);
            }
        }

        if (node.Inner is { } inner && node.Shape.Inner!(value) is { } innerValue)
        {
            Read(inner, innerValue);
        }

        if (node.Shape.IsServiceProvider)
        {
            ReadServices(value);
        }
    }

    private CensusNode? ChildOf(CensusNode parent, StoreMember member)
    {
        if (parent.Depth == MaxDepth)
        {
            return null;
        }

        var lifetime = parent.Lifetime == StoreLifetime.Static ? StoreLifetime.Singleton : parent.Lifetime;
        return member.Name.Length == 0
            ? NewNode(parent.Name, member, lifetime, parent.Depth, parent.Bound)
            : NewNode($"{parent.Name}.{member.Name}", member, lifetime, parent.Depth + 1, parent.Bound);
    }

    /// <summary>
    /// Reads the services of a provider, once however many objects hold it: services hold providers themselves, and to follow each of
    /// them again would not end.
    /// </summary>
    private void ReadServices(object provider)
    {
        if (ServiceProviders.RootOf(provider) is not { } root || !_providers.GetOrCreateValue(root).IsFirstIn(_number, out var places))
        {
            return;
        }

        var isStatic = _isStatic;
        _isStatic = false;
        foreach (var (name, service) in ServiceProviders.Held(root))
        {
            try
            {
                if (!places.TryGetValue(name, out var child))
                {
                    places[name] = child = UserAssemblies.OptsOut(service.GetType().Assembly)
                        ? null
                        : NewNode(name, null, StoreLifetime.Singleton, 0);
                }

                if (child is not null)
                {
                    Read(child, service);
                }
            }
            catch (Exception e) when (e is not InsufficientExecutionStackException)
            {
                Notes.Add(_isStatic, name, e);
            }
        }

        _isStatic = isStatic;
    }

    private void ReadStore(CensusNode node, object value)
    {
        var shape = node.Shape;
        if (shape.Count is { } count)
        {
            if (node.Root < 0)
            {
                node.Root = AddRoot(node, node.Name, shape.Kind, node.Type!);
            }

            Record(node.Root, count, value);
        }

        if (shape.CountEntries is { } countEntries)
        {
            if (node.EntriesRoot < 0)
            {
                node.EntriesRoot = AddRoot(node, node.Name + CensusRoot.EntriesSuffix, shape.Kind, node.Type!);
            }

            Record(node.EntriesRoot, countEntries, value);
        }
    }

    private void Record(int root, Func<object, long> count, object value)
    {
        Volatile.Write(ref _current, _nodeOfRoot[root].Name);
        Volatile.Write(ref _step, _step + 1);
        try
        {
            _counts[root] += count(value);
            _found?.TryAdd(root, value);
        }
        catch (Exception e)
        {
            // Somebody changed it while it was read, or it is the user's and throws what it likes. The next count may be luckier.
            Notes.AddStore(root, e);
        }
        finally
        {
            // What comes between two stores takes its time as well, and is the fault of neither.
            Volatile.Write(ref _current, null);
        }
    }

    /// <summary>Counts a store that is read by somebody who holds no node of it.</summary>
    private void Count(CensusNode node, StoreKind kind, Type type, long count)
    {
        if (node.Root < 0)
        {
            node.Root = AddRoot(node, node.Name, kind, type);
        }

        _counts[node.Root] += count;
    }

    private int AddRoot(CensusNode node, string name, StoreKind kind, Type type)
    {
        var bound = node.Bound;
        _roots.Add(new CensusRoot
        {
            Name = name,
            Kind = kind,
            StoreType = TypeNames.Short(type),
            SymbolId = node.Member?.Symbol,
            Bound = node.BoundOf(kind, ofEntries: name != node.Name)?.Maximum,
            BoundReason = bound?.Reason,
            IsUnbounded = bound is { IsUnbounded: true },
            RuleId = MatchingRule.Of(kind, node.Lifetime),
            IsStatic = _isStatic,
        });
        _nodeOfRoot.Add(node);
        if (_roots.Count > _counts.Length)
        {
            Array.Resize(ref _counts, _counts.Length * 2);
        }

        return _roots.Count - 1;
    }

    /// <summary>Where the services of one provider are read, by their names; null for a service that is left out.</summary>
    private sealed class ServicePlaces
    {
        private readonly Dictionary<string, CensusNode?> _places = [];
        private int _last;

        /// <param name="number">The number of the count.</param>
        /// <param name="places">Where the services are read.</param>
        /// <returns>Whether the provider was not read yet in this count.</returns>
        public bool IsFirstIn(int number, out Dictionary<string, CensusNode?> places)
        {
            places = _places;
            var isFirst = _last != number;
            _last = number;
            return isFirst;
        }
    }
}
