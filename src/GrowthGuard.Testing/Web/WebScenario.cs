using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Hosting;

namespace GrowthGuard.Testing.Web;

/// <summary>Sends requests to a web application that runs in this process.</summary>
/// <typeparam name="TProgram">A type of the application's assembly.</typeparam>
internal sealed class WebScenario<TProgram> : IConfiguredScenario
    where TProgram : class
{
    private const string Request = "request";

    private Func<HttpClient, int, Task> _request = (_, _) => Task.CompletedTask;
    private HostedProgram? _program;
    private HostSetUp? _setUp;
    private HttpClient? _client;

    public IEnumerable<object> ExtraRoots => _program is null ? [] : [_program.Services];

    public static ScenarioReference Of(Func<HttpClient, int, Task> request, MemoryFlatOptions options)
    {
        var arguments = new Dictionary<string, string> { [Request] = DelegateReference.To(request) };
        options.HostSetUp?.AddTo(arguments);
        return new ScenarioReference(request.Method.Module.Assembly.Location, typeof(WebScenario<TProgram>).AssemblyQualifiedName!)
        {
            Arguments = arguments,
            DisplayName = $"{TypeNames.Full(typeof(TProgram))} ({TestName.Of(request.Method)})",
        };
    }

    public void Configure(IReadOnlyDictionary<string, string> arguments)
    {
        _request = DelegateReference.Resolve<Func<HttpClient, int, Task>>(arguments[Request]);
        _setUp = HostSetUp.From(arguments);
    }

    public async ValueTask SetUpAsync()
    {
        _program = await HostedProgram.StartAsync(typeof(TProgram).Assembly, _setUp).ConfigureAwait(false);
        _client = new HttpClient { BaseAddress = _program.Address };
    }

    public ValueTask InvokeAsync(int invocation) => new(_request(_client!, invocation));

    public ValueTask TearDownAsync()
    {
        _client?.Dispose();
        return ValueTask.CompletedTask;
    }
}
