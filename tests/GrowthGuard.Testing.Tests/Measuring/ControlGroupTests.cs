using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Tests.Measuring;

public sealed class ControlGroupTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    [Fact]
    public void No_limit_without_control_groups() => Assert.Null(ControlGroup.MemoryLimit(_root.Path));

    [Fact]
    public void Limit_of_a_container()
    {
        _root.Write("proc/self/cgroup", "0::/\n");
        _root.Write("sys/fs/cgroup/memory.max", "268435456\n");

        Assert.Equal(268_435_456, ControlGroup.MemoryLimit(_root.Path));
    }

    [Fact]
    public void Lowest_limit_on_the_way_up_holds()
    {
        _root.Write("proc/self/cgroup", "0::/kubepods/pod1/container\n");
        _root.Write("sys/fs/cgroup/kubepods/pod1/container/memory.max", "max\n");
        _root.Write("sys/fs/cgroup/kubepods/pod1/memory.max", "1000000\n");
        _root.Write("sys/fs/cgroup/kubepods/memory.max", "8000000\n");

        Assert.Equal(1_000_000, ControlGroup.MemoryLimit(_root.Path));
    }

    [Fact]
    public void Limit_of_version_1()
    {
        _root.Write("proc/self/cgroup", "12:cpu,cpuacct:/docker/x\n5:memory:/docker/x\n");
        _root.Write("sys/fs/cgroup/memory/docker/x/memory.limit_in_bytes", "536870912\n");
        _root.Write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");

        Assert.Equal(536_870_912, ControlGroup.MemoryLimit(_root.Path));
    }

    [Fact]
    public void Huge_number_of_version_1_is_no_limit()
    {
        _root.Write("proc/self/cgroup", "5:memory:/\n");
        _root.Write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");

        Assert.Null(ControlGroup.MemoryLimit(_root.Path));
    }

    [Theory]
    [InlineData("always [madvise] never\n", "madvise")]
    [InlineData("[always] madvise never\n", "always")]
    [InlineData("", null)]
    public void Mode_of_huge_pages_is_in_brackets(string text, string? mode) => Assert.Equal(mode, HugePages.Chosen(text));

    public void Dispose() => _root.Dispose();
}
