using GrowthGuard.Analyzers.Facts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Evidence;

/// <summary>
/// Tells by their names keys that stand for parts of the program or of its set-up: queues, types, providers, languages. Their domain
/// is open, but there are few in any process.
/// </summary>
/// <param name="facts">The words that such names end with.</param>
/// <param name="isClosed">Whether a part of a key is closed anyway.</param>
internal sealed class FewKeys(FactTable facts, Func<IOperation, bool> isClosed)
{
    private const int MaximumDepth = 4;

    /// <summary>Whether the key, or each of its parts that is not closed, is named so. An object is not, whatever it describes: each may be another key.</summary>
    public bool Are(IOperation key) => key.Unwrap().Type is { IsValueType: true } or { SpecialType: SpecialType.System_String } && Are(key, 0);

    private bool Are(IOperation key, int depth)
    {
        key = key.Unwrap();
        if (depth > MaximumDepth)
            return false;
        return key switch
        {
            IParameterReferenceOperation parameter => IsFew(parameter.Parameter.Name),
            IFieldReferenceOperation field => IsFew(field.Field.Name),
            ILocalReferenceOperation local => IsFew(local.Local.Name) || (Origins.Of(local).ToList() is { Count: > 0 } origins && origins.All(origin => origin is not ILocalReferenceOperation && IsFewOrClosed(origin, depth + 1))),
            IPropertyReferenceOperation { Arguments.Length: 0 } property => IsFew(property.Property.Name) || (property is { Property.Name: "Name", Instance: { } owner } && owner.ReferencedSymbol()?.Name is { } named && IsFew(named + "Name")),

            // `name.ToUpperInvariant()`, and what a method gives by its own name: `GetSequenceName(sequence)`.
            IInvocationOperation call => IsFew(call.TargetMethod.Name) || (call.Instance is { } text && Are(text, depth + 1) && call.Arguments.All(argument => IsFewOrClosed(argument.Value, depth + 1))),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => AreAll([sum.LeftOperand, sum.RightOperand], depth),
            IInterpolatedStringOperation text => AreAll(text.Parts.OfType<IInterpolationOperation>().Select(hole => hole.Expression), depth),
            ITupleOperation tuple => AreAll(tuple.Elements, depth),
            IObjectCreationOperation { Initializer: null } creation => AreAll(creation.Arguments.Select(argument => argument.Value), depth),
            ICoalesceOperation coalesce => AreAll([coalesce.Value, coalesce.WhenNull], depth),
            _ => false,
        };
    }

    private bool AreAll(IEnumerable<IOperation> parts, int depth)
    {
        var open = parts.Where(part => !isClosed(part)).ToList();
        return open.Count > 0 && open.All(part => Are(part, depth + 1));
    }

    private bool IsFewOrClosed(IOperation part, int depth) => isClosed(part) || Are(part, depth);

    private bool IsFew(string name) => facts.OfKind(FactKind.FewWord).Any(few => EndsWithWord(name, few.Name));

    // `type`, `consumerType` and `_consumerType`, but not `prototype`.
    private static bool EndsWithWord(string name, string word)
    {
        var start = name.Length - word.Length;
        return start >= 0 && name.EndsWith(word, StringComparison.OrdinalIgnoreCase) && (start == 0 || name[start - 1] == '_' || char.IsUpper(name[start]));
    }
}
