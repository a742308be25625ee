using System.CommandLine;
using GrowthGuard.Testing.Hosting;

namespace GrowthGuard.Tool.Commands;

/// <summary>The settings of a run that only <c>flat</c> has, so that it can make again whatever a test has run.</summary>
internal sealed class RunSettingArguments
{
    private readonly List<(RunSetting Setting, Option<string[]> Option)> _options = [];
    private readonly Option<string[]> _argument = new(RepeatCommand.Argument)
    {
        Description = "What the scenario is told, as the line 'Repeat' of a report has it; can be given several times.",
        HelpName = "NAME=VALUE"
    };

    public RunSettingArguments() => _argument.Validators.Add(result =>
    {
        if (result.Tokens.FirstOrDefault(token => token.Value.IndexOf('=') < 1) is { } token)
        {
            result.AddError($"'{token.Value}' is not an argument: write {RepeatCommand.Argument} NAME=VALUE.");
        }
    });

    public void AddTo(Command command)
    {
        foreach (var setting in RunSetting.All.Where(setting => command.Options.All(option => option.Name != setting.Name)))
        {
            var option = Create(setting);
            _options.Add((setting, option));
            command.Add(option);
        }

        command.Add(_argument);
    }

    /// <summary>The settings that were given, in the order in which they are to be made.</summary>
    public IReadOnlyList<(RunSetting Setting, string Value)> Read(ParseResult parsed) =>
    [
        .. from known in _options
           where parsed.GetResult(known.Option) is { Implicit: false }
           from value in known.Setting.Value is null ? [""] : parsed.GetValue(known.Option) ?? []
           select (known.Setting, value),
    ];

    public IReadOnlyDictionary<string, string> ReadArguments(ParseResult parsed) => (parsed.GetValue(_argument) ?? [])
        .Select(argument => argument.Split('=', 2))
        .DistinctBy(parts => parts[0])
        .ToDictionary(parts => parts[0], parts => parts[1]);

    private static Option<string[]> Create(RunSetting setting)
    {
        var option = new Option<string[]>(setting.Name) { Description = setting.Description, HelpName = setting.Value };
        if (setting.Value is null)
        {
            option.Arity = ArgumentArity.Zero;
            return option;
        }

        option.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => !setting.TryRead(new(), token.Value)) is { } token)
            {
                result.AddError($"'{token.Value}' is not a value of {setting.Name}: write {setting.Form}.");
            }
        });
        return option;
    }
}
