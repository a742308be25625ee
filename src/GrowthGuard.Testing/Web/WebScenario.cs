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
    private WebProgram? _program;
    private HttpClient? _client;

    public IEnumerable<object> ExtraRoots => _program is null ? [] : [_program.Services];

    public static ScenarioReference Of(Func<HttpClient, int, Task> request) =>
        new(request.Method.Module.Assembly.Location, typeof(WebScenario<TProgram>).AssemblyQualifiedName!)
        {
            Arguments = new Dictionary<string, string> { [Request] = DelegateReference.To(request) },
            DisplayName = $"{TypeNames.Full(typeof(TProgram))} ({request.Method.DeclaringType?.DeclaringType?.Name ?? request.Method.DeclaringType?.Name})",
        };

    public void Configure(IReadOnlyDictionary<string, string> arguments) =>
        _request = DelegateReference.Resolve<Func<HttpClient, int, Task>>(arguments[Request]);

    public async ValueTask SetUpAsync()
    {
        _program = await WebProgram.StartAsync(typeof(TProgram).Assembly).ConfigureAwait(false);
        _client = new HttpClient { BaseAddress = _program.Address };
    }

    public ValueTask InvokeAsync(int invocation) => new(_request(_client!, invocation));

    public ValueTask TearDownAsync()
    {
        _client?.Dispose();
        return ValueTask.CompletedTask;
    }
}
