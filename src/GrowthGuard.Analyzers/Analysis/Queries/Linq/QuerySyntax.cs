using System.Collections.Immutable;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.Analyzers.Analysis.Queries.Linq;

/// <summary>
/// Tells by the text of an expression whether it may be a query, before anything is bound: most calls of <c>ToList</c> are made on
/// collections, and their members should not be bound to find that out.
/// </summary>
internal sealed class QuerySyntax(CompilationAnalysis context, QueryFacts facts)
{
    private const int MaximumDepth = 4;

    private static readonly FactKind[] Operators =
    [
        FactKind.QueryFilter, FactKind.QueryKeeps, FactKind.QueryLimit, FactKind.QueryBreaks, FactKind.QueryFolds
    ];

    private readonly Lazy<ImmutableHashSet<string>> _operators = new(() => Operators.SelectMany(facts.Names).ToImmutableHashSet());
    private readonly Lazy<ImmutableHashSet<string>> _sources = new(() => FindSources(context));

    /// <summary>Whether the expression may be a query or what is left of one behind operators.</summary>
    public bool CanBeQuery(ExpressionSyntax? expression) => CanBeQuery(expression, 0);

    private bool CanBeQuery(ExpressionSyntax? expression, int depth)
    {
        while (true)
        {
            switch (expression)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    expression = parenthesized.Expression;
                    break;
                case AwaitExpressionSyntax awaited:
                    expression = awaited.Expression;
                    break;
                case CastExpressionSyntax cast:
                    expression = cast.Expression;
                    break;
                case PostfixUnaryExpressionSyntax suppressed:
                    expression = suppressed.Operand;
                    break;
                case QueryExpressionSyntax query:
                    expression = query.FromClause.Expression;
                    break;
                case ConditionalAccessExpressionSyntax access:
                    expression = access.Expression;
                    break;
                case ConditionalExpressionSyntax or BinaryExpressionSyntax or SwitchExpressionSyntax or MemberBindingExpressionSyntax:
                    return true;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }
                    when _operators.Value.Contains(access.Name.Identifier.ValueText) &&
                        !_sources.Value.Contains(access.Name.Identifier.ValueText):
                    expression = access.Expression;
                    break;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }:
                    return IsSource(access.Name.Identifier.ValueText);
                case InvocationExpressionSyntax { Expression: SimpleNameSyntax called }:
                    return IsSource(called.Identifier.ValueText);
                case InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax }:
                    return true;
                case MemberAccessExpressionSyntax access:
                    return IsSource(access.Name.Identifier.ValueText);
                case IdentifierNameSyntax name:
                    return depth < MaximumDepth && IsQuery(name, depth);
                default:
                    return false;
            }
        }
    }

    // A local is what it is set to, a parameter what its type says; the rest are members.
    private bool IsQuery(IdentifierNameSyntax name, int depth)
    {
        RecursionGuard.Check();
        var text = name.Identifier.ValueText;
        var member = name.Ancestors().FirstOrDefault(ancestor => ancestor is MemberDeclarationSyntax) ?? name.SyntaxTree.GetRoot();
        var isLocal = false;
        foreach (var node in member.DescendantNodes())
        {
            switch (node)
            {
                case VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Parent: not BaseFieldDeclarationSyntax } } local
                    when local.Identifier.ValueText == text:
                    isLocal = true;
                    if (CanBeQuery(local.Initializer?.Value, depth + 1))
                        return true;
                    break;
                case AssignmentExpressionSyntax { Left: IdentifierNameSyntax target } assignment when target.Identifier.ValueText == text:
                    if (CanBeQuery(assignment.Right, depth + 1))
                        return true;
                    break;
                case ParameterSyntax parameter when parameter.Identifier.ValueText == text:
                    isLocal = true;
                    if (parameter.Type is { } type &&
                        type.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(part => IsSource(part.Identifier.ValueText)))
                        return true;
                    break;
                case ForEachStatementSyntax loop when loop.Identifier.ValueText == text:
                    isLocal = true;
                    break;
            }
        }

        return !isLocal && IsSource(text);
    }

    // A name that nothing here declares may be a table of a model in another assembly.
    private bool IsSource(string name) => _sources.Value.Contains(name) ||
        (facts.HasSources && name.Length > 0 && char.IsUpper(name[0]) && IsOfAnotherAssembly(name) &&
            !context.Declarations.HasMember(name));

    // What the framework's own members are called that often stand before an operator.
    private static bool IsOfAnotherAssembly(string name) =>
        name is not ("Keys" or "Values" or "Split" or "Children" or "Headers" or "Claims" or "Value" or "Result" or "GetValues"
            or "GetTypes" or "GetFields" or "GetProperties" or "GetMethods" or "Range" or "Repeat" or "Empty");

    /// <summary>The names of types that are queries, of members that give them, and of members here that are declared as such.</summary>
    private static ImmutableHashSet<string> FindSources(CompilationAnalysis context)
    {
        var found = ImmutableHashSet.CreateBuilder<string>();
        var types = new HashSet<string> { "IQueryable", "IOrderedQueryable" };
        foreach (var fact in context.Facts.OfKind(FactKind.QuerySource).Concat(context.Facts.OfKind(FactKind.QueryStream)))
        {
            found.UnionWith(fact.Adds);
            if (fact.Adds.IsEmpty && fact.Kind == FactKind.QuerySource)
                types.Add(fact.Name.Substring(fact.Name.LastIndexOf('.') + 1).Split('`')[0]);
        }

        found.UnionWith(types);
        foreach (var tree in context.Compilation.SyntaxTrees)
        {
            if (types.Any(type => IdentifierIndex.IsWritten(type, tree)) || IdentifierIndex.IsWritten("CompileAsyncQuery", tree) ||
                IdentifierIndex.IsWritten("CompileQuery", tree))
                found.UnionWith(tree.GetRoot().DescendantNodes().SelectMany(member => NamesOf(member, types)));
        }

        return found.ToImmutable();
    }

    private static IEnumerable<string> NamesOf(SyntaxNode member, HashSet<string> types) => member switch
    {
        PropertyDeclarationSyntax property when Names(property.Type, types) => [property.Identifier.ValueText],
        LocalFunctionStatementSyntax function when Names(function.ReturnType, types) => [function.Identifier.ValueText],
        MethodDeclarationSyntax method when Names(method.ReturnType, types) => [method.Identifier.ValueText],
        FieldDeclarationSyntax field
            when Names(field.Declaration.Type, types) ||
                field.Declaration.Variables.Any(
                    variable =>
                        variable.Initializer?.Value
                            is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CompileQuery" or "CompileAsyncQuery" } }) =>
            field.Declaration.Variables.Select(variable => variable.Identifier.ValueText),
        TypeDeclarationSyntax declaration => declaration.ChildNodes().OfType<ParameterListSyntax>().SelectMany(list => list.Parameters)
            .Where(parameter => parameter.Type is { } type && Names(type, types)).Select(parameter => parameter.Identifier.ValueText),
        _ => [],
    };

    private static bool Names(TypeSyntax type, HashSet<string> types) =>
        type.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(name => types.Contains(name.Identifier.ValueText));
}
