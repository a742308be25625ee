using System.Buffers;
using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using System.Threading.Channels;

namespace GrowthGuard.Census;

/// <summary>How the objects of a type are counted.</summary>
internal static class Counters
{
    /// <summary>Null when objects of the type are no stores.</summary>
    public static (StoreKind Kind, Func<object, long> Count)? For(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return (StoreKind.Event, static store => ((Delegate)store).GetInvocationList().Length);
        }

        if (type == typeof(RunningTimers))
        {
            return (StoreKind.Timers, static store => ((RunningTimers)store).Count);
        }

        if (type == typeof(LoadedAssemblies))
        {
            return (StoreKind.Assemblies, static store => ((LoadedAssemblies)store).Count);
        }

        if (type == typeof(StringBuilder))
        {
            return (StoreKind.Text, static store => ((StringBuilder)store).Length);
        }

        if (typeof(MemoryStream).IsAssignableFrom(type))
        {
            // The length of a stream that is closed cannot be read.
            return (StoreKind.Buffer, static store => (MemoryStream)store is { CanSeek: true } stream ? stream.Length : 0);
        }

        if (typeof(CancellationTokenSource).IsAssignableFrom(type))
        {
            return CancellationCallbacks.IsReadable ? (StoreKind.Registrations, CancellationCallbacks.CountOf) : null;
        }

        if (BaseOf(type, typeof(Channel<,>)) is { } channel)
        {
            return (StoreKind.Channel, CounterOf(typeof(ChannelCounter<,>), channel.GetGenericArguments()));
        }

        if (BaseOf(type, typeof(ChannelReader<>)) is { } reader)
        {
            return (StoreKind.Channel, CounterOf(typeof(ReaderCounter<>), reader.GetGenericArguments()));
        }

        if (typeof(ICollection).IsAssignableFrom(type))
        {
            var isQueue = BaseOf(type, typeof(BlockingCollection<>)) is not null;
            return (isQueue ? StoreKind.Channel : StoreKind.Collection, static store => ((ICollection)store).Count);
        }

        if (InterfaceOf(type, typeof(ICollection<>)) is { } collection)
        {
            return (StoreKind.Collection, CounterOf(typeof(CollectionCounter<>), collection.GetGenericArguments()));
        }

        if (InterfaceOf(type, typeof(IReadOnlyCollection<>)) is { } readOnly)
        {
            return (StoreKind.Collection, CounterOf(typeof(ReadOnlyCounter<>), readOnly.GetGenericArguments()));
        }

        if (BaseOf(type, typeof(ArrayBufferWriter<>)) is { } writer)
        {
            return (StoreKind.Buffer, CounterOf(typeof(WriterCounter<>), writer.GetGenericArguments()));
        }

        return ByMember(type) is { } count
            ? (type.Name.Contains("Cache", StringComparison.Ordinal) ? StoreKind.Cache : StoreKind.Collection, count)
            : null;
    }

    /// <summary>
    /// An opaque type that tells its count, as the memory caches do. A type of the user's is looked into instead: its
    /// <c>Count</c> may do anything.
    /// </summary>
    private static Func<object, long>? ByMember(Type type)
    {
        if (type.IsValueType || type.IsInterface || type.ContainsGenericParameters)
        {
            return null;
        }

        const BindingFlags PublicInstance = BindingFlags.Instance | BindingFlags.Public;
        if (type.GetProperty("Count", PublicInstance, null, typeof(int), [], null) is { GetMethod: { } getter } && IsOpaque(getter))
        {
            return CounterOf(typeof(PropertyCounter<>), [getter.DeclaringType!], getter);
        }

        return type.GetMethod("GetCount", PublicInstance, [typeof(string)]) is { } method && method.ReturnType == typeof(long) &&
            IsOpaque(method)
            ? CounterOf(typeof(MethodCounter<>), [method.DeclaringType!], method)
            : null;
    }

    private static bool IsOpaque(MethodInfo method) => UserAssemblies.IsFramework(method.DeclaringType!.Assembly);

    private static Type? BaseOf(Type type, Type definition)
    {
        for (var level = type; level is not null; level = level.BaseType)
        {
            if (level.IsGenericType && level.GetGenericTypeDefinition() == definition)
            {
                return level;
            }
        }

        return null;
    }

    private static Type? InterfaceOf(Type type, Type definition) =>
        type.GetInterfaces().Prepend(type)
            .FirstOrDefault(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == definition);

    private static Func<object, long> CounterOf(Type definition, Type[] arguments, params object[] parameters) =>
        ((Counter)Activator.CreateInstance(definition.MakeGenericType(arguments), parameters)!).Count;

    private abstract class Counter
    {
        public abstract long Count(object store);
    }

    private sealed class ChannelCounter<TWrite, TRead> : Counter
    {
        public override long Count(object store) => ((Channel<TWrite, TRead>)store).Reader is { CanCount: true } reader ? reader.Count : 0;
    }

    private sealed class ReaderCounter<T> : Counter
    {
        public override long Count(object store) => (ChannelReader<T>)store is { CanCount: true } reader ? reader.Count : 0;
    }

    private sealed class CollectionCounter<T> : Counter
    {
        public override long Count(object store) => ((ICollection<T>)store).Count;
    }

    private sealed class ReadOnlyCounter<T> : Counter
    {
        public override long Count(object store) => ((IReadOnlyCollection<T>)store).Count;
    }

    private sealed class WriterCounter<T> : Counter
    {
        public override long Count(object store) => ((ArrayBufferWriter<T>)store).WrittenCount;
    }

    private sealed class PropertyCounter<T>(MethodInfo getter) : Counter
    {
        private readonly Func<T, int> _count = getter.CreateDelegate<Func<T, int>>();

        public override long Count(object store) => _count((T)store);
    }

    private sealed class MethodCounter<T>(MethodInfo method) : Counter
    {
        private readonly Func<T, string?, long> _count = method.CreateDelegate<Func<T, string?, long>>();

        public override long Count(object store) => _count((T)store, null);
    }
}
