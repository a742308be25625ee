using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.CodeModel.Bodies;

/// <summary>
/// The locals and parameters of one body: where they are referred to, and what they are set to. The body is walked once, since a member
/// with thousands of locals would else be walked for each of them.
/// </summary>
internal sealed class BodyIndex
{
    // Weak: an index goes with the operations that it is of.
    private static readonly ConditionalWeakTable<IOperation, BodyIndex> Indexes = new();

    private readonly ILookup<ISymbol, IOperation> _references;
    private readonly ILookup<ISymbol, IOperation> _values;

    private BodyIndex(IOperation root)
    {
        var references = new List<(ISymbol Variable, IOperation Operation)>();
        var values = new List<(ISymbol Variable, IOperation Value)>();
        foreach (var operation in root.DescendantsAndSelf())
        {
            switch (operation)
            {
                case ILocalReferenceOperation local:
                    references.Add((local.Local, local));
                    break;
                case IParameterReferenceOperation parameter:
                    references.Add((parameter.Parameter, parameter));
                    break;
                case IVariableDeclaratorOperation declarator when declarator.GetVariableInitializer() is { } initializer:
                    values.Add((declarator.Symbol, initializer.Value));
                    break;
                case IAssignmentOperation { Target: ILocalReferenceOperation target } assignment:
                    values.Add((target.Local, assignment.Value));
                    break;
                case IIsPatternOperation test:
                    values.AddRange(PatternVariables.In(test.Pattern).Select(local => ((ISymbol)local, test.Value)));
                    break;
            }
        }

        _references = references.ToLookup(static found => found.Variable, static found => found.Operation, SymbolEqualityComparer.Default);
        _values = values.ToLookup(static found => found.Variable, static found => found.Value, SymbolEqualityComparer.Default);
    }

    /// <summary>The index of a body, or of a part of one.</summary>
    public static BodyIndex Of(IOperation root) => Indexes.GetValue(root, static body => new BodyIndex(body));

    /// <summary>The references to a local or parameter, in the order of the source.</summary>
    public IEnumerable<IOperation> ReferencesTo(ISymbol variable) => _references[variable];

    /// <summary>The values that a local is set to, in the order of the source.</summary>
    public IEnumerable<IOperation> ValuesOf(ILocalSymbol local) => _values[local];
}
