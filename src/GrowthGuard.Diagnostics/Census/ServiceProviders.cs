using System.Collections;

namespace GrowthGuard.Census;

/// <summary>
/// The singletons that a service provider of Microsoft.Extensions.DependencyInjection has made, read without asking it for any.
/// </summary>
internal static class ServiceProviders
{
    private const string Provider = "Microsoft.Extensions.DependencyInjection.ServiceProvider";
    private const string Scope = "Microsoft.Extensions.DependencyInjection.ServiceLookup.ServiceProviderEngineScope";

    public static bool IsProvider(Type type) => type.FullName is Provider or Scope;

    /// <summary>The provider itself, or the one that a scope belongs to.</summary>
    public static object? RootOf(object provider) =>
        provider.GetType().FullName == Scope ? PrivateFields.Read(provider, "RootProvider") : provider;

    /// <summary>Each singleton, and the list of what the root scope will dispose: transients resolved from the root stay in it.</summary>
    /// <param name="root">A provider that is no scope.</param>
    public static IEnumerable<(string Name, object Value)> Held(object root)
    {
        if (PrivateFields.Read(PrivateFields.Read(root, "CallSiteFactory"), "_callSiteCache") is IDictionary callSites)
        {
            foreach (var callSite in callSites.Values)
            {
                if (PrivateFields.Read(callSite, "Value") is { } service && !IsProvider(service.GetType()))
                {
                    yield return (TypeNames.Full(service.GetType()), service);
                }
            }
        }

        if (PrivateFields.Read(PrivateFields.Read(root, "Root"), "_disposables") is { } disposables)
        {
            yield return ("disposables of the root service provider", disposables);
        }
    }
}
