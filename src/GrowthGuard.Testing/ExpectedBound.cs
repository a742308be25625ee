using System.Linq.Expressions;
using System.Reflection;
using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;

namespace GrowthGuard.Testing;

/// <summary>A store that may fill up to a number of entries.</summary>
/// <param name="RootName">The name of the root as a report shows it, or of the object that has it inside, with <c>*</c> for any
/// text.</param>
/// <param name="Maximum">The largest number of entries.</param>
public sealed record ExpectedBound(string RootName, long Maximum)
{
    /// <summary>The root name of the static field or property that an expression reads.</summary>
    internal static string NameOf(Expression<Func<object?>> store)
    {
        var body = store.Body is UnaryExpression { NodeType: ExpressionType.Convert } conversion ? conversion.Operand : store.Body;
        return body is MemberExpression { Expression: null, Member: FieldInfo or PropertyInfo } access
            ? $"{TypeNames.Full(access.Member.DeclaringType!)}.{access.Member.Name}"
            : throw new ArgumentException(
                $"'{store.Body}' is not a static field or property: write () => Type.Member, or give the name of the root as text.",
                nameof(store));
    }
}
