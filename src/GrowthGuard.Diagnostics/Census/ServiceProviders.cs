using System.Collections;

namespace GrowthGuard.Census;

/// <summary>The singletons that a service provider of Microsoft.Extensions.DependencyInjection has made, read without asking it for any.</summary>
internal static class ServiceProviders
{
    private const string Provider = "Microsoft.Extensions.DependencyInjection.ServiceProvider";
    private const string Scope = "Microsoft.Extensions.DependencyInjection.ServiceLookup.ServiceProviderEngineScope";

    public static bool IsProvider(Type type) => type.FullName is Provider or Scope;

    /// <summary>Each singleton, and the list of what the root scope will dispose: transients resolved from the root stay in it.</summary>
    public static IEnumerable<(string Name, object Value)> Held(object provider)
    {
        var root = provider.GetType().FullName == Scope ? PrivateFields.Read(provider, "RootProvider") : provider;
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
