using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>A fault, and where it is.</summary>
/// <param name="fault">What is wrong.</param>
/// <param name="site">The operation to report.</param>
/// <param name="subject">What the message is about: the call, or what collects the pages.</param>
/// <param name="operation">The paged operation, if it is one with tokens.</param>
/// <param name="detail">What the message says besides: a token, an accumulator.</param>
internal sealed class PagingFinding(PagingFault fault, IOperation site, string subject, PagedOperation? operation, string detail)
{
    /// <summary>The detail of a finding about a sequence of pages, of which the first is read.</summary>
    public const string OfPages = "pages";

    /// <summary>The detail of a finding about a page whose size stands in the address.</summary>
    public const string OfAddress = "address";

    public PagingFault Fault { get; } = fault;

    public IOperation Site { get; } = site;

    public string Subject { get; } = subject;

    public PagedOperation? Operation { get; } = operation;

    public string Detail { get; } = detail;

    /// <summary>What takes in all pages; <see langword="null"/> where it is the result of a call, or for other faults.</summary>
    public IOperation? Collection { get; set; }
}
