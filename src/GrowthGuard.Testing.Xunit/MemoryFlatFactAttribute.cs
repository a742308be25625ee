using System.Reflection;
using System.Runtime.CompilerServices;
using GrowthGuard.Testing.Hosting;
using Xunit;
using Xunit.v3;

namespace GrowthGuard.Testing;

/// <summary>
/// A test that runs a scenario in a process of its own and fails when its memory is not proven flat. The method runs after that, and
/// may be empty: <c>[MemoryFlatFact(typeof(Checkout))] public void Checkout_is_flat() { }</c>.
/// </summary>
/// <param name="scenario">The scenario: a type that implements <see cref="IMemoryScenario"/>.</param>
/// <param name="sourceFilePath">Given by the compiler.</param>
/// <param name="sourceLineNumber">Given by the compiler.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MemoryFlatFactAttribute(
    Type scenario,
    [CallerFilePath] string? sourceFilePath = null,
    [CallerLineNumber] int sourceLineNumber = -1)
    : FactAttribute(sourceFilePath, sourceLineNumber), IBeforeAfterTestAttribute
{
    /// <summary>The scenario.</summary>
    public Type Scenario { get; } = scenario;

    /// <summary>
    /// Invocations within which memory must be proven flat; the default of <see cref="MemoryFlatOptions.Budget"/> when 0.
    /// </summary>
    public int Invocations { get; set; }

    /// <summary>Invocations that follow to confirm a suspicion; as many as <see cref="Invocations"/> when 0.</summary>
    public int Confirm { get; set; }

    /// <summary>Managed bytes per invocation that are allowed; the default of <see cref="MemoryFlatOptions.AllowedHeap"/> when 0.</summary>
    public double AllowHeap { get; set; }

    /// <summary>
    /// Private bytes per invocation that are allowed; the default of <see cref="MemoryFlatOptions.AllowedPrivate"/> when 0.
    /// </summary>
    public double AllowRss { get; set; }

    /// <summary>Invocations before memory is called flat; none when 0.</summary>
    public int AtLeast { get; set; }

    /// <summary>Invocations that are made at the same time; one when 0.</summary>
    public int Workers { get; set; }

    /// <summary>Names of roots that are not counted, with <c>*</c> for any text.</summary>
    public string[] Ignore { get; set; } = [];

    /// <inheritdoc/>
    public void Before(MethodInfo methodUnderTest, IXunitTest test) =>
        // The framework does not wait here, so this must; the work is in the other process.
        MemoryFlat
            .RunAsync(ScenarioReference.To(Scenario), Options(), TestContext.Current.CancellationToken)
                .ShouldBeFlat()
                .GetAwaiter()
                .GetResult();

    /// <inheritdoc/>
    public void After(MethodInfo methodUnderTest, IXunitTest test)
    {
    }

    private MemoryFlatOptions Options()
    {
        var options = new MemoryFlatOptions().Ignore(Ignore);
        if (Invocations != 0 || Confirm != 0)
        {
            options.Invocations(Invocations != 0 ? Invocations : options.Budget, Confirm != 0 ? Confirm : null);
        }

        if (AtLeast != 0)
        {
            options.AtLeast(AtLeast);
        }

        if (Workers != 0)
        {
            options.Workers(Workers);
        }

        if (AllowHeap != 0)
        {
            options.AllowHeap(AllowHeap);
        }

        return AllowRss != 0 ? options.AllowRss(AllowRss) : options;
    }
}
