using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using GrowthGuard.Census;

namespace GrowthGuard.Testing.Attribution;

/// <summary>
/// Estimates the bytes that one more entry of a store takes: its place in the store, and the objects that only it refers to. What
/// the entry before it refers to as well is shared, and does not count.
/// </summary>
internal static class EntrySize
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private const int Header = 16;
    private const int Reference = 8;
    private const int MaxObjects = 20_000;

    // What an entry takes beside its key and value: hash, links, buckets; for linked kinds the whole node.
    private static readonly (string Type, int Bytes)[] Overheads =
    [
        ("Dictionary`2", 12), ("HashSet`1", 12), ("ConcurrentDictionary`2", Header + 24), ("LinkedList`1", Header + 24),
        ("SortedDictionary`2", Header + 24), ("SortedSet`1", Header + 24), ("ImmutableDictionary`2", Header + 40),
        ("ImmutableHashSet`1", Header + 40), ("ImmutableList`1", Header + 24), ("ImmutableSortedDictionary`2", Header + 24),
    ];

    /// <summary>Links of lists that the runtime keeps for everybody: each leads to all others.</summary>
    private static readonly string[] Links =
    [
        "System.Threading.TimerQueueTimer", "System.Threading.CancellationTokenSource+CallbackNode",
        "System.Threading.CancellationTokenSource+Registrations",
    ];

    /// <summary>0 when nothing can be said.</summary>
    /// <param name="store">The store.</param>
    /// <param name="latest">Some of its entries, the newest last.</param>
    public static long Of(object store, IReadOnlyList<object> latest)
    {
        if (store is StringBuilder)
        {
            return sizeof(char);
        }

        if (latest.Count == 0 || store is LoadedAssemblies)
        {
            return 0;
        }

        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance) { store };
        var sizes = latest.Select(entry => ReachOf(entry, seen)).ToList();
        // The first pays for what is shared, unless it is the only one.
        var own = sizes.Count == 1 ? sizes[0] : (long)sizes.Skip(1).Average();
        return own + SlotOf(store);
    }

    private static long SlotOf(object store)
    {
        for (var type = store.GetType(); type is not null; type = type.BaseType)
        {
            if (type.IsArray)
            {
                return InlineSize(type.GetElementType()!);
            }

            if (type.IsGenericType)
            {
                return type.GetGenericArguments().Sum(InlineSize) + Overheads.FirstOrDefault(overhead => overhead.Type == type.Name).Bytes;
            }
        }

        return Reference;
    }

    private static long ReachOf(object entry, HashSet<object> seen)
    {
        long size = 0;
        var open = new Stack<object?>();
        if (entry is DictionaryEntry pair)
        {
            open.Push(pair.Key);
            open.Push(pair.Value);
        }
        else
        {
            open.Push(entry);
        }

        // Values that were boxed to be looked at lie in the store itself.
        var boxed = open.Where(value => value is ValueType).ToHashSet();
        for (var objects = 0; objects < MaxObjects && open.TryPop(out var value);)
        {
            if (value is null || IsShared(value) || !seen.Add(value))
            {
                continue;
            }

            objects++;
            size += boxed.Contains(value) ? 0 : SizeOf(value);
            PushReferences(value, open);
        }

        return size;
    }

    private static bool IsShared(object value) =>
        value is MemberInfo or Assembly or Module or Thread or AppDomain or Pointer ||
        (value is string text && string.IsInterned(text) is not null) || Links.Contains(value.GetType().FullName);

    private static long SizeOf(object value) => Aligned(value switch
    {
        string text => Header + 6 + (2L * text.Length),
        Array array => Header + Reference + (array.LongLength * InlineSize(array.GetType().GetElementType()!)),
        _ => Math.Max(24, Header + FieldsOf(value.GetType()).Sum(field => InlineSize(field.FieldType))),
    });

    private static void PushReferences(object value, Stack<object?> open)
    {
        if (value is string)
        {
            return;
        }

        if (value is Array array)
        {
            if (RefersToObjects(array.GetType().GetElementType()!))
            {
                foreach (var element in array.Length <= MaxObjects ? array : Array.Empty<object>())
                {
                    open.Push(element);
                }
            }

            return;
        }

        foreach (var field in FieldsOf(value.GetType()).Where(field => RefersToObjects(field.FieldType)))
        {
            var held = FieldValues.Read(field, value);
            if (held is ValueType && field.FieldType.IsValueType)
            {
                PushReferences(held, open);
            }
            else
            {
                open.Push(held);
            }
        }
    }

    private static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        for (var level = type; level is not null; level = level.BaseType)
        {
            foreach (var field in level.GetFields(Instance))
            {
                yield return field;
            }
        }
    }

    private static bool RefersToObjects(Type type) =>
        !type.IsValueType
            ? !type.IsPointer
            : !type.IsPrimitive && !type.IsEnum && !type.IsByRefLike &&
                FieldsOf(type).Any(field => field.FieldType != type && RefersToObjects(field.FieldType));

    private static long InlineSize(Type type)
    {
        if (!type.IsValueType)
        {
            return Reference;
        }

        if (type.IsEnum)
        {
            return InlineSize(Enum.GetUnderlyingType(type));
        }

        if (type.IsPrimitive)
        {
            return Type.GetTypeCode(type) switch
            {
                TypeCode.Boolean or TypeCode.Byte or TypeCode.SByte => 1,
                TypeCode.Char or TypeCode.Int16 or TypeCode.UInt16 => 2,
                TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Single => 4,
                _ => 8,
            };
        }

        var fields = FieldsOf(type).Sum(field => field.FieldType == type ? 0 : InlineSize(field.FieldType));
        return RefersToObjects(type) ? Aligned(fields) : Math.Max(1, fields);
    }

    private static long Aligned(long size) => (size + 7) & ~7L;
}
