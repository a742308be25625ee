using System.CommandLine;

namespace GrowthGuard.Tool.Commands;

/// <summary>The part of the command line that names the history to which a verdict is added.</summary>
internal sealed class HistoryArguments
{
    private readonly Option<string?> _file;
    private readonly Option<string?> _commit;

    /// <param name="each">What a line is added for.</param>
    /// <param name="place">Where the commit is looked up that was measured.</param>
    public HistoryArguments(string each, string place)
    {
        _file = Arguments.File(
            "--history",
            $"Append a line for {each} to this file, from which 'growthguard trend' sees since which commit it grows.");
        _commit = new Option<string?>("--commit")
        {
            Description = $"What is measured, for --history; by default the commit that is checked out {place}.",
            HelpName = "ID"
        };
        _commit.Validators.Add(result =>
        {
            if (result.GetResult(_file) is null)
            {
                result.AddError("'--commit' is only for --history: name the file too.");
            }
            else if (result.Tokens is [var token] && (token.Value.Length == 0 || token.Value.Any(char.IsWhiteSpace)))
            {
                result.AddError($"'{token.Value}' is not a value of --commit: write one word.");
            }
        });
    }

    public void AddTo(Command command)
    {
        command.Add(_file);
        command.Add(_commit);
    }

    public HistoryOptions Read(ParseResult parsed) => new(parsed.GetValue(_file), parsed.GetValue(_commit));
}
