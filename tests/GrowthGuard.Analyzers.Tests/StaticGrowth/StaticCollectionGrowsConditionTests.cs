using static GrowthGuard.Analyzers.Tests.StaticGrowth.StaticGrowthVerifier;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>What a condition implies depends on its polarity: a limit that another test can overrule is none.</summary>
public sealed class StaticCollectionGrowsConditionTests
{
    [Theory]
    [InlineData("if (Cache.Count < 1000 || force) Cache[id] = id;")]
    [InlineData("if (!(Cache.Count >= 1000 && !force)) Cache[id] = id;")]
    [InlineData("if (Cache.Count >= 1000 && !force) return; Cache[id] = id;")]
    [InlineData("if (Cache.Count is < 1000 or > 2000) Cache[id] = id;")]
    [InlineData("if (!(Cache is { Count: < 1000 })) Cache[id] = id;")]
    [InlineData("var hasRoom = Cache.Count < 1000 || force; if (hasRoom) Cache[id] = id;")]
    [InlineData("var hasRoom = Cache.Count < 1000; if (force) hasRoom = true; if (hasRoom) Cache[id] = id;")]
    [InlineData("if (HasRoomOr(force)) Cache[id] = id;")]
    [InlineData("if (!IsFullUnless(force)) Cache[id] = id;")]
    [InlineData("if (force ? Cache.Count < 1000 : id.Length > 3) Cache[id] = id;")]
    [InlineData("switch (id) { case \"a\" when Cache.Count < 1000: default: Cache[id] = id; break; }")]
    [InlineData("if ((Cache.Count < 1000) == false) Cache[id] = id;")]
    [InlineData("if (Cache.Count >= 1000 == true || Cache.ContainsKey(id)) Cache[id] = id;")]
    public Task A_limit_that_can_be_overruled_is_reported(string statement) => VerifyAsync(Source("[|Cache|]", statement));

    [Theory]
    [InlineData("if (Cache.Count < 1000 && force) Cache[id] = id;")]
    [InlineData("if (!(Cache.Count >= 1000 || force)) Cache[id] = id;")]
    [InlineData("if (Cache.Count >= 1000 || force) return; Cache[id] = id;")]
    [InlineData("if (Cache is { Count: < 1000 }) Cache[id] = id;")]
    [InlineData("if (Cache.Count is not >= 1000) Cache[id] = id;")]
    [InlineData("if (Cache.Count is > 10 and < 1000) Cache[id] = id;")]
    [InlineData("if (Cache is not { Count: < 1000 }) return; Cache[id] = id;")]
    [InlineData("var hasRoom = Cache.Count < 1000 && force; if (hasRoom) Cache[id] = id;")]
    [InlineData("var hasRoom = false; if (force) hasRoom = Cache.Count < 1000; if (hasRoom) Cache[id] = id;")]
    [InlineData("if (force ? Cache.Count < 10 : Cache.Count < 1000) Cache[id] = id;")]
    [InlineData("if ((Cache.Count >= 1000) == false) Cache[id] = id;")]
    [InlineData("if (Cache.Count >= 1000 != true) Cache[id] = id;")]
    [InlineData("if (IsFull()) return; Cache[id] = id;")]
    [InlineData("if (Cache.Count < 1000 || Cache.ContainsKey(id)) Cache[id] = id;")]
    [InlineData("if (!Cache.ContainsKey(id) && Cache.Count >= 1000) return; Cache[id] = id;")]
    public Task A_limit_that_holds_is_not_reported(string statement) => VerifyAsync(Source("Cache", statement));

    [Theory]
    [InlineData("if (!_isFilled || force) { Cache[id] = id; _isFilled = true; }")]
    [InlineData("if (_isFilled && !force) return; Cache[id] = id; _isFilled = true;")]
    [InlineData("if (_isFilled == true) { Cache[id] = id; _isFilled = true; }")]
    public Task A_flag_that_can_be_overruled_is_reported(string statement) => VerifyAsync(Source("[|Cache|]", statement));

    [Theory]
    [InlineData("if (!_isFilled && force) { Cache[id] = id; _isFilled = true; }")]
    [InlineData("if (_isFilled || force) return; Cache[id] = id; _isFilled = true;")]
    [InlineData("if (_isFilled == false) { Cache[id] = id; _isFilled = true; }")]
    [InlineData("if (_isFilled is false) { Cache[id] = id; _isFilled = true; }")]
    public Task A_flag_that_lets_it_run_once_is_not_reported(string statement) => VerifyAsync(Source("Cache", statement));

    private static string Source(string store, string statement) => $$"""
        public static class Endpoint
        {
            static readonly Dictionary<string, string> {{store}} = new();
            static bool _isFilled;

            public static void Handle(string id, bool force)
            {
                {{statement}}
            }

            static bool IsFull()
            {
                if (Cache.Count >= 1000)
                    return true;
                return false;
            }

            static bool IsFullUnless(bool force)
            {
                if (force)
                    return false;
                return Cache.Count >= 1000;
            }

            static bool HasRoomOr(bool force)
            {
                if (force)
                    return true;
                return Cache.Count < 1000;
            }
        }
        """;
}
