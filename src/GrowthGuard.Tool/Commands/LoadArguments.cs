using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using GrowthGuard.Tool.Loading;

namespace GrowthGuard.Tool.Commands;

/// <summary>The part of the command line that says which server is put under load, and how.</summary>
internal sealed class LoadArguments
{
    private readonly Argument<string[]> _words = new("URL [-- COMMAND]")
    {
        Description =
            "The server, http://127.0.0.1:5000/orders/{i}; after '--' the command that starts it. Without a command the process is taken " +
            "that listens there.",
        Arity = ArgumentArity.ZeroOrMore
    };
    private readonly Dictionary<LoadSetting, Option<string?>> _settings = LoadSetting.All.ToDictionary(setting =>
        setting, setting => new Option<string?>(setting.Flag)
    {
        Description = $"{setting.Description} By default {(setting.Default.Length == 0 ? "none" : setting.Default)}.",
        HelpName = setting.HelpName,
    });

    private readonly Option<int?> _process = new("--process")
    {
        Description = "The process to measure, when several listen on the port.",
        HelpName = "ID"
    };
    private readonly Option<string?> _allowRemote = new("--allow-remote")
    {
        Description = "The host, when it is not this machine: you are allowed to put it under load.",
        HelpName = "HOST"
    };

    public void AddTo(Command command)
    {
        command.Add(_words);
        foreach (var option in _settings.Values)
        {
            command.Add(option);
        }

        command.Add(_process);
        command.Add(_allowRemote);
    }

    /// <exception cref="ToolException">What was typed is wrong.</exception>
    public LoadOptions Read(ParseResult parsed)
    {
        var words = parsed.GetValue(_words) ?? [];
        var dashes = parsed.Tokens
            .Select((token, place) => (token, place))
            .FirstOrDefault(found => found.token.Type == TokenType.DoubleDash);
        var command = dashes.token is null ? [] : words[^(parsed.Tokens.Count - dashes.place - 1)..];
        var typed = words[..^command.Length];
        if (typed.Skip(1).Concat(typed.Where(word => word.StartsWith('-'))).FirstOrDefault() is { } word)
        {
            throw ToolException.Usage(word.StartsWith('-')
                ? $"There is no option '{word}'."
                : $"'{word}' is one word too many: the command that starts the server comes after '--'.");
        }

        var settings = LoadSettings.Resolve(
            typed.FirstOrDefault(),
            setting => parsed.GetValue(_settings[setting]),
            Environment.GetEnvironmentVariable,
            Environment.CurrentDirectory);
        RefuseRemote(settings.Address.Host, parsed.GetValue(_allowRemote));
        return new LoadOptions(settings, command, parsed.GetValue(_process));
    }

    private static void RefuseRemote(string host, string? allowed)
    {
        if (host != "localhost" && !(IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)) &&
            !string.Equals(host, allowed, StringComparison.OrdinalIgnoreCase))
        {
            throw ToolException.Usage(
                $"'{host}' is not this machine, and a load can bring down what others use. If you may do that, add --allow-remote {host}.");
        }
    }
}
