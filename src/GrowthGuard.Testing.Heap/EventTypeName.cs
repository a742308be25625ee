using System.Text;

namespace GrowthGuard.Testing.Heap;

/// <summary>Names of types as events of the runtime write them.</summary>
internal static class EventTypeName
{
    /// <summary>
    /// As a heap has it: <c>System.Collections.Generic.List&lt;System.Int32&gt;</c> for
    /// <c>System.Collections.Generic.List`1[System.Int32]</c>.
    /// </summary>
    public static string ToHeapName(string name)
    {
        var text = new StringBuilder(name.Length);
        var brackets = new Stack<bool>();
        for (var i = 0; i < name.Length; i++)
        {
            switch (name[i])
            {
                case '`':
                    // The number of type arguments, of which there are no more than nine in a name that matters.
                    i++;
                    break;
                case '[':
                    // Arguments come behind a number; an array has nothing or commas between its brackets.
                    brackets.Push(i > 0 && char.IsAsciiDigit(name[i - 1]) && i + 1 < name.Length && name[i + 1] is not (']' or ','));
                    text.Append(brackets.Peek() ? '<' : '[');
                    break;
                case ']':
                    text.Append(brackets.TryPop(out var isArgument) && isArgument ? '>' : ']');
                    break;
                case ',' when brackets.TryPeek(out var isBetweenArguments) && isBetweenArguments:
                    text.Append(", ");
                    break;
                default:
                    text.Append(name[i]);
                    break;
            }
        }

        return text.ToString();
    }
}
