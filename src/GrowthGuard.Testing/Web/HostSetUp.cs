using System.Reflection;
using System.Runtime.ExceptionServices;
using GrowthGuard.Testing.Hosting;

namespace GrowthGuard.Testing.Web;

/// <summary>What a test changes of a host before it is built, in the words of a scenario's arguments.</summary>
/// <param name="Method">The lambda, as <see cref="DelegateReference"/> names it.</param>
/// <param name="Type">The type of the delegate, which says what it takes.</param>
internal sealed record HostSetUp(string Method, string Type)
{
    private const string MethodArgument = "host";
    private const string TypeArgument = "host.type";

    public static HostSetUp Of<THost>(Action<THost> change) =>
        new(DelegateReference.To(change), typeof(Action<THost>).AssemblyQualifiedName!);

    public static HostSetUp? From(IReadOnlyDictionary<string, string> arguments) =>
        arguments.TryGetValue(MethodArgument, out var method) ? new HostSetUp(method, arguments[TypeArgument]) : null;

    public void AddTo(Dictionary<string, string> arguments)
    {
        arguments[MethodArgument] = Method;
        arguments[TypeArgument] = Type;
    }

    /// <summary>Changes the host.</summary>
    /// <exception cref="InvalidOperationException">The lambda takes something else than what builds the host.</exception>
    public void Apply(object builder)
    {
        var type = System.Type.GetType(Type, throwOnError: true)!;
        var taken = type.GetGenericArguments()[0];
        if (!taken.IsInstanceOfType(builder))
        {
            throw new InvalidOperationException(
                $"ConfigureHost takes a {taken.FullName}, but the host is built with a {builder.GetType().FullName}: take a " +
                "Microsoft.Extensions.Hosting.IHostBuilder.");
        }

        try
        {
            DelegateReference.Resolve(Method, type).DynamicInvoke(builder);
        }
        catch (TargetInvocationException e) when (e.InnerException is not null)
        {
            ExceptionDispatchInfo.Throw(e.InnerException);
        }
    }
}
