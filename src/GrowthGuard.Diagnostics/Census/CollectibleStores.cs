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

    public void Read(UserAssemblies userAssemblies, Action<CensusNode, StoreKind, Type, long> count, CensusNotes notes)
    {
        foreach (var context in AssemblyLoadContext.All)
        {
            if (context.IsCollectible)
            {
                foreach (var assembly in context.Assemblies.Where(userAssemblies.Contains))
                {
                    Read(assembly.ManifestModule, count, notes);
                }
            }
        }
    }

    private void Read(Module module, Action<CensusNode, StoreKind, Type, long> count, CensusNotes notes)
    {
        if (!_byModule.TryGetValue(module.ModuleVersionId, out var stores))
        {
            _byModule[module.ModuleVersionId] = stores = [.. StoresOf(module.Assembly, notes)];
        }

        foreach (var (token, node) in stores)
        {
            try
            {
                if (module.ResolveField(token) is { } field && FieldValues.Read(field, null) is { } value &&
                    Counters.For(value.GetType()) is var (kind, counter))
                {
                    count(node, kind, value.GetType(), counter(value));
                }
            }
            catch (Exception e)
            {
                // Somebody changed it while it was read, or it is being unloaded.
                notes.Add(isStatic: true, node.Name, e);
            }
        }
    }

    // With shapes of its own, which are forgotten at once.
    private static IEnumerable<(int Token, CensusNode Node)> StoresOf(Assembly assembly, CensusNotes notes) =>
        from member in StaticStores.TypesOf(assembly, notes).SelectMany(new StaticStores(new StoreShapes()).Of)
        let name = $"{TypeNames.Full(member.Field.DeclaringType!)}.{member.Name} (unloadable)"
        select (member.Field.MetadataToken, new CensusNode(name, null, StoreLifetime.Static, 0));
}
