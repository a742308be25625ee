using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GrowthGuard.Testing.Lambda;

/// <summary>The text of a sample, with the places where the number of the invocation goes.</summary>
internal sealed partial class SampleText
{
    private readonly string[] _between;
    private readonly int[] _moduli;

    public SampleText(string text)
    {
        var places = Place().Matches(text);
        _moduli =
        [
            .. places.Select(place => place.Groups["modulus"] is { Success: true, Value: var modulus }
                ? int.Parse(modulus, CultureInfo.InvariantCulture)
                : 0)
        ];
        var start = 0;
        _between =
        [
            .. places.Select(place =>
            {
                var before = text[start..place.Index];
                start = place.Index + place.Length;
                return before;
            }),
            text[start..],
        ];
    }

    public string For(int invocation)
    {
        if (_moduli.Length == 0)
        {
            return _between[0];
        }

        var text = new StringBuilder(_between[0]);
        for (var i = 0; i < _moduli.Length; i++)
        {
            text.Append(_moduli[i] == 0 ? invocation : invocation % _moduli[i]).Append(_between[i + 1]);
        }

        return text.ToString();
    }

    [GeneratedRegex(@"\{\{ *invocation *(?:% *(?<modulus>[1-9][0-9]{0,8}) *)?\}\}")]
    private static partial Regex Place();
}
