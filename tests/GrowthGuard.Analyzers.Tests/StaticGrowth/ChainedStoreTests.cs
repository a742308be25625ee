using static GrowthGuard.Analyzers.Tests.StaticGrowth.StaticGrowthVerifier;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>Chains of a program's own: an object that links to another of its class.</summary>
public sealed class ChainedStoreTests
{
    [Theory]
    [InlineData("static Link {|#0:_head|};", "{|#1:_head = new Link(text, _head)|};")]
    [InlineData("static Link {|#0:_head|};", "{|#1:_head = new Link(text, null) { Next = _head }|};")]
    [InlineData("static Link {|#0:_head|};", "var link = new Link(text, null); link.Next = _head; {|#1:_head = link|};")]
    [InlineData("static Link {|#0:_head|};", "var old = _head; {|#1:_head = new Link(text, old)|};")]
    [InlineData(
        "static Link {|#0:_head|};",
        "var link = new Link(text, null); do { link.Next = _head; } while ({|#1:Interlocked.CompareExchange(ref _head, link, link.Next)|} != link.Next);")]
    [InlineData(
        "static Link {|#0:_head|}; static Link _last;",
        "var link = new Link(text, null); if (_last == null) { _head = _last = link; } else { {|#1:_last.Next = link|}; _last = link; }")]
    [InlineData(
        "static Link {|#0:_head|}; static Link _last;",
        "var link = new Link(text, null); if (_head is null) { _head = link; _last = link; return; } _last = {|#1:_last.Next = link|};")]
    public Task A_chain_that_only_gets_longer_is_reported(string fields, string body) => VerifyAsync(
        Journal(fields, body), Growing(
            "Static '_head' grows in 'Write' (each call adds to it); nothing evicts from it and it has no documented bound",
            1));

    [Theory]
    [InlineData("static Link _head;", "_head = new Link(text, null);")]
    [InlineData("static Link _head;", "_head = new Link(text + _head?.Text, null);")]
    [InlineData("static Link _head;", "_head ??= new Link(text, null);")]
    [InlineData("static Link _last;", "var link = new Link(text, null); if (_last != null) _last.Next = link; _last = link;")]
    [InlineData("static Link _head; static int _count;", "if (_count >= 100) return; _count++; _head = new Link(text, _head);")]
    [InlineData(
        "static Link _head;",
        "_head = new Link(text, _head); } public static string Take() { var first = _head; if (first == null) return null; _head = first.Next; return first.Text;")]
    [InlineData(
        "static Link _head; static Link _last;",
        "var link = new Link(text, null); if (_last == null) { _head = _last = link; } else { _last.Next = link; _last = link; } } public static string Take() { var first = _head; if (first == null) return null; _head = first.Next; if (_head == null) _last = null; return first.Text;")]
    [InlineData(
        "static Link _head; static Link _start = new(\"\", null); static Link _end = new(\"\", null);",
        "_start.Next = _end; _head = new Link(text, null);")]
    [InlineData(
        "static Link _head;",
        "_head = new Link(text, _head); } public static void Forget(Link before) { before.Next = before.Next.Next;")]
    [InlineData("static Link _head;", "_head = new Link(text, _head); try { Console.WriteLine(text); } finally { _head = _head.Next; }")]
    public Task A_chain_that_is_cut_or_one_link_long_is_not_reported(string fields, string body) => VerifyAsync(Journal(fields, body));

    private static string Journal(string fields, string body) => $$"""
        public sealed class Link
        {
            public Link(string text, Link next) { Text = text; Next = next; }

            public string Text { get; }

            public Link Next { get; set; }
        }

        public static class Journal
        {
            {{fields}}

            public static void Write(string text)
            {
                {{body}}
            }
        }
        """;
}
