namespace GrowthGuard.Testing.Hosting;

/// <summary>The entry point of a child process.</summary>
internal static class ChildProgram
{
    public static int Main() => throw new NotImplementedException();
}
