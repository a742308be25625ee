using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Hosting;

namespace GrowthGuard.Testing.Web;

/// <summary>Gives work to an application that runs in this process.</summary>
/// <typeparam name="TProgram">A type of the application's assembly.</typeparam>
internal sealed class WorkerScenario<TProgram> : IConfiguredScenario
    where TProgram : class
{
    private const string Work = "work";

    private Func<IServiceProvider, int, Task> _work = (_, _) => Task.CompletedTask;
    private HostedProgram? _program;
    private HostSetUp? _setUp;

    public IEnumerable<object> ExtraRoots => _program is null ? [] : [_program.Services];

    public static ScenarioReference Of(Func<IServiceProvider, int, Task> work, MemoryFlatOptions options)
    {
        var arguments = new Dictionary<string, string> { [Work] = DelegateReference.To(work) };
        options.HostSetUp?.AddTo(arguments);
        return new ScenarioReference(work.Method.Module.Assembly.Location, typeof(WorkerScenario<TProgram>).AssemblyQualifiedName!)
        {
            Arguments = arguments,
            DisplayName = $"{TypeNames.Full(typeof(TProgram))} ({TestName.Of(work.Method)})",
        };
    }

    public void Configure(IReadOnlyDictionary<string, string> arguments)
    {
        _work = DelegateReference.Resolve<Func<IServiceProvider, int, Task>>(arguments[Work]);
        _setUp = HostSetUp.From(arguments);
    }

    public async ValueTask SetUpAsync() =>
        _program = await HostedProgram.StartAsync(typeof(TProgram).Assembly, _setUp).ConfigureAwait(false);

    public ValueTask InvokeAsync(int invocation) => new(_work(_program!.Services, invocation));
}
