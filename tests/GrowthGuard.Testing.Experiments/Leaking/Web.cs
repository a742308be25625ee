namespace GrowthGuard.Testing.Experiments.Leaking;

/// <summary>An endpoint of Kestrel that keeps something of each request.</summary>
internal sealed class Web : WebExperiment
{
    private static readonly List<byte[]> Requests = [];

    protected override string Handle(int id)
    {
        lock (Requests)
        {
            Requests.Add(new byte[256]);
        }

        return $"{OrderHandler.Handle(id)}";
    }
}
