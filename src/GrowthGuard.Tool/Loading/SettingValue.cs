namespace GrowthGuard.Tool.Loading;

/// <summary>The value of a setting, and who gave it.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Text">The value, as it was written.</param>
/// <param name="Source">Where it was written, for people.</param>
internal sealed record SettingValue(LoadSetting Setting, string Text, string Source);
