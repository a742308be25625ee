using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GrowthGuard.Census;

/// <summary>
/// Tells whether the static constructor of a type has run, field initialisers included, without running it. Reflection runs it when it
/// reads a field, even one of an instance: a measurement that did so would change the program that it measures.
/// </summary>
/// <remarks>
/// There is no public way to ask. The runtime keeps a flag for each type; its place is looked up by name, and tried on two types of
/// ours, one of which is never used, before it is believed. Runtimes before .NET 9 keep it elsewhere.
/// </remarks>
internal static unsafe class StaticConstructor
{
    private const uint Initialized = 1;

    private static readonly int AuxiliaryData = OffsetOf("System.Runtime.CompilerServices.MethodTable", "AuxiliaryData");

    /// <summary>Whether this runtime has the flag where it was looked for.</summary>
    private static readonly bool IsKnown = AuxiliaryData >= 0 && Used.Value == 1 && HasFlag(typeof(Used)) && !HasFlag(typeof(Unused));

    /// <summary>
    /// Whether the static fields of a type can be read without running code. Where the runtime does not tell, a type counts as
    /// initialised unless it has a static constructor in so many words: initialisers alone may run at any time by specification.
    /// </summary>
    /// <param name="type">A type that is no open generic.</param>
    public static bool HasRun(Type type) =>
        type.TypeInitializer is null || (IsKnown ? HasFlag(type) : type.Attributes.HasFlag(TypeAttributes.BeforeFieldInit));

    private static bool HasFlag(Type type) => (Volatile.Read(ref **(uint**)(type.TypeHandle.Value + AuxiliaryData)) & Initialized) != 0;

    private static int OffsetOf(string type, string field) =>
        typeof(object).Assembly.GetType(type)?.GetField(
            field,
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)?.GetCustomAttribute<FieldOffsetAttribute>()?.Value ?? -1;

    private static class Used
    {
        public static readonly int Value = Environment.ProcessId > 0 ? 1 : 0;
    }

    private static class Unused
    {
        public static readonly object Value = new();
    }
}
