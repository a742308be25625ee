using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.AdditionalFiles;

/// <summary>
/// What all rules of a compilation share, made from the compilation and from additional files of one kind. Made once; again when
/// an editor has changed one of the files. Goes with its compilation.
/// </summary>
internal sealed class PerCompilation<T>(PolicyFiles files, Func<Compilation, ImmutableArray<PolicyFile>, T> make)
    where T : class
{
    // Weak: whatever symbols the value holds go with their compilation.
    private readonly ConditionalWeakTable<Compilation, Slot> _slots = new();

    public T For(Compilation compilation, AnalyzerOptions options, CancellationToken cancellationToken)
    {
        var read = files.Read(options, cancellationToken);
        return _slots.GetValue(compilation, static _ => new Slot()).Get(read, () => make(compilation, read));
    }

    private sealed class Slot
    {
        private ImmutableArray<PolicyFile> _files;
        private T? _value;

        public T Get(ImmutableArray<PolicyFile> files, Func<T> make)
        {
            lock (this)
            {
                if (_value is null || !IsSame(_files, files))
                {
                    _files = files;
                    _value = make();
                }

                return _value;
            }
        }

        private static bool IsSame(ImmutableArray<PolicyFile> one, ImmutableArray<PolicyFile> other) =>
            one.Length == other.Length && one.Zip(other, static (a, b) => a.IsSameAs(b)).All(static same => same);
    }
}
