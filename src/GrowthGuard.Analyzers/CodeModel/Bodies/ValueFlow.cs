using GrowthGuard.Analyzers.Analysis;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.CodeModel.Bodies;

/// <summary>
/// Follows a value from where it is kept to where something is done with it: through conversions, locals, other members that it is
/// assigned to, accessors, and parameters of methods in source.
/// </summary>
/// <param name="context">The compilation's evidence.</param>
/// <param name="isPart">Whether a property of the value stands for the value: the writer of a channel.</param>
internal sealed class ValueFlow(CompilationAnalysis context, Func<IPropertySymbol, bool> isPart)
{
    private const int MaximumDepth = 4;

    // No code that people write hands a value through so many variables.
    private const int MostFollowed = 1000;

    private readonly List<IOperation> _ends = [];
    private readonly HashSet<ISymbol> _followed = new(SymbolEqualityComparer.Default);

    /// <summary>The occurrences of the value with which something is done, in the order in which they are found.</summary>
    public IReadOnlyList<IOperation> Ends => _ends;

    /// <summary>The fields, properties and methods that hold the value or hand it out.</summary>
    public IEnumerable<ISymbol> Members => _followed.Where(static symbol => symbol is IFieldSymbol or IPropertySymbol or IMethodSymbol);

    /// <summary>Whether the value goes where it cannot be followed.</summary>
    public bool Escapes { get; private set; }

    /// <summary>Follows the value of a field, property or parameter.</summary>
    public void FollowSymbol(ISymbol symbol, int depth = 0)
    {
        if (depth > MaximumDepth)
            Escapes = true;
        else if (_followed.Add(symbol.OriginalDefinition))
        {
            foreach (var reference in context.ReferencesTo(symbol))
                Follow(reference, depth);
        }
    }

    private void Follow(IOperation value, int depth)
    {
        RecursionGuard.Check();
        switch (value.Parent)
        {
            case { } parent when parent.PassesOn(value):
                Follow(parent, depth);
                break;
            case IConditionalAccessOperation access when access.Operation == value:
                foreach (var instance in access.Instances())
                    Follow(instance, depth);
                break;
            case IIsPatternOperation test when PatternVariables.In(test.Pattern).Any():
                foreach (var local in PatternVariables.In(test.Pattern))
                    FollowLocal(local, test, depth);
                break;
            case IPropertyReferenceOperation property when property.Instance == value && isPart(property.Property):
                Follow(property, depth);
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                FollowLocal(declarator.Symbol, declarator, depth);
                break;
            case IAssignmentOperation assignment when assignment.Value == value:
                FollowTarget(assignment.Target.Unwrap(), depth);
                if (assignment.Parent is not IExpressionStatementOperation)
                    Follow(assignment, depth);
                break;
            case IFieldInitializerOperation initializer:
                foreach (var field in initializer.InitializedFields)
                    FollowSymbol(field, depth + 1);
                break;
            case IPropertyInitializerOperation initializer:
                foreach (var property in initializer.InitializedProperties)
                    FollowSymbol(property, depth + 1);
                break;
            case IReturnOperation returned:
                OnReturned(returned, depth);
                break;
            case IArgumentOperation { Parameter: { } parameter } argument:
                OnArgument(value, argument, parameter, depth);
                break;
            case IArrayInitializerOperation or ITupleOperation:
                Escapes = true;
                break;
            default:
                _ends.Add(value);
                break;
        }
    }

    private void FollowTarget(IOperation target, int depth)
    {
        if (target is ILocalReferenceOperation local)
            FollowLocal(local.Local, local, depth);
        else if (target is IMemberReferenceOperation { Member: { DeclaringSyntaxReferences.Length: > 0 } member })
            FollowSymbol(member, depth + 1);
        else if (target is not IDiscardOperation)
            Escapes = true;
    }

    private void FollowLocal(ILocalSymbol local, IOperation inside, int depth)
    {
        if (!_followed.Add(local))
            return;
        if (_followed.Count > MostFollowed)
        {
            Escapes = true;
            return;
        }

        foreach (var reference in BodyIndex.Of(inside.Root()).ReferencesTo(local))
        {
            if (!(reference.Parent is IAssignmentOperation assignment && assignment.Target == reference))
                Follow(reference, depth);
        }
    }

    private void OnReturned(IReturnOperation returned, int depth)
    {
        var symbol = returned.EnclosingFunction() is null ? returned.ContainingMember() as IMethodSymbol : null;
        if (symbol is null)
        {
            Escapes = true;
            return;
        }

        var member = symbol.AssociatedSymbol ?? symbol;
        var entries = symbol.CalledThrough().ToList();
        Escapes |= context.IsVisibleOutside(member) || entries.Any(entry => !entry.IsInSource() || context.IsVisibleOutside(entry));
        FollowSymbol(member, depth + 1);
        foreach (var entry in entries.Where(static entry => entry.IsInSource()))
            FollowSymbol(entry.AssociatedSymbol ?? entry, depth + 1);
    }

    private void OnArgument(IOperation value, IArgumentOperation argument, IParameterSymbol parameter, int depth)
    {
        var callee = argument.Parent switch
        {
            IInvocationOperation call => (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition,
            IObjectCreationOperation { Constructor: { } constructor } => constructor.OriginalDefinition,
            _ => null,
        };
        if (callee is null || callee.DeclaringSyntaxReferences.Length == 0)
        {
            Escapes |= argument.Parent is not IInvocationOperation;
            _ends.Add(value);
        }
        else if (callee.Parameters.FirstOrDefault(candidate => candidate.Ordinal == parameter.Ordinal) is { } received)
            FollowSymbol(received, depth + 1);
    }
}
