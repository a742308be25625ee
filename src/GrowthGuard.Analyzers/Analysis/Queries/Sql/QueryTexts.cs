using System.Text;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Queries.Sql;

/// <summary>Finds the text of a query: an argument of the call that runs it, or what the command was given that it is run on.</summary>
internal sealed class QueryTexts(CompilationAnalysis context)
{
    private const int MaximumDepth = 4;

    /// <summary>The text, with holes for what is known at run time only, or <see langword="null"/> when none is in sight.</summary>
    public string? Of(IInvocationOperation call) =>
        InArguments(call.Arguments, 0) ?? (call.Instance is { } command ? OfCommand(command, 0) : null);

    /// <summary>The text that a value gives, or <see langword="null"/>.</summary>
    public string? TextOf(IOperation value) => Text(value, 0);

    private string? InArguments(IEnumerable<IArgumentOperation> arguments, int depth) =>
        arguments.Where(argument => argument.Parameter is { } parameter && IsText(parameter.Name) &&
            argument.ArgumentKind != ArgumentKind.DefaultValue)
            .Select(argument => Text(argument.Value, depth)).FirstOrDefault();

    // new SqlCommand("…"), source.CreateCommand("…"), command.CommandText = "…", and an adapter that is made of a command.
    private string? OfCommand(IOperation command, int depth)
    {
        RecursionGuard.Check();
        if (depth > MaximumDepth)
            return null;
        if (command.ReferencedSymbol() is { } symbol && TextsSetOn(symbol, command.Root()) is { Count: > 0 } texts)
            return texts.Count == 1 ? Text(texts[0], depth) : null;
        return ValueOrigin.Of(command).Select(origin => origin switch
        {
            IInvocationOperation made => InArguments(made.Arguments, depth),
            IObjectCreationOperation made =>
                InArguments(made.Arguments, depth) ??
                InInitializer(made, depth) ??
                made.Arguments.Select(argument => OfCommand(argument.Value, depth + 1)).FirstOrDefault(text => text is not null),
            _ => null,
        }).FirstOrDefault();
    }

    private string? InInitializer(IObjectCreationOperation made, int depth) =>
        made.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>().Where(
            set => set.Target is IPropertyReferenceOperation property && IsText(property.Property.Name))
            .Select(set => Text(set.Value, depth)).FirstOrDefault();

    private List<IOperation> TextsSetOn(ISymbol command, IOperation root) =>
        root.DescendantsAndSelf().OfType<IAssignmentOperation>()
            .Where(set => set.Target is IPropertyReferenceOperation { Instance: { } instance } property && IsText(property.Property.Name) &&
                SymbolEqualityComparer.Default.Equals(instance.ReferencedSymbol(), command))
            .Select(set => set.Value).ToList();

    private bool IsText(string name) => context.Facts.Names(FactKind.QueryText, name);

    private string? Text(IOperation value, int depth)
    {
        RecursionGuard.Check();
        value = value.Unwrap();
        if (value.ConstantValue is { HasValue: true, Value: string constant })
            return constant;
        if (depth > MaximumDepth)
            return null;
        switch (value)
        {
            // Append($"…"), which a handler of the builder takes.
            case IInterpolatedStringHandlerCreationOperation { Syntax: InterpolatedStringExpressionSyntax handled }:
                return string.Concat(handled.Contents.Select(part => part is InterpolatedStringTextSyntax literal
                    ? literal.TextToken.ValueText
                    : SqlText.Hole.ToString()));
            case IInterpolatedStringOperation interpolated:
                var isParameterized = value.Parent is IConversionOperation { Type.Name: "FormattableString" };
                return Interpolated(interpolated, isParameterized ? "@p" : null, depth);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                return Part(sum.LeftOperand, depth) + Part(sum.RightOperand, depth);
            case IInvocationOperation { TargetMethod: { Name: nameof(ToString), ContainingType.Name: nameof(StringBuilder) },
                Instance: ILocalReferenceOperation builder }:
                return Built(builder, depth);
            case IInvocationOperation { TargetMethod: { Name: "Format", ContainingType.SpecialType: SpecialType.System_String } } format:
                return format.Arguments.Select(argument => argument.Value.ConstantValue)
                    .FirstOrDefault(part => part is { HasValue: true, Value: string }) is { HasValue: true, Value: string pattern }
                    ? System.Text.RegularExpressions.Regex.Replace(pattern, @"\{\d+[^{}]*\}", SqlText.Hole.ToString())
                    : null;
            case ILocalReferenceOperation local:
                return Single(ValueOrigin.AssignedTo(local.Local, local.Root()), depth);
            case IFieldReferenceOperation { Field: { IsReadOnly: true } field }:
                return Single(AssignedValueFinder.To(field, context), depth);
            default:
                return null;
        }
    }

    // What a builder has got when its text is asked for. What only a branch adds, or somebody else may add, is a hole.
    private string? Built(ILocalReferenceOperation builder, int depth)
    {
        RecursionGuard.Check();
        var root = builder.Root();
        if (ValueOrigin.AssignedTo(builder.Local, root).Take(2).ToList() is not { Count: 1 } made ||
            made[0].Unwrap() is not IObjectCreationOperation creation)
            return null;
        var text = new StringBuilder(string.Concat(creation.Arguments
            .Where(argument => argument.Value.Type?.SpecialType == SpecialType.System_String)
            .Select(argument => Part(argument.Value, depth))));
        foreach (var use in root.Descendants().OfType<ILocalReferenceOperation>()
            .Where(use => SymbolEqualityComparer.Default.Equals(use.Local, builder.Local) &&
                use.Syntax.SpanStart < builder.Syntax.SpanStart)
            .OrderBy(use => use.Syntax.SpanStart))
        {
            // query.Append("…").AppendLine("…")
            IOperation step = use;
            while (step.Parent is IInvocationOperation { TargetMethod: { Name: var name,
                ContainingType.Name: nameof(StringBuilder) } } call && call.Instance == step && name != nameof(ToString))
            {
                text.Append(name is nameof(text.Append) or nameof(text.AppendLine) && !IsInBranch(call, creation)
                    ? string.Concat(call.Arguments.Take(1).Select(argument => Part(argument.Value, depth)))
                    : SqlText.Hole.ToString());
                if (name == nameof(text.AppendLine))
                    text.Append('\n');
                step = call;
            }

            if (use.Parent is IArgumentOperation)
                text.Append(SqlText.Hole);
        }

        return text.ToString();
    }

    private static bool IsInBranch(IOperation call, IOperation creation) =>
        call.SelfAndAncestors().TakeWhile(ancestor => !ancestor.Contains(creation))
            .Any(ancestor => ancestor is IConditionalOperation or ISwitchOperation or ILoopOperation or ICatchClauseOperation
                or IAnonymousFunctionOperation or ILocalFunctionOperation);

    private string? Single(IEnumerable<IOperation> values, int depth) =>
        values.Take(2).ToList() is { Count: 1 } only ? Text(only[0], depth + 1) : null;

    private string Part(IOperation value, int depth) => Text(value, depth + 1) ?? SqlText.Hole.ToString();

    private string Interpolated(IInterpolatedStringOperation interpolated, string? parameter, int depth)
    {
        var text = new StringBuilder();
        foreach (var part in interpolated.Parts)
        {
            text.Append(part switch
            {
                IInterpolatedStringTextOperation { Text.ConstantValue: { HasValue: true, Value: string literal } } => literal,
                IInterpolationOperation hole =>
                    hole.Expression.ConstantValue is { HasValue: true, Value: { } constant } && parameter is null
                        ? constant.ToString()
                        : parameter ?? Part(hole.Expression, depth),
                _ => SqlText.Hole.ToString(),
            });
        }

        return text.ToString();
    }
}
