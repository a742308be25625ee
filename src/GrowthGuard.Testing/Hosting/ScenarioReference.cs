using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Hosting;

namespace GrowthGuard.Testing;

/// <summary>Says which scenario a child process shall make.</summary>
/// <param name="AssemblyFile">The assembly whose dependencies and runtime settings the process gets.</param>
/// <param name="TypeName">The type of the scenario, with the names of its assemblies unless it is in
/// <paramref name="AssemblyFile"/>.</param>
public sealed record ScenarioReference(string AssemblyFile, string TypeName)
{
    private const string MakerArgument = "maker";

    /// <summary>What a scenario that is an <see cref="IConfiguredScenario"/> is told before its set-up.</summary>
    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>();

    /// <summary>Settings of the runtime that replace those of the tested assembly's runtime configuration, by name.</summary>
    internal IReadOnlyDictionary<string, string> RuntimeKnobs { get; init; } = new Dictionary<string, string>();

    /// <summary>The name to show; the type's when null.</summary>
    public string? DisplayName { get; init; }

    /// <summary>
    /// What makes the scenario, as <see cref="DelegateReference"/> names it; null for its constructor without parameters.
    /// </summary>
    internal string? Maker => Arguments.GetValueOrDefault(MakerArgument);

    /// <summary>Refers to a scenario by what makes it.</summary>
    /// <exception cref="ArgumentException">The delegate holds an object of this process.</exception>
    internal static ScenarioReference MadeBy<TScenario>(Func<TScenario> make)
        where TScenario : class, IMemoryScenario =>
        new(make.Method.Module.Assembly.Location, typeof(TScenario).AssemblyQualifiedName!)
        {
            Arguments = new Dictionary<string, string> { [MakerArgument] = DelegateReference.To(make) },
            DisplayName = $"{TypeNames.Full(typeof(TScenario))} ({TestName.Of(make.Method)})",
        };

    /// <summary>Refers to a type by its assembly.</summary>
    /// <param name="type">The scenario, which may be a closed generic type.</param>
    /// <param name="owner">A type whose assembly counts as the tested one; that of <paramref name="type"/> when null.</param>
    public static ScenarioReference To(Type type, Type? owner = null) =>
        new((owner ?? type).Assembly.Location, type.AssemblyQualifiedName!) { DisplayName = TypeNames.Full(type) };
}
