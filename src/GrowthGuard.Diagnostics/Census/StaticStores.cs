using System.Reflection;
using System.Runtime.CompilerServices;

namespace GrowthGuard.Census;

/// <summary>The static fields that may hold a store.</summary>
internal sealed class StaticStores(StoreShapes shapes)
{
    private const BindingFlags Statics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Fields of all types of an assembly that are not generic.</summary>
    public IEnumerable<StoreMember> In(Assembly assembly) =>
        TypesOf(assembly).Where(type => !type.ContainsGenericParameters).SelectMany(Of);

    /// <summary>Fields of one type; a generic definition's when that is given.</summary>
    public IEnumerable<StoreMember> Of(Type type) => type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        ? []
        : type.GetFields(Statics).Where(field => !field.IsLiteral && shapes.MayLeadSomewhere(field.FieldType)).Select(StoreMember.Of);

    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partly)
        {
            return partly.Types.OfType<Type>();
        }
    }
}
