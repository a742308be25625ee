using System.Globalization;
using System.Reflection;
using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Hosting;

namespace GrowthGuard.Testing.Lambda;

/// <summary>Calls the handler of a Lambda function as a warm container does: one instance, one event after the other.</summary>
/// <typeparam name="TFunction">The class of the function.</typeparam>
/// <typeparam name="TEvent">The type of its events.</typeparam>
internal sealed class LambdaScenario<TFunction, TEvent> : IConfiguredScenario
    where TFunction : class, new()
{
    private const string Handler = "handler";
    private const string Events = "events";
    private const string File = "file";
    private const string Memory = "memory";

    private readonly TFunction _function = new();
    private Func<int, TEvent> _eventOf = _ => default!;
    private MethodInvoker? _handler;
    private Type? _contextType;
    private bool _takesEvent;
    private int _memoryLimit;

    public IEnumerable<object> ExtraRoots => [new GivenRoot(_function, StoreLifetime.Container)];

    public static ScenarioReference Of(Func<TFunction, Delegate> handler, Func<int, TEvent> events, MemoryFlatOptions options) =>
        Reference(handler, new Dictionary<string, string> { [Events] = DelegateReference.To(events) }, options);

    public static ScenarioReference Of(Func<TFunction, Delegate> handler, Samples events, MemoryFlatOptions options) =>
        Reference(
            handler,
            events.Files.Select((file, i) => KeyValuePair.Create(File + i.ToString(CultureInfo.InvariantCulture), file)).ToDictionary(),
            options);

    public void Configure(IReadOnlyDictionary<string, string> arguments)
    {
        var method = DelegateReference.Resolve<Func<TFunction, Delegate>>(arguments[Handler])(_function).Method;
        var parameters = method.GetParameters();
        _contextType = parameters.LastOrDefault(parameter => parameter.ParameterType.FullName == LambdaNames.Context)?.ParameterType;
        _takesEvent = parameters.Length - (_contextType is null ? 0 : 1) == 1;
        if (parameters.Length > 2 || (_takesEvent && !parameters[0].ParameterType.IsAssignableFrom(typeof(TEvent))))
        {
            throw new ArgumentException(
                $"'{method.DeclaringType}.{method.Name}' cannot be called with a {typeof(TEvent)} and a context: a handler takes an " +
                "event, a context, both, or nothing.");
        }

        _handler = MethodInvoker.Create(method);
        _memoryLimit = int.Parse(arguments[Memory], CultureInfo.InvariantCulture);
        _eventOf = arguments.TryGetValue(Events, out var events)
            ? EventSource<TEvent>.FromDelegate(events)
            : EventSource<TEvent>.FromFiles(
                Enumerable.Range(0, int.MaxValue)
                    .Select(i => arguments.GetValueOrDefault(File + i.ToString(CultureInfo.InvariantCulture)))
                    .TakeWhile(file => file is not null)!,
                method);
    }

    public async ValueTask InvokeAsync(int invocation)
    {
        var context = _contextType is null ? null : LambdaContext.Create(_contextType, typeof(TFunction).Name, _memoryLimit);
        var result = (_takesEvent, _contextType) switch
        {
            (true, not null) => _handler!.Invoke(_function, _eventOf(invocation), context),
            (true, null) => _handler!.Invoke(_function, _eventOf(invocation)),
            (false, not null) => _handler!.Invoke(_function, context),
            _ => _handler!.Invoke(_function),
        };
        await Results.WaitAsync(result).ConfigureAwait(false);
    }

    public async ValueTask TearDownAsync()
    {
        switch (_function)
        {
            case IAsyncDisposable disposable:
                await disposable.DisposeAsync().ConfigureAwait(false);
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }
    }

    private static ScenarioReference Reference(
        Func<TFunction, Delegate> handler,
        Dictionary<string, string> arguments,
        MemoryFlatOptions options)
    {
        const int UsualMemory = 512;
        arguments[Handler] = DelegateReference.To(handler);
        arguments[Memory] = ((options.MemoryLimit ?? (UsualMemory << 20)) >> 20).ToString(CultureInfo.InvariantCulture);
        return new ScenarioReference(
            handler.Method.Module.Assembly.Location,
            typeof(LambdaScenario<TFunction, TEvent>).AssemblyQualifiedName!)
        {
            Arguments = arguments,
            DisplayName = $"{TypeNames.Full(typeof(TFunction))} ({TestName.Of(handler.Method)})",
        };
    }
}
