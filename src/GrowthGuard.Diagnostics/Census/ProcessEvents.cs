using System.Reflection;

namespace GrowthGuard.Census;

/// <summary>Events of the framework that live as long as the process; what subscribes to them stays with them.</summary>
internal static class ProcessEvents
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    // Some runtimes keep an application domain's events in AppContext.
    private static readonly (Type Holder, object? Instance, string Event, string Name)[] Known =
    [
        (typeof(AppDomain), AppDomain.CurrentDomain, "ProcessExit", "System.AppDomain.ProcessExit"),
        (typeof(AppContext), null, "ProcessExit", "System.AppDomain.ProcessExit"),
        (typeof(AppContext), null, "UnhandledException", "System.AppDomain.UnhandledException"),
        (typeof(AppContext), null, "FirstChanceException", "System.AppDomain.FirstChanceException"),
        (typeof(System.Runtime.Loader.AssemblyLoadContext), null, "AssemblyLoad", "System.AppDomain.AssemblyLoad"),
        (typeof(System.Runtime.Loader.AssemblyLoadContext), null, "AssemblyResolve", "System.AppDomain.AssemblyResolve"),
        (typeof(TaskScheduler), null, "UnobservedTaskException", "System.Threading.Tasks.TaskScheduler.UnobservedTaskException"),
    ];

    /// <summary>The name of each event that this runtime has where it was looked for, and how to read its delegate.</summary>
    public static IEnumerable<(string Name, Func<object?> Read)> All()
    {
        foreach (var (holder, instance, eventName, name) in Known)
        {
            if (holder.GetField(eventName, Any) is { } field && typeof(Delegate).IsAssignableFrom(field.FieldType) &&
                field.IsStatic == instance is null)
            {
                yield return (name, () => field.GetValue(instance));
            }
        }
    }
}
