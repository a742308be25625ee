using GrowthGuard.Testing.Hosting;

namespace GrowthGuard.Testing.Retention;

/// <summary>Says where the threads of a child are that does not go on.</summary>
internal static class ChildStacks
{
    /// <summary>More would hide the one that matters.</summary>
    private const int Most = 10;

    private static readonly TimeSpan TimeToLook = TimeSpan.FromSeconds(20);

    /// <summary>One or more lines; null when there is no process.</summary>
    /// <param name="subject">The process.</param>
    /// <param name="find">Finds what looks into a process, for an assembly.</param>
    public static async Task<string?> InWordsAsync(ISubject subject, Func<string, IHeapReader?> find)
    {
        if (subject.ProcessId is not { } process)
        {
            return null;
        }

        var look = await LateLook<IReadOnlyDictionary<string, int>>.TakeAsync(
            TimeToLook,
            limit => Task.Run(() => find(subject.AssemblyFile)?.ReadStacks(process, limit), limit),
            CancellationToken.None).ConfigureAwait(false);
        return look switch
        {
            { Failure: { } failure } => $"The stacks of its threads were not read: {failure}",
            { Seen: null } => $"Reference the package {HeapReaders.Package} in the test project to see the stacks of its threads here.",
            { Seen: { } stacks } => InWords(stacks),
        };
    }

    /// <summary>The stacks that lead through code of the program, those of most threads first.</summary>
    public static string InWords(IReadOnlyDictionary<string, int> stacks)
    {
        var lines = stacks
            .Select(stack => (Frames: stack.Key.Split('\n').TakeWhile(frame => !HeapTypeName.IsOfKit(frame)).ToList(), stack.Value))
            .Where(stack => stack.Frames.Exists(HeapTypeName.IsOfProgram))
            .OrderByDescending(stack => stack.Value)
            .Take(Most)
            .Select(stack =>
                $"\n  {(stack.Value > 1 ? $"{stack.Value} × " : "")}{string.Join(" ← ", stack.Frames.Select(HeapTypeName.Readable))}");
        return string.Concat(lines) is { Length: > 0 } text
            ? $"Its threads and async methods:{text}"
            : "None of its threads and async methods is in code of the program.";
    }
}
