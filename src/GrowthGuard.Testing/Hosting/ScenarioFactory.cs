using System.Reflection;
using System.Runtime.Loader;

namespace GrowthGuard.Testing.Hosting;

/// <summary>Makes the scenario that a reference names.</summary>
internal static class ScenarioFactory
{
    /// <summary>Loads the assembly and makes the scenario.</summary>
    /// <exception cref="ScenarioException">It cannot be made; the message says why.</exception>
    public static IMemoryScenario Load(ScenarioReference reference, out Assembly assembly)
    {
        try
        {
            assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(reference.AssemblyFile);
        }
        catch (Exception e) when (e is IOException or BadImageFormatException)
        {
            throw new ScenarioException(RunFailure.Setup, $"'{reference.AssemblyFile}' cannot be loaded: {e.Message}");
        }

        var type = TypeOf(reference, assembly);
        var scenario = reference.Maker is { } maker ? Make(maker, type) : Make(type);
        try
        {
            (scenario as IConfiguredScenario)?.Configure(reference.Arguments);
        }
        catch (Exception e)
        {
            throw ScenarioException.Of(RunFailure.ScenarioThrew, $"{nameof(IConfiguredScenario.Configure)} of the scenario threw", e);
        }

        return scenario;
    }

    private static Type TypeOf(ScenarioReference reference, Assembly assembly)
    {
        try
        {
            return assembly.GetType(reference.TypeName) ?? Type.GetType(reference.TypeName, throwOnError: true)!;
        }
        catch (Exception e) when (e is TypeLoadException or IOException or BadImageFormatException or ArgumentException)
        {
            throw new ScenarioException(
                RunFailure.Setup,
                $"The scenario '{reference.TypeName}' is not to be found in '{reference.AssemblyFile}': {e.Message}");
        }
    }

    private static IMemoryScenario Make(string maker, Type type)
    {
        try
        {
            return DelegateReference.Resolve<Func<IMemoryScenario>>(maker)();
        }
        catch (Exception e)
        {
            throw ScenarioException.Of(RunFailure.ScenarioThrew, $"What makes '{type.FullName}' threw", e);
        }
    }

    private static IMemoryScenario Make(Type type)
    {
        if (!typeof(IMemoryScenario).IsAssignableFrom(type))
        {
            throw new ScenarioException(
                RunFailure.Setup,
                $"'{type.FullName}' is not a scenario: it must implement {nameof(IMemoryScenario)}.");
        }

        try
        {
            return (IMemoryScenario)Activator.CreateInstance(type, nonPublic: true)!;
        }
        catch (MissingMethodException)
        {
            throw new ScenarioException(
                RunFailure.Setup,
                $"'{type.FullName}' has no constructor without parameters, or is abstract: a child process cannot make it. Give RunAsync a lambda that does.");
        }
        catch (TargetInvocationException e)
        {
            throw ScenarioException.Of(RunFailure.ScenarioThrew, $"The constructor of '{type.FullName}' threw", e.InnerException ?? e);
        }
    }
}
