namespace GrowthGuard.Testing.Hosting;

/// <summary>What a frame between a run and its child process is about.</summary>
internal enum FrameKind : byte
{
    /// <summary>To the child: make this scenario.</summary>
    Start,

    /// <summary>To the child: invoke it so many times, and read everything.</summary>
    Run,

    /// <summary>To the child: find out more about these roots, which are sent again.</summary>
    Describe,

    /// <summary>To the child: ask the allocator to give back memory.</summary>
    Trim,

    /// <summary>To the child: tear down.</summary>
    Finish,

    /// <summary>From the child: the scenario is made; where it runs.</summary>
    Started,

    /// <summary>From the child: a root that was found, or that more was found out about.</summary>
    Root,

    /// <summary>From the child: what was read.</summary>
    Sample,

    /// <summary>From the child: what the allocator gave back.</summary>
    Trimmed,

    /// <summary>From the child: torn down.</summary>
    Finished,

    /// <summary>From the child: the scenario threw.</summary>
    Failed,
}
