using GrowthGuard.Diagnostics.Processes;

namespace GrowthGuard.Diagnostics.Tests.Processes;

public sealed class ControlGroupTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("growthguard-").FullName;

    [Fact]
    public void None_without_control_groups() => Assert.Null(ControlGroup.Read(_root));

    [Fact]
    public void Limit_and_use_of_a_container()
    {
        Write("proc/self/cgroup", "0::/\n");
        Write("sys/fs/cgroup/memory.max", "268435456\n");
        Write("sys/fs/cgroup/memory.current", "100000000\n");

        Assert.Equal(new ControlGroup(2, 268_435_456, 100_000_000), ControlGroup.Read(_root));
    }

    [Fact]
    public void Lowest_limit_on_the_way_up_holds_and_use_is_that_of_the_group()
    {
        Write("proc/self/cgroup", "0::/kubepods/pod1/container\n");
        Write("sys/fs/cgroup/kubepods/pod1/container/memory.max", "max\n");
        Write("sys/fs/cgroup/kubepods/pod1/container/memory.current", "500\n");
        Write("sys/fs/cgroup/kubepods/pod1/memory.max", "1000000\n");
        Write("sys/fs/cgroup/kubepods/pod1/memory.current", "700\n");
        Write("sys/fs/cgroup/kubepods/memory.max", "8000000\n");

        Assert.Equal(new ControlGroup(2, 1_000_000, 500), ControlGroup.Read(_root));
    }

    [Fact]
    public void Group_that_is_outside_of_what_a_container_sees_is_read_at_its_root()
    {
        Write("proc/self/cgroup", "0::/docker/4711\n");
        Write("sys/fs/cgroup/memory.max", "268435456\n");
        Write("sys/fs/cgroup/memory.current", "100000000\n");

        Assert.Equal(new ControlGroup(2, 268_435_456, 100_000_000), ControlGroup.Read(_root));
    }

    [Fact]
    public void Version_1()
    {
        Write("proc/self/cgroup", "12:cpu,cpuacct:/docker/x\n5:memory:/docker/x\n0::/\n");
        Write("sys/fs/cgroup/memory/docker/x/memory.limit_in_bytes", "536870912\n");
        Write("sys/fs/cgroup/memory/docker/x/memory.usage_in_bytes", "4096\n");
        Write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");

        Assert.Equal(new ControlGroup(1, 536_870_912, 4096), ControlGroup.Read(_root));
    }

    [Fact]
    public void Huge_number_of_version_1_is_no_limit()
    {
        Write("proc/self/cgroup", "5:memory:/\n");
        Write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");

        Assert.Equal(new ControlGroup(1, null, null), ControlGroup.Read(_root));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private void Write(string path, string text)
    {
        var file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
