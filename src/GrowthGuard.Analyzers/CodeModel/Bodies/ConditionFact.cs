using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.CodeModel.Bodies;

/// <summary>A condition, and the value it has wherever an operation runs.</summary>
internal readonly struct ConditionFact(IOperation condition, bool value)
{
    public IOperation Condition { get; } = condition;

    public bool Value { get; } = value;
}
