using System.Runtime.CompilerServices;

namespace GrowthGuard.Analyzers.CodeModel;

/// <summary>
/// Keeps code that is nested or chained without end from ending the compiler: a stack overflow cannot be caught. Each question about
/// code that leads back to itself begins with <see cref="Check"/> (a contract test finds those that do not), and whoever asked first
/// gets no answer.
/// </summary>
internal static class RecursionGuard
{
    /// <summary>
    /// How much of the stack an action may take, in bytes. Of the megabyte that threads have on Windows the rest is for the compiler, which
    /// binds on top of it; and with a limit of our own, the answer does not depend on how large the stack is.
    /// </summary>
    private const long Most = 384 * 1024;

    [ThreadStatic]
    private static long _start;

    /// <summary>Makes sure that there is room on the stack for another step.</summary>
    /// <exception cref="InsufficientExecutionStackException">There is none.</exception>
    public static void Check()
    {
        if (_start != 0 && _start - Here() > Most)
            throw new InsufficientExecutionStackException();
        RuntimeHelpers.EnsureSufficientExecutionStack();
    }

    /// <summary>An action of an analyzer that finds nothing where the code is too deep to be followed.</summary>
    public static Action<T> Guard<T>(Action<T> action) => context =>
    {
        var outer = _start;
        _start = Here();
        try
        {
            action(context);
        }
        catch (InsufficientExecutionStackException)
        {
            // What is not understood is not reported.
        }
        finally
        {
            _start = outer;
        }
    };

    private static unsafe long Here()
    {
        byte local;
        return (long)&local;
    }
}
