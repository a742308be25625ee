using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace GrowthGuard.CodeFixes.Rewriting;

/// <summary>
/// Puts a new field where a reviewer looks for it: with the fields of its kind, constants before static fields, and both before instance
/// fields and methods. Fields of one kind stand together; one blank line divides all else.
/// </summary>
internal static class NewField
{
    /// <summary>
    /// The type with the field. Where conditional directives divide its members, the field goes directly before the member that uses it.
    /// </summary>
    public static TypeDeclarationSyntax In(
        TypeDeclarationSyntax type,
        MemberDeclarationSyntax user,
        FieldDeclarationSyntax field,
        SyntaxTrivia lineEnd)
    {
        var members = type.Members;
        var index = members.Any(IsConditional) ? members.IndexOf(user) : IndexFor(field, members, type.Identifier.ValueText);
        return index > 0 && members[index - 1] is FieldDeclarationSyntax
            ? After(type, index, field, lineEnd)
            : Before(type, index, field, lineEnd);
    }

    private static int IndexFor(FieldDeclarationSyntax field, SyntaxList<MemberDeclarationSyntax> members, string type)
    {
        var afterLast = new[] { Kind.Constant, Kind.StaticReadOnly }.ToDictionary(
            kind => kind,
            kind => members.LastIndexOf(member => KindOf(member) == kind) + 1);
        var firstField = Math.Max(members.IndexOf(static member => member is FieldDeclarationSyntax), 0);
        if (KindOf(field) == Kind.Constant)
            return afterLast[Kind.Constant] > 0 ? afterLast[Kind.Constant] : firstField;
        if (UsesFieldOf(members, field))
            return members.LastIndexOf(static member => IsStaticField(member)) + 1;

        // Initializers run in the order of the text: one that runs code of the type must find the field there.
        var firstRunning = members.IndexOf(member => RunsCodeOf(type, member));
        if (firstRunning >= 0)
            return firstRunning;
        if (afterLast[Kind.StaticReadOnly] > 0)
            return afterLast[Kind.StaticReadOnly];
        var firstStatic = members.IndexOf(static member => IsStaticField(member));
        return firstStatic >= 0 ? firstStatic : afterLast[Kind.Constant] > 0 ? afterLast[Kind.Constant] : firstField;
    }

    private static bool UsesFieldOf(SyntaxList<MemberDeclarationSyntax> members, FieldDeclarationSyntax field)
    {
        var names = new HashSet<string>(field.Declaration.Variables
            .SelectMany(variable => variable.DescendantNodes()).OfType<SimpleNameSyntax>()
            .Select(name => name.Identifier.ValueText));
        return members.Any(member => IsStaticField(member) &&
            ((FieldDeclarationSyntax)member).Declaration.Variables.Any(variable => names.Contains(variable.Identifier.ValueText)));
    }

    // Calls something, or makes an object of the type, as a singleton does.
    private static bool RunsCodeOf(string type, MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax field when IsStaticField(field) =>
            field.Declaration.Variables.Any(variable => variable.Initializer is { } value &&
                RunsCodeOf(type, value, field.Declaration.Type)),
        PropertyDeclarationSyntax { Initializer: { } value } property when property.Modifiers.Any(SyntaxKind.StaticKeyword) =>
            RunsCodeOf(type, value, property.Type),
        _ => false,
    };

    private static bool RunsCodeOf(string type, EqualsValueClauseSyntax value, TypeSyntax declared) =>
        value.DescendantNodes().Any(node => node switch
        {
            InvocationExpressionSyntax => true,
            ObjectCreationExpressionSyntax creation => creation.Type.GetLastToken().ValueText == type,
            ImplicitObjectCreationExpressionSyntax => declared.GetLastToken().ValueText == type,
            _ => false,
        });

    private static Kind KindOf(MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax field when field.Modifiers.Any(SyntaxKind.ConstKeyword) => Kind.Constant,
        FieldDeclarationSyntax field when field.Modifiers.Any(SyntaxKind.StaticKeyword) =>
            field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword) ? Kind.StaticReadOnly : Kind.Static,
        FieldDeclarationSyntax => Kind.Instance,
        _ => Kind.NoField,
    };

    private static bool IsStaticField(MemberDeclarationSyntax member) => KindOf(member) is Kind.StaticReadOnly or Kind.Static;

    private static bool IsConditional(MemberDeclarationSyntax member) =>
        member.GetLeadingTrivia()
            .Any(static trivia => trivia.Kind() is SyntaxKind.IfDirectiveTrivia or SyntaxKind.ElifDirectiveTrivia
                or SyntaxKind.ElseDirectiveTrivia or SyntaxKind.EndIfDirectiveTrivia);

    private static TypeDeclarationSyntax After(TypeDeclarationSyntax type, int index, FieldDeclarationSyntax field, SyntaxTrivia lineEnd)
    {
        var before = type.Members[index - 1];
        var indentation = before.GetLeadingTrivia().LastOrDefault();
        var leading = indentation.IsKind(SyntaxKind.WhitespaceTrivia)
            ? SyntaxFactory.TriviaList(indentation)
            : SyntaxFactory.TriviaList(SyntaxFactory.ElasticMarker);
        if (!StandsWith(field, before))
            leading = leading.Insert(0, lineEnd);
        if (!EndsLine(before.GetTrailingTrivia()))
            leading = leading.Insert(0, lineEnd);
        var members = type.Members.Insert(index, field.WithLeadingTrivia(leading).WithTrailingTrivia(lineEnd));
        if (index + 1 < members.Count && !StandsWith(field, members[index + 1]) && !BeginsWithBlankLine(members[index + 1]))
            members = members.Replace(
                members[index + 1],
                members[index + 1].WithLeadingTrivia(members[index + 1].GetLeadingTrivia().Insert(0, lineEnd)));
        return type.WithMembers(members);
    }

    private static TypeDeclarationSyntax Before(TypeDeclarationSyntax type, int index, FieldDeclarationSyntax field, SyntaxTrivia lineEnd)
    {
        var next = type.Members[index];
        var sharesLine = !EndsLine(next.GetFirstToken().GetPreviousToken().TrailingTrivia);
        var leading = AttachedTrivia.ForNodeBefore(next.GetLeadingTrivia());
        var attached = AttachedTrivia.Split(next.GetLeadingTrivia()).Attached;
        var moved = next.WithLeadingTrivia(StandsWith(field, next) ? attached : attached.Insert(0, lineEnd));
        return type.WithMembers(type.Members
            .Replace(next, sharesLine ? moved.WithAdditionalAnnotations(Formatter.Annotation) : moved)
            .Insert(index, field.WithLeadingTrivia(sharesLine ? leading.Insert(0, lineEnd) : leading).WithTrailingTrivia(lineEnd)));
    }

    // A field of the same kind, on one line, without comments or attributes.
    private static bool StandsWith(FieldDeclarationSyntax field, MemberDeclarationSyntax member) =>
        KindOf(member) == KindOf(field) && member.AttributeLists.Count == 0 && !member.ToString().Contains('\n') &&
        AttachedTrivia.Split(member.GetLeadingTrivia()).Attached.All(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia));

    private static bool EndsLine(SyntaxTriviaList trivia) => trivia.Any(SyntaxKind.EndOfLineTrivia);

    private static bool BeginsWithBlankLine(MemberDeclarationSyntax member) =>
        member.GetLeadingTrivia()
            .FirstOrDefault(static trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia))
            .IsKind(SyntaxKind.EndOfLineTrivia);

    private enum Kind
    {
        NoField,
        Constant,
        StaticReadOnly,
        Static,
        Instance,
    }
}
