namespace GrowthGuard.Census;

/// <summary>Types whose objects only stand for another object, and how to read that without causing it to be made.</summary>
internal static class InnerValues
{
    /// <summary>Null when the type is none of them.</summary>
    public static Func<object, object?>? ReaderFor(Type type)
    {
        for (var level = type; level is not null; level = level.BaseType)
        {
            if (level.IsGenericType && ReaderOf(level.GetGenericTypeDefinition()) is { } reader)
            {
                var made = (Reader)Activator.CreateInstance(reader.MakeGenericType(level.GetGenericArguments()))!;
                return made.Read;
            }
        }

        return null;
    }

    private static Type? ReaderOf(Type definition) =>
        definition == typeof(Lazy<>) ? typeof(LazyReader<>)
        : definition == typeof(Task<>) ? typeof(TaskReader<>)
        : null;

    private abstract class Reader
    {
        public abstract object? Read(object holder);
    }

    private sealed class LazyReader<T> : Reader
    {
        public override object? Read(object holder) => holder is Lazy<T> { IsValueCreated: true } lazy ? lazy.Value : null;
    }

    private sealed class TaskReader<T> : Reader
    {
        public override object? Read(object holder) => holder is Task<T> { IsCompletedSuccessfully: true } task ? task.Result : null;
    }
}
