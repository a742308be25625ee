using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Hosting;

/// <summary>Runs a scenario as the parent orders.</summary>
internal sealed class ChildHost(OrderQueue orders, FrameWriter answers)
{
    private readonly long[] _values = new long[Channels.Count];
    private ScenarioRun? _run;
    private int _rootsSent;

    public void Run()
    {
        try
        {
            while (true)
            {
                var (kind, content) = orders.Next();
                Obey(kind, content);
            }
        }
        catch (ScenarioException e)
        {
            answers.SendFailed(e.Failure, e.Message);
        }

        // The parent ends this process together with what the scenario has started; until then nothing may be lost.
        Thread.Sleep(Timeout.Infinite);
    }

    private void Obey(FrameKind kind, FrameReader content)
    {
        switch (kind)
        {
            case FrameKind.Start:
                _run = new ScenarioRun(content.ReadStart());
                answers.SendStarted(_run.Environment);
                break;
            case FrameKind.Run:
                var failures = _run!.Invoke((int)content.Number());
                SendSample(failures);
                break;
            case FrameKind.Describe:
                foreach (var root in _run!.Describe([.. content.Numbers().Select(index => (int)index)]))
                {
                    answers.SendRoot(root);
                }

                break;
            case FrameKind.Trim:
                answers.Begin(FrameKind.Trimmed).Write(_run!.Trim() ?? Sample.Unknown).Send();
                break;
            case FrameKind.Finish:
                _run!.TearDown();
                answers.Begin(FrameKind.Finished).Send();
                break;
        }
    }

    private void SendSample(int failures)
    {
        _run!.Read(_values, out var counts);
        for (; _rootsSent < _run.Roots.Count; _rootsSent++)
        {
            answers.SendRoot(_run.Roots[_rootsSent]);
        }

        answers.SendSample(_run.Invocations, failures, _run.Elapsed, _values, counts, _run.Durations);
    }
}
