using static GrowthGuard.Analyzers.Tests.StaticGrowth.StaticGrowthVerifier;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>What cannot grow in place is made again, longer; streams and writers hold what they are given.</summary>
public sealed class RebuiltStoreTests
{
    [Theory]
    [InlineData("string {0} = \"\";", "Log += line;")]
    [InlineData("string {0} = \"\";", "Log = Log + line;")]
    [InlineData("string {0} = \"\";", "Log = $\"{Log}{line}\";")]
    [InlineData("string {0} = \"\";", "Log = string.Concat(Log, line);")]
    [InlineData("string[] {0} = { };", "Log = Log.Append(line).ToArray();")]
    [InlineData("string[] {0} = { };", "Log = Log.Concat(new[] { line }).ToArray();")]
    [InlineData("string[] {0} = { };", "Array.Resize(ref Log, Log.Length + 1); Log[Log.Length - 1] = line;")]
    [InlineData("System.IO.MemoryStream {0} = new();", "Log.Write(Encoding.UTF8.GetBytes(line));")]
    [InlineData("System.IO.StringWriter {0} = new();", "Log.WriteLine(line);")]
    [InlineData("(List<string> Lines, int Count) {0} = (new(), 0);", "Log.Lines.Add(line);")]
    public Task MadeLongerEachTime_Diagnostic(string declaration, string body) =>
        VerifyAsync(Journal(declaration.Replace("{0}", "[|Log|]", StringComparison.Ordinal), body));

    [Theory]
    [InlineData("string Log = \"\";", "Log = line;")]
    [InlineData("string Log = \"\";", "Log = \"> \" + line;")]
    [InlineData("string Log = \"\";", "Log += line; if (Log.Length > 1000) Log = \"\";")]
    [InlineData("string Log = \"\";", "Log = (Log + line).Substring(0, 100);")]
    [InlineData("string Log;", "Log ??= line + line;")]
    [InlineData("string[] Log = { };", "Log = new[] { line };")]
    [InlineData("string[] Log = { };", "Log = Log.Skip(1).Append(line).ToArray();")]
    [InlineData("string[] Log = { };", "Log = Log.Select(old => old + line).ToArray();")]
    [InlineData("string[] Log = new string[16];", "Log[line.Length % 16] = line;")]
    [InlineData("string[] Log = { };", "Array.Resize(ref Log, 16);")]
    [InlineData("int Log;", "Log += line.Length;")]
    [InlineData("System.IO.MemoryStream Log = new();", "Log.SetLength(0); Log.Write(Encoding.UTF8.GetBytes(line));")]
    [InlineData("System.IO.MemoryStream Log = new();", "Log.Position = 0; Log.Write(Encoding.UTF8.GetBytes(line));")]
    [InlineData("(List<string> Lines, int Count) Log = (new(), 0);", "Log.Lines.Add(line); Log.Lines.Clear();")]
    public Task ReplacedOrCut_NoDiagnostic(string declaration, string body) => VerifyAsync(Journal(declaration, body));

    private static string Journal(string declaration, string body) => $$"""
        public static class Journal
        {
            static {{declaration}}

            public static void Write(string line)
            {
                {{body}}
            }
        }
        """;
}
