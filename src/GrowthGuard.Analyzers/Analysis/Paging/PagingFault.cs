namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>What is wrong with the way in which a member goes through pages.</summary>
internal enum PagingFault
{
    /// <summary>Only the first page is read.</summary>
    FirstPageOnly,

    /// <summary>The token of the response never gets into the request.</summary>
    NotHandedOn,

    /// <summary>The token is read from a member that only repeats the request's.</summary>
    Echo,

    /// <summary>Of several tokens only some are handed on.</summary>
    OneOfSeveral,

    /// <summary>The token is put into a request that is not the one which is sent.</summary>
    OtherRequest,

    /// <summary>The token is put into a request that the next pass replaces by a new one.</summary>
    Recreated,

    /// <summary>A <c>continue</c> comes before the token is handed on.</summary>
    Skipped,

    /// <summary>The loop ends at a page without items.</summary>
    EmptyPage,

    /// <summary>The loop waits for an end that the service never tells in this way.</summary>
    NoEnd,

    /// <summary>The loop asks for the token of a call that stands before it.</summary>
    CallBeforeLoop,

    /// <summary>The loop pages by an offset that never changes.</summary>
    OffsetStands,

    /// <summary>A change feed says always that there is more.</summary>
    EndlessFeed,

    /// <summary>All pages are collected.</summary>
    AllCollected,

    /// <summary>The unprocessed part of a batch is dropped.</summary>
    RemainderDropped,

    /// <summary>The unprocessed part of a batch is only asked for: the whole batch is sent again.</summary>
    SameBatch,

    /// <summary>The unprocessed part of a batch is sent again at once, until there is none.</summary>
    RepeatedForEver,
}
