using System.Reflection;
using System.Runtime.CompilerServices;

namespace GrowthGuard.Census;

/// <summary>The static fields that may hold a store.</summary>
internal sealed class StaticStores(StoreShapes shapes)
{
    private const BindingFlags Statics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Fields of one type; a generic definition's when that is given.</summary>
    public IEnumerable<StoreMember> Of(Type type) => type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        ? []
        : type.GetFields(Statics).Where(field => !field.IsLiteral && shapes.MayLeadSomewhere(field.FieldType)).Select(StoreMember.Of);

    /// <summary>The types of an assembly that are not generic, as far as they can be loaded.</summary>
    public static IEnumerable<Type> TypesOf(Assembly assembly, CensusNotes notes) =>
        Loaded(assembly, notes).Where(type => !type.ContainsGenericParameters);

    private static IEnumerable<Type> Loaded(Assembly assembly, CensusNotes notes)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partly)
        {
            notes.Keep(
                isStatic: true,
                $"{partly.Types.Count(type => type is null)} types of {assembly.GetName().Name}",
                partly.LoaderExceptions.FirstOrDefault() ?? partly);
            return partly.Types.OfType<Type>();
        }
    }
}
