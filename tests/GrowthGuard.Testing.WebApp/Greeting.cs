namespace GrowthGuard.Testing.WebApp;

/// <summary>What a test replaces.</summary>
public class Greeting
{
    /// <summary>The words.</summary>
    public virtual string Words => "Good morning";
}
