using System.Globalization;
using System.Reflection;

namespace GrowthGuard.Testing;

/// <summary>Names a delegate so that another process can make it again: a static method, or a lambda that captures nothing.</summary>
public static class DelegateReference
{
    /// <summary>Names a delegate.</summary>
    /// <exception cref="ArgumentException">It holds an object of this process; the message says which.</exception>
    public static string To(Delegate target)
    {
        var method = target.Method;
        if (method.IsGenericMethod || method.DeclaringType is not { AssemblyQualifiedName: { } type })
        {
            throw new ArgumentException(
                $"'{method.Name}' is generic or made at run time: another process cannot find it. Write a scenario type that implements " +
                $"{nameof(IMemoryScenario)}.",
                nameof(target));
        }

        if (target.Target is { } instance && Fields(instance.GetType()) is { Length: > 0 } captured)
        {
            var names = string.Join(", ", captured.Select(field => $"'{field.Name}'"));
            throw new ArgumentException(
                $"The delegate holds {names}, which only exist in this process. Make the lambda static and let it use static members, " +
                $"write a scenario type that implements {nameof(IMemoryScenario)}, or use MemoryFlat.InProcessAsync.",
                nameof(target));
        }

        return $"{method.MetadataToken.ToString(CultureInfo.InvariantCulture)}:{method.Name}@{type}";
    }

    /// <summary>Makes the delegate in this process.</summary>
    /// <typeparam name="T">The type of the delegate.</typeparam>
    /// <param name="reference">What <see cref="To"/> returned.</param>
    public static T Resolve<T>(string reference)
        where T : Delegate => (T)Resolve(reference, typeof(T));

    /// <summary>Makes the delegate in this process.</summary>
    /// <param name="reference">What <see cref="To"/> returned.</param>
    /// <param name="delegateType">The type of the delegate.</param>
    internal static Delegate Resolve(string reference, Type delegateType)
    {
        var at = reference.IndexOf('@', StringComparison.Ordinal);
        var type = Type.GetType(reference[(at + 1)..], throwOnError: true)!;
        var method = MethodOf(type, reference[..at]);
        return method.IsStatic
            ? method.CreateDelegate(delegateType)
            : method.CreateDelegate(delegateType, Activator.CreateInstance(type, nonPublic: true));
    }

    /// <summary>
    /// The token tells overloads apart; the name, whether the assembly was built again since and the token is of another method.
    /// </summary>
    private static MethodInfo MethodOf(Type type, string tokenAndName)
    {
        const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic
            | BindingFlags.DeclaredOnly;
        var colon = tokenAndName.IndexOf(':', StringComparison.Ordinal);
        var token = int.Parse(tokenAndName.AsSpan(0, colon), CultureInfo.InvariantCulture);
        var name = tokenAndName[(colon + 1)..];
        var named = type.GetMethods(Declared).Where(method => method.Name == name).ToList();
        return named.FirstOrDefault(method => method.MetadataToken == token) ?? (named is [var only]
            ? only
            : throw new ArgumentException(
                $"'{type.Module.Assembly.GetName().Name}' was built again since, and '{type}' has {(named.Count == 0 ? "no" : "several")} '{name}': run the test again."));
    }

    private static FieldInfo[] Fields(Type type) => type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
}
