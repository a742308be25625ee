using GrowthGuard.Tool.Loading;

namespace GrowthGuard.Tool.Commands;

/// <summary>What <c>growthguard load</c> was told.</summary>
/// <param name="Settings">How the server is put under load.</param>
/// <param name="Command">What starts it; empty when it runs already.</param>
/// <param name="Process">The process to measure; null for the one that listens on the port.</param>
internal sealed record LoadOptions(LoadSettings Settings, IReadOnlyList<string> Command, int? Process);
