namespace GrowingService;

internal static class ToggleServices
{
    public static IServiceCollection AddToggles(this IServiceCollection services) => services
        .AddTransient<Resolved>()
        .AddSingleton<IToggle, CacheToggle>()
        .AddSingleton<IToggle, EventToggle>()
        .AddSingleton<IToggle, ResolverToggle>()
        .AddSingleton<IToggle, ClientsToggle>()
        .AddSingleton<IToggle, FillingToggle>()
        .AddSingleton<IToggle, NativeToggle>()
        .AddSingleton<IToggle, FragmentationToggle>()
        .AddSingleton<IToggle, RetentionToggle>()
        .AddSingleton<IToggle, IdleToggle>();
}
