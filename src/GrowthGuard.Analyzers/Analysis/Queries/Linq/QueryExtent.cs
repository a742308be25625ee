namespace GrowthGuard.Analyzers.Analysis.Queries.Linq;

/// <summary>How much of its source a query gives, from everything to so many.</summary>
internal enum QueryExtent
{
    /// <summary>Everything, or everything in some state: nothing but the amount of data limits it.</summary>
    All,

    /// <summary>Something picks a part of it, and what that is cannot be seen; or it gives one for many.</summary>
    Unknown,

    /// <summary>What belongs to one thing or to a list of things: the orders of a customer.</summary>
    ByData,

    /// <summary>At most so many: a number, or a primary key.</summary>
    Limited,
}
