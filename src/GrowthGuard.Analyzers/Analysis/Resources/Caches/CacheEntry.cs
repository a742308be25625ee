using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Resources.Caches;

/// <summary>A call that puts an entry into a cache, and what it says of the entry.</summary>
internal sealed class CacheEntry
{
    private CacheEntry(IInvocationOperation call, IOperation? key, bool isKnown, bool expires, bool hasSize)
    {
        Call = call;
        Key = key;
        IsKnown = isKnown;
        Expires = expires;
        HasSize = hasSize;
    }

    public IInvocationOperation Call { get; }

    public IOperation? Key { get; }

    /// <summary>Whether all that is set on the entry is known.</summary>
    public bool IsKnown { get; }

    /// <summary>Whether something makes the entry leave: a time, a token.</summary>
    public bool Expires { get; }

    /// <summary>Whether the entry counts against the limit of its cache.</summary>
    public bool HasSize { get; }

    /// <summary>Reads a call of a member that adds an entry.</summary>
    public static CacheEntry Of(IInvocationOperation call, CompilationAnalysis context)
    {
        bool IsExpiry(string name) => context.Facts.Names(FactKind.CacheExpiry, name);
        bool IsSize(string name) => context.Facts.Names(FactKind.CacheSize, name);

        var key = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "key")?.Value;
        var settings = SettingsOf(call, context).ToList();
        return new CacheEntry(
            call,
            key,
            settings.All(made => made is { AreKnown: true }),
            call.Arguments.Any(argument => argument.Parameter is { } parameter && IsExpiry(parameter.Name)) ||
            settings.Any(made => made?.Has(IsExpiry) == true),
            settings.Any(made => made?.Has(IsSize) == true));
    }

    // Of the options, of the factory that is given the entry, and on the entry that is returned; null where they are out of sight.
    private static IEnumerable<OptionsReader?> SettingsOf(IInvocationOperation call, CompilationAnalysis context)
    {
        if (call.TargetMethod.Name == "CreateEntry")
            yield return OptionsReader.MadeOnResultOf(call, context);
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is not { Type: { } type })
                continue;
            if (type.TypeKind == TypeKind.Delegate)
                yield return InFactory(argument.Value.Unwrap(), context);
            else if (type.GetMembers().Any(member => member is IPropertySymbol && context.Facts.Names(FactKind.CacheExpiry, member.Name)))
                yield return OptionsReader.Of(argument.Value, context);
        }
    }

    private static OptionsReader? InFactory(IOperation factory, CompilationAnalysis context)
    {
        var target = (factory as IDelegateCreationOperation)?.Target;
        return target switch
        {
            IAnonymousFunctionOperation { Symbol.Parameters.Length: > 0 } lambda =>
                OptionsReader.MadeOn(lambda.Symbol.Parameters[0], [lambda.Body], context),
            IMethodReferenceOperation { Method: { Parameters.Length: > 0 } method }
                when context.BodiesOf(method).ToList() is { Count: > 0 } bodies =>
                    OptionsReader.MadeOn(method.Parameters[0], bodies, context),
            _ => null,
        };
    }
}
