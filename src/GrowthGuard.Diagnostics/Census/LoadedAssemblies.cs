using System.Collections;
using System.Reflection;

namespace GrowthGuard.Census;

/// <summary>The assemblies of the process, those that are emitted while it runs among them.</summary>
internal sealed class LoadedAssemblies : IReadOnlyCollection<Assembly>
{
    public const string Name = "loaded assemblies";

    public int Count => AppDomain.CurrentDomain.GetAssemblies().Length;

    public IEnumerator<Assembly> GetEnumerator() => AppDomain.CurrentDomain.GetAssemblies().AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
