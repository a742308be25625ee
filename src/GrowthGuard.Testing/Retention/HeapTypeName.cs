using System.Text.RegularExpressions;
using GrowthGuard.Census;

namespace GrowthGuard.Testing.Retention;

/// <summary>Names of types and methods as a reader of the code knows them, from those of the runtime.</summary>
internal static partial class HeapTypeName
{
    /// <summary>Without namespaces, and with the method in place of what the compiler made of it: <c>List&lt;Order&gt;</c>.</summary>
    public static string Short(string type) => Readable(Namespaces().Replace(type, ""));

    /// <summary>With namespaces: the name of a method or a field of a type.</summary>
    public static string Readable(string name)
    {
        name = StateMachineBox().Replace(name, "async ${machine}");
        name = HoistedLocal().Replace(name, "${local}");
        name = BackingField().Replace(name, "${property}");
        name = Closure().Replace(name, "");
        return StateMachine().Replace(name, "${method}").Replace('+', '.');
    }

    /// <summary>Without namespaces, as C# writes it: <c>Dictionary&lt;string, Order&gt;</c>.</summary>
    public static string CSharp(string type) => WithKeywords(Short(type));

    /// <summary>With the words of C# for types that have one.</summary>
    public static string WithKeywords(string name) => Words().Replace(name, word => TypeNames.KeywordOf(word.Value) ?? word.Value);

    /// <summary>Whether a method is one of the kit, which invokes what is tested.</summary>
    public static bool IsOfKit(string method) => method.StartsWith(Kit, StringComparison.Ordinal);

    /// <summary>Whether a program's own code declares the type.</summary>
    public static bool IsOfProgram(string type) =>
        type.Length > 0 && !type.EndsWith(']') && !FrameworkNames.Any(start => type.StartsWith(start, StringComparison.Ordinal));

    private const string Kit = "GrowthGuard.Testing.Hosting.";

    private static readonly string[] FrameworkNames = ["System.", "Microsoft.", "Interop", "Internal.", Kit];

    [GeneratedRegex(@"\w+")]
    private static partial Regex Words();

    [GeneratedRegex(@"\b(?:[A-Za-z_]\w*\.)+(?=[A-Za-z_<])")]
    private static partial Regex Namespaces();

    /// <summary>The object that keeps an async method while it waits.</summary>
    [GeneratedRegex(@"(?:[\w.]+\.)?(?:Async|Pooling)\w*MethodBuilder(?:<.*?>)?\+\w*StateMachineBox<(?<machine>.+)>$")]
    private static partial Regex StateMachineBox();

    [GeneratedRegex(@"<(?<property>\w+)>k__BackingField")]
    private static partial Regex BackingField();

    /// <summary>A local variable that an async method or iterator keeps while it waits.</summary>
    [GeneratedRegex(@"<(?<local>\w+)>5__\d+")]
    private static partial Regex HoistedLocal();

    /// <summary>The class of variables that a lambda captured, and that of lambdas that captured none.</summary>
    [GeneratedRegex(@"\+<>c(?:__DisplayClass\w+)?(?![\w])")]
    private static partial Regex Closure();

    /// <summary>The class of an async method or iterator, or the method of a lambda or local function.</summary>
    [GeneratedRegex(@"<(?<method>\w+)>(?:d|b|g)_*\w*(?:\|[\w]+)?")]
    private static partial Regex StateMachine();
}
