using System.Diagnostics.Metrics;
using GrowthGuard.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the census of GrowthGuard to a program's services.</summary>
public static class GrowthGuardServiceCollectionExtensions
{
    /// <summary>
    /// Adds the process's <see cref="GrowthCensus"/> as a singleton. Nothing is counted until somebody takes a snapshot. Can be called
    /// several times; each call sets its options.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets options.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddGrowthGuard(this IServiceCollection services, Action<GrowthCensusOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (configure is not null)
        {
            services.AddSingleton(new CensusSetup(configure));
        }

        services.TryAddSingleton(static provider =>
        {
            var options = new GrowthCensusOptions();
            foreach (var setup in provider.GetServices<CensusSetup>())
            {
                setup.Configure(options);
            }

            return new GrowthCensus(options, provider.GetService<IMeterFactory>(), provider);
        });
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, CensusStart>());
        return services;
    }

    /// <summary>Has the census made when the program starts, so that its metrics are there before anybody asks for a snapshot.</summary>
    private sealed class CensusStart(GrowthCensus census) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellation)
        {
            GC.KeepAlive(census);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellation) => Task.CompletedTask;
    }

    private sealed record CensusSetup(Action<GrowthCensusOptions> Configure);
}
