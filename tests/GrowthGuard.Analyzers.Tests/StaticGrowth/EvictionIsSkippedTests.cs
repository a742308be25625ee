using Microsoft.CodeAnalysis;
using static GrowthGuard.Analyzers.Tests.StaticGrowth.StaticGrowthVerifier;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>A removal bounds a store only when every way out of the code that adds passes it.</summary>
public sealed class EvictionIsSkippedTests
{
    private const string ByException = "does not run when an exception is thrown before it";
    private const string ByBranch = "does not run on every path";

    // What stands between adding and removing, and how the removal is missed.
    [Theory]
    [InlineData("await Task.Delay(10);")]
    [InlineData("await Work(id);")]
    [InlineData("Run(id);")]
    [InlineData("run(id);")]
    [InlineData("job.Execute(id);")]
    [InlineData("try { await Work(id); } catch (TimeoutException) { }")]
    [InlineData("try { await Work(id); } finally { Console.WriteLine(id); }")]
    public Task OnlyAnExceptionMissesTheRemoval_Info(string between) => VerifyAsync(
        Program($"Running[id] = 1; {between} Running.TryRemove(id, out _);", marked: true),
        Growing(Message(ByException), sites: 1).WithSeverity(DiagnosticSeverity.Info));

    [Theory]
    [InlineData("if (id.Length == 0) return;")]
    [InlineData("if (id.Length == 0) throw new ArgumentException(id);")]
    [InlineData("if (await Ask(id) is null) return;")]
    [InlineData("switch (id) { case \"a\": return; default: break; }")]
    [InlineData("try { await Work(id); } catch (TimeoutException) { return; }")]
    [InlineData("foreach (var part in id) { if (part == 'x') return; }")]
    [InlineData("if (id.Length > 3)")]
    [InlineData("if (await Ask(id) is null) { await Work(id); return; }")]
    public Task ABranchMissesTheRemoval_Diagnostic(string between) => VerifyAsync(
        Program($"Running[id] = 1; {between} Running.TryRemove(id, out _);", marked: true), Growing(Message(ByBranch), sites: 1));

    [Theory]
    [InlineData("Running[id] = 1; try { await Work(id); } finally { Running.TryRemove(id, out _); }")]
    [InlineData("try { Running[id] = 1; await Work(id); } finally { Running.TryRemove(id, out _); }")]
    [InlineData("Running[id] = 1; try { await Work(id); if (id.Length == 0) return; } finally { Running.TryRemove(id, out _); }")]
    [InlineData("Running[id] = 1; try { await Work(id); Running.TryRemove(id, out _); } catch { Running.TryRemove(id, out _); throw; }")]
    [InlineData("Running[id] = 1; try { await Work(id); } catch (Exception) { } Running.TryRemove(id, out _);")]
    [InlineData("Running[id] = 1; if (id.Length == 0) { Running.TryRemove(id, out _); return; } Running.TryRemove(id, out _);")]
    [InlineData("Running[id] = 1; Console.WriteLine(id); Running.TryRemove(id, out _);")]
    [InlineData("Running[id] = 1; while (id.Length > 3) { id = id[1..]; } Running.TryRemove(id, out _);")]
    [InlineData("if (!Running.TryAdd(id, 1)) return; try { await Work(id); } finally { Running.TryRemove(id, out _); }")]
    [InlineData("var added = Running.TryAdd(id, 1); if (!added) return; try { await Work(id); } finally { Running.TryRemove(id, out _); }")]
    [InlineData("if (Running.TryAdd(id, 1)) { try { await Work(id); } finally { Running.TryRemove(id, out _); } }")]
    [InlineData("Running[id] = 1; lock (Running) { Running.TryRemove(id, out _); }")]
    [InlineData("Running[id] = 1; if (id.Length > 1) Console.WriteLine(id); if (Running.TryGetValue(id, out var own) && own == 1) Running.TryRemove(id, out _);")]
    [InlineData("Running[id] = 1; _ = Running.TryGetValue(id, out var own) && own == 1 && Running.TryRemove(id, out _);")]
    [InlineData("Running[id] = await Ask(id) is null ? 1 : 2; Running.TryRemove(id, out _);")]
    public Task EveryPathPassesTheRemoval_NoDiagnostic(string body) => VerifyAsync(Program(body));

    [Fact]
    public Task RolledBackHereAndRemovedElsewhere_NoDiagnostic() => VerifyAsync(
        Program(
            "Running[id] = 1; if (await Ask(id) is null) { Running.TryRemove(id, out _); return; }",
            "public void OnClosed(string id) => Running.TryRemove(id, out _);"));

    [Fact]
    public Task SweptElsewhere_NoDiagnostic() => VerifyAsync(
        Program(
            "Running[id] = 1; await Work(id); Running.TryRemove(id, out _);",
            "public void OnTimer() { foreach (var old in Running.Keys) Running.TryRemove(old, out _); }"));

    [Fact]
    public Task RemovedByACallback_NoDiagnostic() => VerifyAsync(
        Program("Running[id] = 1; _ = Work(id).ContinueWith(_ => Running.TryRemove(id, out var _)); await Work(id);"));

    [Fact]
    public Task AddedAndRemovedThroughMethods_Info() => VerifyAsync(
        """
        public static class Table
        {
            static readonly ConcurrentDictionary<string, int> {|#0:Sessions|} = new();

            public static void Add(string id) => {|#1:Sessions[id]|} = 1;

            public static void Remove(string id) => Sessions.TryRemove(id, out _);
        }

        public class Middleware
        {
            public async Task OnRequest(string id)
            {
                Table.Add(id);
                await Task.Delay(10);
                Table.Remove(id);
            }
        }
        """,
        Growing(
            $"Static 'Sessions' grows in 'Add' (keyed by 'id', open domain); the removal in 'Remove' {ByException} and it has no documented bound",
            sites: 1)
            .WithSeverity(DiagnosticSeverity.Info));

    [Theory]
    [InlineData("if (await Task.WhenAny(answer.Task, Task.Delay(1000)) != answer.Task) throw new TimeoutException();")]
    [InlineData("await answer.Task.WaitAsync(TimeSpan.FromSeconds(1));")]
    [InlineData("answer.Task.Wait(1000);")]
    [InlineData("using var end = new CancellationTokenSource(1000); using var ending = end.Token.Register(() => answer.TrySetCanceled()); await answer.Task;")]
    [InlineData("using var end = new CancellationTokenSource(1000); using var ending = end.Token.Register(waiting => ((TaskCompletionSource<string>)waiting).TrySetCanceled(), answer); await answer.Task;")]
    [InlineData("using var end = new Timer(_ => answer.TrySetException(new TimeoutException()), null, 1000, Timeout.Infinite); await answer.Task;")]
    public Task TheWaitForTheRemovalTimesOut_Diagnostic(string wait) => VerifyAsync(
        Exchange(wait, marked: true),
        Growing(
            "Static 'Waiting' grows in 'OnRequest' (keyed by 'id', open domain); an entry that 'OnAnswer' has not removed when the wait for it is given up stays and it has no documented bound",
            sites: 1));

    [Theory]
    [InlineData("await answer.Task;")]
    [InlineData("using var end = new CancellationTokenSource(1000); using var ending = end.Token.Register(() => { Waiting.TryRemove(id, out var _); answer.TrySetCanceled(); }); await answer.Task;")]
    [InlineData("using var end = new CancellationTokenSource(1000); using var ending = end.Token.Register(() => { Forget(id); answer.TrySetCanceled(); }); await answer.Task;")]
    [InlineData("try { await answer.Task.WaitAsync(TimeSpan.FromSeconds(1)); } catch (TimeoutException) { Forget(id); throw; }")]
    [InlineData("using var end = new CancellationTokenSource(1000); using var ending = end.Token.Register(() => Console.WriteLine(id)); await answer.Task;")]
    [InlineData("var other = new TaskCompletionSource<string>(); other.TrySetCanceled(); await answer.Task;")]
    [InlineData("try { await answer.Task.WaitAsync(TimeSpan.FromSeconds(1)); } finally { Waiting.TryRemove(id, out _); }")]
    [InlineData("if (await Task.WhenAny(answer.Task, Task.Delay(1000)) != answer.Task) { Waiting.TryRemove(id, out _); throw new TimeoutException(); }")]
    [InlineData("using var end = new CancellationTokenSource(1000); end.Token.Register(() => Waiting.TryRemove(id, out var _)); await answer.Task.WaitAsync(end.Token);")]
    public Task TheWaitEndsWithTheRemoval_NoDiagnostic(string wait) => VerifyAsync(Exchange(wait));

    // What has begun in one handler ends in another: not when the first one fails.
    [Fact]
    public Task TheHandlerThatAddsFailsAndAnotherOneRemoves_Info() => VerifyAsync(
        Jobs("await Work(id);", "", marked: true),
        Growing(
            "Static 'Jobs' grows in 'Start' (keyed by 'id', open domain, with data of handler 'Function.Start'); an entry stays when an exception follows its addition, since only 'End' removes it and it has no documented bound",
            sites: 1)
            .WithSeverity(DiagnosticSeverity.Info));

    [Theory]
    [InlineData("Console.WriteLine(id);", "")]
    [InlineData("try { await Work(id); } catch { Jobs.TryRemove(id, out _); throw; }", "")]
    [InlineData("try { await Work(id); } catch (Exception) { Console.WriteLine(id); }", "")]
    [InlineData("Func<string, Amazon.Lambda.Core.ILambdaContext, Task> end = End; await Work(id); await end(id, context);", "")]
    [InlineData("await Work(id);", "public void OnTimer() { foreach (var old in Jobs.Keys) Jobs.TryRemove(old, out _); }")]
    [InlineData("var job = new Job(); job.Ended += (_, _) => Jobs.TryRemove(id, out var _); await Work(id);", "")]
    public Task TheHandlerThatAddsCleansUpOrCannotFail_NoDiagnostic(string between, string more) => VerifyAsync(Jobs(between, more));

    private static string Jobs(string between, string more, bool marked = false) => $$"""
        namespace Amazon.Lambda.Core { public interface ILambdaContext { } }

        public sealed class Job { public event EventHandler Ended; public void End() => Ended?.Invoke(this, EventArgs.Empty); }

        public class Function
        {
            static readonly ConcurrentDictionary<string, int> {{(marked ? "{|#0:Jobs|}" : "Jobs")}} = new();

            public async Task Start(string id, Amazon.Lambda.Core.ILambdaContext context)
            {
                {{(marked ? "{|#1:Jobs[id]|}" : "Jobs[id]")}} = 1;
                {{between}}
                await Task.Yield();
            }

            public async Task End(string id, Amazon.Lambda.Core.ILambdaContext context)
            {
                Jobs.TryRemove(id, out _);
                await Task.Yield();
            }

            {{more}}

            private static Task Work(string id) => Task.Delay(id.Length);
        }
        """;

    [Theory]
    [InlineData("if (id.Length > 3) Running[id] = 1; else Running.TryRemove(id, out _);")]
    [InlineData("if (id.Length > 3) { Running[id] = 1; } else { Console.WriteLine(id); Running.TryRemove(id, out _); }")]
    [InlineData("if (id.Length > 3) Running[id] = 1; else if (id.Length > 1) Running.TryRemove(id, out _);")]
    public Task EitherAddedOrRemoved_NoDiagnostic(string body) => VerifyAsync(Program(body));

    [Fact]
    public Task AddedInOneBranchAndRemovedAfterBoth_Info() => VerifyAsync(
        Program(
            "if (id.Length > 3) { Running[id] = 1; await Work(id); } else { Console.WriteLine(id); } Running.TryRemove(id, out _);",
            marked: true),
        Growing(Message(ByException), sites: 1).WithSeverity(DiagnosticSeverity.Info));

    private static string Message(string reason) =>
        $"Static 'Running' grows in 'Handle' (keyed by 'id', open domain); the removal in 'Handle' {reason} and it has no documented bound";

    private static string Program(string body, string more = "", bool marked = false)
    {
        if (marked)
        {
            body = body.Replace("Running[id] = 1", "{|#1:Running[id]|} = 1", StringComparison.Ordinal);
        }

        return $$"""
            public interface IJob { void Execute(string id); }

            public class Function
            {
                static readonly ConcurrentDictionary<string, int> {{(marked ? "{|#0:Running|}" : "Running")}} = new();
                private readonly IJob job = null!;
                private readonly Action<string> run = null!;

                public async Task Handle(string id)
                {
                    {{body}}
                    await Task.Yield();
                }

                {{more}}

                private static void Run(string id) => Console.WriteLine(id);

                private static Task Work(string id) => Task.Delay(id.Length);

                private static Task<string?> Ask(string id) => Task.FromResult<string?>(id);
            }
            """;
    }

    private static string Exchange(string wait, bool marked = false) =>
        $$"""
        public class Client
        {
            static readonly ConcurrentDictionary<string, TaskCompletionSource<string>> {{(marked ? "{|#0:Waiting|}" : "Waiting")}} = new();

            public async Task<string> OnRequest(string id)
            {
                var answer = new TaskCompletionSource<string>();
                {{(marked ? "{|#1:Waiting[id]|}" : "Waiting[id]")}} = answer;
                {{wait}}
                return await answer.Task;
            }

            public void OnAnswer(string id, string text)
            {
                if (Waiting.TryRemove(id, out var answer))
                    answer.TrySetResult(text);
            }

            private static void Forget(string id) => Waiting.TryRemove(id, out _);
        }
        """;
}
