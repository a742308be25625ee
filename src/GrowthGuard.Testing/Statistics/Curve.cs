namespace GrowthGuard.Testing.Statistics;

/// <summary>A part of the values of one channel or root, one per batch, and what they say about growth.</summary>
/// <param name="values">The values, one per batch.</param>
/// <param name="allowed">The growth per batch that is allowed.</param>
/// <param name="isExact">Whether the values are free of chance, so that each batch tells by itself.</param>
internal readonly ref struct Curve(ReadOnlySpan<double> values, double allowed, bool isExact = false)
{
    /// <summary>A leak that slows down to less than this share of its rate is no leak, but a cache that fills.</summary>
    private const double Undiminished = 0.75;

    /// <summary>Steps in fewer than one of this many batches are rare.</summary>
    private const int BatchesPerStep = 4;

    private const double StrictQuantile = 0.2;

    /// <summary>Two heights are the same when they differ by less than this share.</summary>
    private const double SameHeight = 0.25;

    /// <summary>What doubles grows by twice as much; less than so much more, and it need not double.</summary>
    private const double ClearlyMore = 1.5;

    /// <summary>Batches without which three doublings in a row cannot be told from chance.</summary>
    private const int ShortestToDouble = 32;

    private readonly ReadOnlySpan<double> _values = values;

    /// <summary>The growth from the first value to the last.</summary>
    public double Growth => _values[^1] - _values[0];

    /// <summary>The batches from the first value to the last.</summary>
    private int Length => _values.Length - 1;

    /// <summary>Whether it grew less than is allowed, from end to end.</summary>
    public bool EndsWithinAllowed => Growth < allowed * Length;

    /// <summary>
    /// Whether it grows in steps, each as large again as all before it, as a buffer does that doubles when it is full. To be asked of a
    /// curve that begins with the first invocation: each time that the number of invocations has doubled, it has grown by clearly more
    /// than the time before, in larger steps, and has not fallen. A cache that fills grows in equal steps.
    /// </summary>
    public bool GrowsInDoublingSteps
    {
        get
        {
            if (Length < ShortestToDouble)
            {
                return false;
            }

            var early = _values[(Length / 8)..((Length / 4) + 1)];
            var late = _values[(Length / 4)..((Length / 2) + 1)];
            var last = _values[(Length / 2)..];
            var growth = last[^1] - last[0];
            return early[^1] - early[0] > allowed * (early.Length - 1) / 2
                && growth > allowed * (last.Length - 1)
                && Multiplies(early, late)
                && Multiplies(late, last)
                && LargestFall(_values[(Length / 8)..]) <= growth / 4;

            static bool Multiplies(ReadOnlySpan<double> before, ReadOnlySpan<double> after) =>
                after[^1] - after[0] >= (before[^1] - before[0]) * ClearlyMore && LargestStep(after) >= LargestStep(before) * ClearlyMore;
        }
    }

    /// <summary>The first value after the largest step of the second half.</summary>
    public int LastLargeStep => (Length / 2) + PlaceOfLargestStep(_values[(Length / 2)..]);

    /// <summary>The highest value.</summary>
    public double Highest => Max(_values);

    /// <summary>What a batch adds where it adds anything. The top of a saw tooth is missed by up to as much.</summary>
    public double UsualStep => Quantiles.Median([.. Slopes.BatchByBatch(_values).Where(step => step > 0)]);

    /// <summary>Whether growth beyond what is allowed can be ruled out. No evidence is no proof.</summary>
    public bool IsProvenFlat => EndsWithinAllowed
        && Quantiles.Median(Slopes.Local(_values)) < allowed
        && Slopes.TheilSen(_values).High < allowed
        && !GrowsBatchByBatch();

    /// <summary>Whether it grows beyond what is allowed, all along, and does not slow down.</summary>
    public bool IsProvenToGrow => GrowsSteadily() || GrowsLocally() || GrowsBatchByBatch();

    /// <summary>
    /// Whether it goes up and down within limits that do not move, as what is emptied when it is full: neither the lowest nor the highest
    /// value of the second half is above that of the first, and it fell by half its height at least once in either. Exact values must
    /// show the tooth itself: what the runtime frees once or twice, while a leak goes on, is another amount than what had been added.
    /// </summary>
    public bool IsProvenSawTooth
    {
        get
        {
            var half = _values.Length / 2;
            var first = _values[..half];
            var second = _values[half..];
            var slack = allowed * half;
            return Min(second) <= Min(first) + slack
                && Max(second) <= Max(first) + slack
                && LastFall(first) is { } before
                && LastFall(second) is { } after
                && (!isExact || TakesBack(before, half + after));
        }
    }

    /// <summary>What is to be said of a curve that is neither proven flat nor proven to grow.</summary>
    public Verdict Undecided
    {
        get
        {
            var (steps, climbed) = (0, 0.0);
            for (var i = 1; i < _values.Length; i++)
            {
                var change = _values[i] - _values[i - 1];
                if (change > allowed)
                {
                    steps++;
                    climbed += change;
                }
            }

            if (steps * BatchesPerStep < Length && climbed >= Growth / 2 && Growth > 0)
            {
                return Verdict.Rare;
            }

            var (first, _, last) = Thirds(part => Slopes.TheilSen(part).Value);
            return first > allowed && last < first * Undiminished ? Verdict.Decaying : Verdict.Noisy;
        }
    }

    /// <summary>Where growth that slows down ends, when it goes on to slow down as it does.</summary>
    public double Plateau => _values[^1] + SlowingDown().Left;

    /// <summary>
    /// The batches after which growth that slows down is within what is allowed, when it goes on to slow down as it does.
    /// </summary>
    public double BatchesUntilWithinAllowed
    {
        get
        {
            var (decay, left) = SlowingDown();
            return decay > 0 ? Math.Max(0, Math.Log(Math.Max(decay * left, double.Epsilon) / allowed) / decay) : double.PositiveInfinity;
        }
    }

    /// <summary>
    /// How fast growth decays from batch to batch, by its first and its last third, and how much is left of it; for ever when it does not
    /// slow down.
    /// </summary>
    private (double Decay, double Left) SlowingDown()
    {
        var (a, b) = (Length / 3, Length * 2 / 3);
        var (first, last) = (_values[a] - _values[0], Math.Max(0, _values[^1] - _values[b]));
        var rates = first * (Length - b) / Math.Max(last * a, double.Epsilon);
        var decay = Math.Log(rates) / ((b + Length - a) / 2.0);
        return decay > 0 ? (decay, last / (Math.Exp(decay * (Length - b)) - 1)) : (0, double.PositiveInfinity);
    }

    /// <summary>The straight case: the whole slope and that of each third are beyond what is allowed.</summary>
    private bool GrowsSteadily()
    {
        var whole = Slopes.TheilSen(_values);
        var thirds = Thirds(part => Slopes.TheilSen(part).Value);
        return whole.Low > allowed
            && AllGrow(thirds)
            && Slopes.TheilSen(_values[^((Length / 5) + 1)..]).Value >= whole.Value / 2;
    }

    /// <summary>
    /// Survives a step up or down, of a pool that gives back a block say, which upsets the slopes of all pairs around it.
    /// </summary>
    private bool GrowsLocally() =>
        Quantiles.At(Slopes.Local(_values), StrictQuantile) > allowed
        && AllGrow(Thirds(part => Quantiles.Median(Slopes.Local(part))));

    /// <summary>
    /// Survives that something large is freed once or twice, which is a fall in every slope across it: a leak of native memory shows in
    /// nearly all batches all the same, while the runtime gives back what it took to start.
    /// </summary>
    private bool GrowsBatchByBatch() => isExact
        && Quantiles.At(Slopes.BatchByBatch(_values), StrictQuantile) > allowed
        && AllGrow(Thirds(part => Quantiles.Median(Slopes.BatchByBatch(part))));

    private bool AllGrow((double First, double Middle, double Last) thirds) =>
        thirds.First > allowed && thirds.Middle > allowed && thirds.Last > allowed && thirds.Last >= thirds.First * Undiminished;

    /// <summary>A figure of each third; neighbours share a value, so that no batch is left out.</summary>
    private (double First, double Middle, double Last) Thirds(Figure figure)
    {
        var (a, b) = (Length / 3, Length * 2 / 3);
        return (figure(_values[..(a + 1)]), figure(_values[a..(b + 1)]), figure(_values[b..]));
    }

    /// <summary>Whether the fall to one place took back what had been added since the fall to another.</summary>
    private bool TakesBack(int before, int after)
    {
        var fell = _values[after - 1] - _values[after];
        var climbed = _values[after - 1] - _values[before];
        return Math.Abs(fell - climbed) < fell * SameHeight;
    }

    /// <summary>The last value that is lower than the one before it by more than half of the height; null when there is none.</summary>
    private static int? LastFall(ReadOnlySpan<double> values)
    {
        var height = Max(values) - Min(values);
        for (var i = values.Length - 1; i > 0; i--)
        {
            if (values[i - 1] - values[i] > height / 2)
            {
                return i;
            }
        }

        return null;
    }

    private static double LargestStep(ReadOnlySpan<double> values) =>
        PlaceOfLargestStep(values) is > 0 and var place ? Math.Max(0, values[place] - values[place - 1]) : 0;

    private static int PlaceOfLargestStep(ReadOnlySpan<double> values)
    {
        var largest = Math.Min(1, values.Length - 1);
        for (var i = 2; i < values.Length; i++)
        {
            if (values[i] - values[i - 1] > values[largest] - values[largest - 1])
            {
                largest = i;
            }
        }

        return largest;
    }

    /// <summary>How far it fell below what it had been.</summary>
    private static double LargestFall(ReadOnlySpan<double> values)
    {
        var (highest, largest) = (values[0], 0.0);
        foreach (var value in values)
        {
            highest = Math.Max(highest, value);
            largest = Math.Max(largest, highest - value);
        }

        return largest;
    }

    private static double Min(ReadOnlySpan<double> values)
    {
        var min = values[0];
        foreach (var value in values)
        {
            min = Math.Min(min, value);
        }

        return min;
    }

    private static double Max(ReadOnlySpan<double> values)
    {
        var max = values[0];
        foreach (var value in values)
        {
            max = Math.Max(max, value);
        }

        return max;
    }

    private delegate double Figure(ReadOnlySpan<double> part);
}
