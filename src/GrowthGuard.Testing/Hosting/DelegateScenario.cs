namespace GrowthGuard.Testing.Hosting;

/// <summary>Invokes a delegate that captures nothing.</summary>
internal sealed class DelegateScenario : IConfiguredScenario
{
    private const string Handler = "handler";

    private Func<int, ValueTask> _handler = _ => ValueTask.CompletedTask;

    public static ScenarioReference Of(Func<int, ValueTask> handler) =>
        new(handler.Method.Module.Assembly.Location, typeof(DelegateScenario).AssemblyQualifiedName!)
        {
            Arguments = new Dictionary<string, string> { [Handler] = DelegateReference.To(handler) },
            DisplayName = $"{handler.Method.DeclaringType}.{handler.Method.Name}",
        };

    public void Configure(IReadOnlyDictionary<string, string> arguments) =>
        _handler = DelegateReference.Resolve<Func<int, ValueTask>>(arguments[Handler]);

    public ValueTask InvokeAsync(int invocation) => _handler(invocation);
}
