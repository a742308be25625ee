using System.Diagnostics;
using System.Reflection;

namespace GrowthGuard.Testing.Web;

/// <summary>
/// An application whose entry point runs on a thread of this process. Its host tells when it is about to be built and when it has been, as
/// it does to tools of the framework; the rest is read by name, so that the kit needs no reference to it.
/// </summary>
internal sealed class HostedProgram
{
    private const string Hosting = "Microsoft.Extensions.Hosting";
    private const string HostBuilding = "HostBuilding";
    private const string HostBuilt = "HostBuilt";
    private const string LifetimeType = "Microsoft.Extensions.Hosting.IHostApplicationLifetime";
    private const string ServerType = "Microsoft.AspNetCore.Hosting.Server.IServer";
    private const string AddressesType = "Microsoft.AspNetCore.Hosting.Server.Features.IServerAddressesFeature";

    /// <summary>
    /// The server takes a free port, and does not write a line for every request: that would be most of what is measured.
    /// </summary>
    private static readonly (string Name, string Value)[] Settings =
    [
        ("ASPNETCORE_URLS", "http://127.0.0.1:0"),
        ("Logging__LogLevel__Default", "Warning"),
        ("Logging__LogLevel__Microsoft.AspNetCore", "Warning"),
    ];

    private HostedProgram(IServiceProvider services) => Services = services;

    public IServiceProvider Services { get; }

    /// <summary>Where its server listens.</summary>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    public Uri Address => new(AddressOf(Services));

    /// <summary>Whether the scenario runs an application with its host.</summary>
    public static bool IsRunBy(ScenarioReference scenario) =>
        scenario.TypeName.StartsWith($"{typeof(HostedProgram).Namespace}.", StringComparison.Ordinal);

    /// <summary>Calls the entry point and waits until the host has started.</summary>
    /// <param name="assembly">The assembly of the application.</param>
    /// <param name="setUp">Changes the host before it is built; null for nothing.</param>
    /// <exception cref="InvalidOperationException">There is no entry point, or it ended without a host.</exception>
    public static async Task<HostedProgram> StartAsync(Assembly assembly, HostSetUp? setUp)
    {
        var entry = assembly.EntryPoint
            ?? throw new InvalidOperationException(
                $"'{assembly.GetName().Name}' has no entry point: name a type of the application itself, its Program.");
        foreach (var (name, value) in Settings)
        {
            if (Environment.GetEnvironmentVariable(name) is null)
            {
                Environment.SetEnvironmentVariable(name, value);
            }
        }

        var built = new TaskCompletionSource<object>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listeners = new Listeners(built, setUp);
        using var subscription = DiagnosticListener.AllListeners.Subscribe(listeners);
        new Thread(() => Run(entry, built)) { IsBackground = true, Name = "Application" }.Start();
        var host = await built.Task.ConfigureAwait(false);
        var services = (IServiceProvider)host.GetType().GetProperty("Services")!.GetValue(host)!;
        await StartedAsync(services).ConfigureAwait(false);
        return new HostedProgram(services);
    }

    private static void Run(MethodInfo entry, TaskCompletionSource<object> built)
    {
        try
        {
            entry.Invoke(
                null,
                BindingFlags.DoNotWrapExceptions,
                null,
                entry.GetParameters().Length == 0 ? [] : [Array.Empty<string>()],
                null);
            built.TrySetException(
                new InvalidOperationException(
                    "The application ended without a host: one is needed that is built with WebApplication or Host."));
        }
        catch (Exception e) when (built.TrySetException(e))
        {
            // Told to who waits for the host. Later it is unhandled, as it is when the application runs by itself.
        }
    }

    private static async Task StartedAsync(IServiceProvider services)
    {
        var lifetime = Service(services, LifetimeType);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var token = (CancellationToken)lifetime.GetType().GetProperty("ApplicationStarted")!.GetValue(lifetime)!;
        await using var registration = token.Register(started.SetResult).ConfigureAwait(false);
        await started.Task.ConfigureAwait(false);
    }

    private static string AddressOf(IServiceProvider services)
    {
        var server = Service(services, ServerType);
        var features = TypeOf(ServerType).GetProperty("Features")!.GetValue(server)!;
        var feature = features.GetType().GetProperty("Item", [typeof(Type)])!.GetValue(features, [TypeOf(AddressesType)]);
        var addresses = (ICollection<string>?)TypeOf(AddressesType).GetProperty("Addresses")!.GetValue(feature) ?? [];
        return addresses.FirstOrDefault(address => address.StartsWith("http://", StringComparison.Ordinal))
            ?? throw new InvalidOperationException(
                "The application listens at no http address: leave the addresses of its server to the environment variable " +
                "ASPNETCORE_URLS.");
    }

    private static object Service(IServiceProvider services, string type) =>
        services.GetService(TypeOf(type)) ??
        throw new InvalidOperationException(
            $"The application has no {type}.{(type == ServerType ? " WebAsync needs a web application; WorkerAsync runs others." : "")}");

    private static Type TypeOf(string name) =>
        AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType(name)).FirstOrDefault(type => type is not null)
        ?? throw new InvalidOperationException(
            $"The application does not use {name}.{(name is ServerType or AddressesType ? " WebAsync needs a web application; WorkerAsync runs others." : "")}");

    private sealed class Listeners(TaskCompletionSource<object> built, HostSetUp? setUp) : IObserver<DiagnosticListener>, IDisposable
    {
        private IDisposable? _events;

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == Hosting)
            {
                Dispose();
                _events = value.Subscribe(new Events(built, setUp));
            }
        }

        public void Dispose() => _events?.Dispose();

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }

    private sealed class Events(TaskCompletionSource<object> built, HostSetUp? setUp) : IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value is { Key: HostBuilding, Value: { } builder })
            {
                setUp?.Apply(builder);
            }
            else if (value is { Key: HostBuilt, Value: { } host })
            {
                built.TrySetResult(host);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
