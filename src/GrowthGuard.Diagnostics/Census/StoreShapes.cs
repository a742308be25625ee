using System.Reflection;

namespace GrowthGuard.Census;

/// <summary>Finds out, once for each type, how its objects are counted and which of their fields to look into.</summary>
internal sealed class StoreShapes
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    // The framework's objects are opaque, but for these, which only stand in front of a store.
    private static readonly string[] OpenedMembers =
    [
        "System.Runtime.CompilerServices.StrongBox`1.Value",
        "System.IO.StringWriter._sb",
        "System.IO.StreamWriter._stream",
        "System.IO.BinaryWriter.OutStream",
        "System.IO.BufferedStream._stream",
        "System.Text.Json.Utf8JsonWriter._output",
        "System.Text.Json.Utf8JsonWriter._stream",
        "Microsoft.Extensions.Caching.Distributed.MemoryDistributedCache._memCache",
        "Microsoft.AspNetCore.OutputCaching.Memory.MemoryOutputCacheStore._cache",
        "Microsoft.Extensions.Http.DefaultHttpClientFactory._activeHandlers",
        "Microsoft.Extensions.Http.DefaultHttpClientFactory._expiredHandlers",
    ];

    private readonly Dictionary<Type, StoreShape> _byType = [];

    public StoreShape Of(Type type)
    {
        if (!_byType.TryGetValue(type, out var shape))
        {
            // Entered before it is complete: a type may have a field of its own type.
            _byType[type] = StoreShape.Nothing;
            _byType[type] = shape = Make(type);
        }

        return shape;
    }

    /// <summary>Whether a value of the declared type can be, or lead to, something that is counted.</summary>
    public bool MayLeadSomewhere(Type type)
    {
        if (type.IsPointer || type.IsByRef || type.IsByRefLike || type.IsPrimitive || type.IsEnum || type == typeof(string) ||
            type == typeof(decimal))
        {
            return false;
        }

        // Only what nothing can be derived from, and is the framework's, is known to lead nowhere.
        return !type.IsSealed || type.ContainsGenericParameters || !UserAssemblies.IsFramework(type.Assembly) || Of(type).LeadsSomewhere;
    }

    private StoreShape Make(Type type)
    {
        if (ServiceProviders.IsProvider(type))
        {
            return new StoreShape { IsServiceProvider = true };
        }

        if (InnerValues.ReaderFor(type) is { } inner)
        {
            return new StoreShape { Inner = inner };
        }

        if (Counters.For(type) is var (kind, count))
        {
            return new StoreShape
            {
                Kind = kind,
                Count = count,
                CountEntries = EntryCounters.For(type),
                Inner = kind == StoreKind.Event ? Captured : null
            };
        }

        return new StoreShape { Members = MembersOf(type) };
    }

    /// <summary>What a lambda has captured lives as long as its delegate. The targets of an event are its entries, not its own.</summary>
    private static object? Captured(object store) => ((Delegate)store).GetInvocationList() is [{ Target: { } target }] ? target : null;

    private List<StoreMember> MembersOf(Type type)
    {
        var members = new List<StoreMember>();
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            var isOpaque = UserAssemblies.IsFramework(level.Assembly);
            members.AddRange(level.GetFields(Instance)
                .Where(field => !isOpaque || OpenedMembers.Contains($"{TypeNames.DocumentationId(level)}.{field.Name}"))
                .Where(field => MayLeadSomewhere(field.FieldType))
                .Select(StoreMember.Of));
        }

        return members;
    }
}
