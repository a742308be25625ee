using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace GrowthGuard.Testing.Hosting;

/// <summary>
/// Ends what a process has started, on Linux. Known by a variable of the environment, which they inherit: so those are found too whose
/// parent has ended before, and it costs a tenth of <see cref="Process.Kill(bool)"/>, which reads the threads of every process.
/// </summary>
internal static class Descendants
{
    /// <param name="variable">The variable.</param>
    /// <param name="value">Its value.</param>
    /// <param name="except">A process that has the mark and goes on.</param>
    public static void Kill(string variable, string value, int? except = null)
    {
        var mark = Encoding.UTF8.GetBytes($"{variable}={value}");
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && id != except && Has(folder, mark))
            {
                TryKill(id);
            }
        }
    }

    private static bool Has(string folder, byte[] mark)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, "environ")).AsSpan().IndexOf(mark) >= 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void TryKill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }
}
