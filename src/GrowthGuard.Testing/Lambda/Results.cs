using System.Reflection;

namespace GrowthGuard.Testing.Lambda;

/// <summary>What a handler returns: it may be awaited, and what the host would have written out is let go.</summary>
internal static class Results
{
    public static async ValueTask WaitAsync(object? result)
    {
        switch (result)
        {
            case Task task:
                await task.ConfigureAwait(false);
                (ValueOf(task) as IDisposable)?.Dispose();
                break;
            case ValueTask task:
                await task.ConfigureAwait(false);
                break;
            case { } value when value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ValueTask<>):
                await ((Task)type.GetMethod(nameof(ValueTask<int>.AsTask))!.Invoke(value, null)!).ConfigureAwait(false);
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }
    }

    private static object? ValueOf(Task task) =>
        task.GetType().GetProperty(nameof(Task<int>.Result), BindingFlags.Public | BindingFlags.Instance)?.GetValue(task);
}
