using System.Reflection;
using System.Runtime.Loader;

namespace GrowthGuard.Census;

/// <summary>
/// Counts the statics of assemblies that can be unloaded. Nothing of them is kept between two counts but names and metadata tokens: a
/// reference to a type would keep its assembly, and would be the leak that is looked for.
/// </summary>
internal sealed class CollectibleStores
{
    private readonly Dictionary<Guid, (int Token, CensusNode Node)[]> _byModule = [];

    public void Read(UserAssemblies userAssemblies, Action<CensusNode, StoreKind, Type, long> count)
    {
        foreach (var context in AssemblyLoadContext.All)
        {
            if (context.IsCollectible)
            {
                foreach (var assembly in context.Assemblies.Where(userAssemblies.Contains))
                {
                    Read(assembly.ManifestModule, count);
                }
            }
        }
    }

    private void Read(Module module, Action<CensusNode, StoreKind, Type, long> count)
    {
        if (!_byModule.TryGetValue(module.ModuleVersionId, out var stores))
        {
            _byModule[module.ModuleVersionId] = stores = [.. StoresOf(module.Assembly)];
        }

        foreach (var (token, node) in stores)
        {
            try
            {
                if (module.ResolveField(token) is { } field && FieldValues.Read(field, null) is { } value && Counters.For(value.GetType()) is var (kind, counter))
                {
                    count(node, kind, value.GetType(), counter(value));
                }
            }
            catch (Exception e) when (e is TargetInvocationException or InvalidOperationException)
            {
                // Somebody changed it while it was read.
            }
        }
    }

    // With shapes of its own, which are forgotten at once.
    private static IEnumerable<(int Token, CensusNode Node)> StoresOf(Assembly assembly) =>
        from member in new StaticStores(new StoreShapes()).In(assembly)
        let name = $"{TypeNames.Full(member.Field.DeclaringType!)}.{member.Name} (unloadable)"
        select (member.Field.MetadataToken, new CensusNode(name, null, StoreLifetime.Static, 0));
}
