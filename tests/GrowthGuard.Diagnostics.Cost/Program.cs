using GrowthGuard.Diagnostics.Cost;

// As a process within a limit, started by LimitedMemory.
if (args is [LimitedMemory.Child, var limit])
{
    return LimitedMemory.RunChild(long.Parse(limit, System.Globalization.CultureInfo.InvariantCulture));
}

var promises = new (string Name, Func<Task<Outcome>> Check)[]
{
    ("one snapshot of 200 stores takes less than 5 ms", () => Task.FromResult(SnapshotTime.Check())),
    ("nothing that a snapshot allocates survives", () => Task.FromResult(Survivors.Check())),
    ("no static constructor runs", () => Task.FromResult(StaticConstructors.Check())),
    ("an hour of polling each 5 seconds leaves memory flat", PollingScenario.CheckAsync),
    ("snapshots are taken at 98 % of a memory limit", () => Task.FromResult(LimitedMemory.Check())),
};
var isKept = true;
foreach (var (name, check) in promises)
{
    var outcome = await check();
    Console.WriteLine(
        $"{(outcome.IsKept switch { true => "kept", false => "BROKEN", null => "not measured" })}: {name}: {outcome.Figures}");
    isKept &= outcome.IsKept != false;
}

return isKept ? 0 : 1;
