#nullable disable

namespace Amazon.Lambda.Core;

public enum LogLevel
{
    Trace = 0,
    Debug = 1,
    Information = 2,
    Warning = 3,
    Error = 4,
    Critical = 5,
}

public interface ILambdaLogger
{
    void Log(string message);
    void LogLine(string message);
    void Log(string level, string message) => LogLine(message);
    void Log(LogLevel level, string message) => Log(level.ToString(), message);
    void Log(string level, string message, params object[] args) => Log(level, message);
    void Log(LogLevel level, string message, params object[] args) => Log(level.ToString(), message, args);
    void LogTrace(string message) => Log(LogLevel.Trace, message);
    void LogDebug(string message) => Log(LogLevel.Debug, message);
    void LogInformation(string message) => Log(LogLevel.Information, message);
    void LogWarning(string message) => Log(LogLevel.Warning, message);
    void LogError(string message) => Log(LogLevel.Error, message);
    void LogCritical(string message) => Log(LogLevel.Critical, message);
    void LogInformation(string message, params object[] args) => Log(LogLevel.Information, message, args);
    void LogWarning(string message, params object[] args) => Log(LogLevel.Warning, message, args);
    void LogError(string message, params object[] args) => Log(LogLevel.Error, message, args);
}

public static class LambdaLogger
{
    public static void Log(string message) => Console.WriteLine(message);
}
