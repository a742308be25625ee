namespace GrowthGuard.Testing.Hosting;

/// <summary>Says what the exit code of a process that ended too early means.</summary>
internal static class ExitCode
{
    /// <summary>A process that a signal ended has this much and the number of the signal.</summary>
    private const int Signal = 128;

    private const int Abort = 6;
    private const int Kill = 9;
    private const int Segmentation = 11;

    /// <summary>Windows: the runtime ends so after an unhandled exception, and so when the stack is full or memory is violated.</summary>
    private const int UnhandledException = unchecked((int)0xE0434352);
    private const int AccessViolation = unchecked((int)0xC0000005);
    private const int StackOverflow = unchecked((int)0xC00000FD);

    /// <param name="exitCode">The exit code.</param>
    /// <param name="hasStarted">Whether code of ours had run: the host of .NET, which says itself what it misses, ends with codes that look
    /// like signals.</param>
    public static (RunFailure Failure, string How) Explain(int exitCode, bool hasStarted) => exitCode switch
    {
        Signal + Abort =>
            (RunFailure.Crashed, "the process crashed (abort: an unhandled exception on another thread, or a stack overflow)"),
        Signal + Kill => (RunFailure.Crashed, "the process was killed, most likely for lack of memory"),
        Signal + Segmentation => (RunFailure.Crashed, "the process crashed (segmentation fault: native code)"),
        UnhandledException => (RunFailure.Crashed, "the process crashed with an unhandled exception"),
        AccessViolation => (RunFailure.Crashed, "the process crashed (access violation: native code)"),
        StackOverflow => (RunFailure.Crashed, "the process crashed (stack overflow)"),
        > Signal and < Signal + 65 when hasStarted => (RunFailure.Crashed, $"the process was ended by signal {exitCode - Signal}"),
        _ => (RunFailure.Exited, $"the process ended itself with exit code {exitCode}"),
    };
}
