using static GrowthGuard.Analyzers.Tests.StaticGrowth.StaticGrowthVerifier;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>A removal that asks for a key which it has just made finds it only when such keys are compared by what they hold.</summary>
public sealed class RemovedKeyEqualsNothingTests
{
    [Theory]
    [InlineData("Held.TryRemove(new Key(user), out _);")]
    [InlineData("var key = new Key(user); Held.TryRemove(key, out _);")]
    [InlineData("if (user.Length > 0) Held.TryRemove(new Key(user), out _);")]
    public Task ClassWithoutEquals_Diagnostic(string removal) => VerifyAsync(
        Program("public sealed class Key { public Key(string user) => User = user; public string User { get; } }", removal, "[|Held|]"));

    [Theory]
    [InlineData("public sealed record Key(string User);")]
    [InlineData("public sealed class Key { public Key(string user) => User = user; public string User { get; } public override bool Equals(object other) => other is Key key && key.User == User; public override int GetHashCode() => User.GetHashCode(); }")]
    [InlineData("public sealed class Key : IEquatable<Key> { public Key(string user) => User = user; public string User { get; } public bool Equals(Key other) => other.User == User; }")]
    [InlineData("public class Named { public override bool Equals(object other) => true; public override int GetHashCode() => 0; } public sealed class Key : Named { public Key(string user) { } }")]
    public Task ComparedByWhatItHolds_NoDiagnostic(string key) =>
        VerifyAsync(Program(key, "Held.TryRemove(new Key(user), out _);", "Held"));

    [Theory]
    [InlineData("foreach (var key in Held.Keys) if (key.User == user) Held.TryRemove(key, out _);")]
    [InlineData("Held.Clear();")]
    [InlineData("Held.TryRemove(Find(user), out _);")]
    public Task KeyThatIsInTheStore_NoDiagnostic(string removal) => VerifyAsync(
        Program("public sealed class Key { public Key(string user) => User = user; public string User { get; } }", removal, "Held"));

    [Fact]
    public Task StoreWithComparer_NoDiagnostic() => VerifyAsync(Program(
        """
        public sealed class Key { public Key(string user) => User = user; public string User { get; } }

        public sealed class ByUser : IEqualityComparer<Key>
        {
            public bool Equals(Key x, Key y) => x.User == y.User;

            public int GetHashCode(Key key) => key.User.GetHashCode();
        }
        """,
        "Held.TryRemove(new Key(user), out _);",
        "Held").Replace("= new();", "= new(new ByUser());", StringComparison.Ordinal));

    private static string Program(string key, string removal, string store) => $$"""
        {{key}}

        public class Leases
        {
            static readonly ConcurrentDictionary<Key, DateTime> {{store}} = new();

            public void OnTake(string user) => Held[new Key(user)] = DateTime.UtcNow;

            public void OnRelease(string user) { {{removal}} }

            private static Key Find(string user) => null;
        }
        """;
}
