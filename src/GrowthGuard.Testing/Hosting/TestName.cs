using System.Reflection;
using System.Text.RegularExpressions;

namespace GrowthGuard.Testing.Hosting;

/// <summary>Names what a test gave by the method that it stands in: each lambda of a class has a name of its own.</summary>
internal static partial class TestName
{
    /// <summary>
    /// For example <c>OrderTests.Orders_stay_flat</c>; with a number for the second lambda of a method and those after it.
    /// </summary>
    public static string Of(MethodInfo method)
    {
        var type = method.DeclaringType;
        while (type is { DeclaringType: { } outer } && type.Name.StartsWith('<'))
        {
            type = outer;
        }

        var lambda = Lambda().Match(method.Name);
        var name = lambda.Success ? lambda.Groups["method"].Value : method.Name;
        var ordinal = lambda.Success && int.TryParse(lambda.Groups["ordinal"].ValueSpan, out var number) && number > 0
            ? $" {number + 1}"
            : "";
        return $"{type?.Name}.{name}{ordinal}";
    }

    /// <summary>
    /// What the compiler calls a lambda: <c>&lt;Orders_stay_flat&gt;b__0_1</c>, or <c>b__1</c> when it captures something.
    /// </summary>
    [GeneratedRegex(@"^<(?<method>.+)>b__(?:\d+_)?(?<ordinal>\d+)$")]
    private static partial Regex Lambda();
}
