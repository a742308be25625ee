namespace GrowthGuard.Testing.Experiments.Flat;

/// <summary>An endpoint of Kestrel.</summary>
internal sealed class Web : WebExperiment
{
    protected override string Handle(int id) => $"{OrderHandler.Handle(id)}";
}
