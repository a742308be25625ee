using System.CommandLine;

namespace GrowthGuard.Tool.Commands;

/// <summary>Forms of options and arguments that verbs have in common.</summary>
internal static class Arguments
{
    /// <summary>An option with fixed values; as text, so that a wrong one is answered with the list.</summary>
    public static Option<string> Choice(string name, string description, string fallback, string[] values, params string[] aliases)
    {
        var option = new Option<string>(name, aliases)
        {
            Description = description,
            HelpName = string.Join('|', values),
            DefaultValueFactory = _ => fallback
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => !values.Contains(token.Value)) is { } token)
            {
                result.AddError($"'{token.Value}' is not a value of {name}: choose one of {string.Join(", ", values)}.");
            }
        });
        return option;
    }

    /// <summary>An option whose value must be right; as text, so that a wrong one is answered with what was typed.</summary>
    public static Option<string?> Checked(string name, string description, string helpName, Func<string, bool> isRight, string what)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = helpName };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !isRight(token.Value))
            {
                result.AddError($"'{token.Value}' is not a value of {name}: write {what}.");
            }
        });
        return option;
    }

    public static Option<string?> File(string name, string description) => new(name) { Description = description, HelpName = "FILE" };

    public static Option<string[]> Files(string name, string description) => new(name) { Description = description, HelpName = "FILE" };

    /// <summary>The parser takes an option that it does not know for the value of an argument.</summary>
    public static Argument<T> NoOption<T>(Argument<T> argument)
    {
        argument.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } token)
            {
                result.AddError($"There is no option '{token.Value}'.");
            }
        });
        return argument;
    }

    public static string[] NamesOf<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];

    public static T Value<T>(ParseResult parsed, Option<string> option)
        where T : struct, Enum => Enum.Parse<T>(parsed.GetRequiredValue(option), ignoreCase: true);
}
