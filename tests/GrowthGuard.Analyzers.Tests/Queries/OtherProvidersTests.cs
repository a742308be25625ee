using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Queries.QueryIsMaterialisedAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.Queries;

/// <summary>
/// GG3004 on providers of queries that the tests do not reference: just the members that are used, with the names and signatures of the
/// real ones.
/// </summary>
public sealed class OtherProvidersTests
{
    private const string Stubs = """
        namespace NHibernate
        {
            public interface ICriteria { IList<T> List<T>(); ICriteria SetMaxResults(int maxResults); ICriteria AddOrder(object order); }
            public interface IQueryOver<TRoot> { IList<TRoot> List(); Task<IList<TRoot>> ListAsync(CancellationToken token = default); IQueryOver<TRoot> Take(int maxResults); IQueryOver<TRoot> Skip(int first); }
            public interface IQueryOver<TRoot, TSubType> : IQueryOver<TRoot> { IQueryOver<TRoot, TSubType> Where(Expression<Func<TSubType, bool>> expression); }
            public interface ISession { IQueryable<T> Query<T>(); IQueryOver<T, T> QueryOver<T>(); ICriteria CreateCriteria<T>(); }
        }

        namespace NHibernate.Linq
        {
            public static class LinqExtensionMethods { public static Task<List<T>> ToListAsync<T>(this IQueryable<T> source, CancellationToken token = default) => null; }
        }

        namespace LinqToDB
        {
            public interface ITable<T> : IQueryable<T> { }
            public static class LinqExtensions { public static IQueryable<T> LoadWith<T, TProperty>(this IQueryable<T> source, Expression<Func<T, TProperty>> selector) => source; }
            public class DataConnection { }
            public static class DataExtensions { public static ITable<T> GetTable<T>(this DataConnection connection) => null; }
        }

        namespace LinqToDB.Async
        {
            public static class AsyncExtensions { public static Task<T[]> ToArrayAsync<T>(this IQueryable<T> source, CancellationToken token = default) => null; }
        }

        namespace SQLite
        {
            public class AsyncTableQuery<T> { public AsyncTableQuery<T> Where(Expression<Func<T, bool>> condition) => this; public AsyncTableQuery<T> Take(int count) => this; public Task<List<T>> ToListAsync() => null; }
            public class SQLiteAsyncConnection { public AsyncTableQuery<T> Table<T>() => null; }
        }

        namespace Dapper.Contrib.Extensions
        {
            public static class SqlMapperExtensions { public static IEnumerable<T> GetAll<T>(this System.Data.IDbConnection connection) => null; public static T Get<T>(this System.Data.IDbConnection connection, object id) => default; }
        }

        namespace Raven.Client.Documents.Session
        {
            public interface IAsyncDocumentSession { IQueryable<T> Query<T>(); }
        }

        namespace Raven.Client.Documents
        {
            public static class LinqExtensions { public static Task<List<T>> ToListAsync<T>(this IQueryable<T> source, CancellationToken token = default) => null; }
        }

        public enum State { Open, Sent }
        public class Ship { public int Id { get; set; } public int OwnerId { get; set; } public State State { get; set; } public List<string> Crew { get; set; } }
        """;

    [Theory]
    [InlineData("using NHibernate;", "ISession s", "s.Query<Ship>().[|ToList|]()")]
    [InlineData(
        "using NHibernate; using NHibernate.Linq;",
        "ISession s",
        "await s.Query<Ship>().Where(x => x.State == State.Open).[|ToListAsync|]()")]
    [InlineData("using NHibernate;", "ISession s", "s.QueryOver<Ship>().[|List|]()")]
    [InlineData("using NHibernate;", "ISession s", "await s.QueryOver<Ship>().Where(x => x.State == State.Sent).[|ListAsync|]()")]
    [InlineData("using NHibernate;", "ISession s", "s.CreateCriteria<Ship>().AddOrder(s).[|List|]<Ship>()")]
    [InlineData("using LinqToDB;", "DataConnection c", "c.GetTable<Ship>().LoadWith(x => x.Crew).[|ToList|]()")]
    [InlineData(
        "using LinqToDB; using LinqToDB.Async;",
        "DataConnection c",
        "await c.GetTable<Ship>().OrderBy(x => x.Id).[|ToArrayAsync|]()")]
    [InlineData("using SQLite;", "SQLiteAsyncConnection c", "await c.Table<Ship>().[|ToListAsync|]()")]
    [InlineData("using Dapper.Contrib.Extensions;", "System.Data.IDbConnection c", "c.[|GetAll|]<Ship>()")]
    [InlineData(
        "using Raven.Client.Documents; using Raven.Client.Documents.Session;",
        "IAsyncDocumentSession s",
        "await s.Query<Ship>().[|ToListAsync|]()")]
    public Task Everything_is_reported(string usings, string parameter, string query) => VerifyAsync(usings, parameter, query);

    [Theory]
    [InlineData("using NHibernate;", "ISession s", "s.Query<Ship>().Where(x => x.OwnerId == id).ToList()")]
    [InlineData("using NHibernate; using NHibernate.Linq;", "ISession s", "await s.Query<Ship>().Take(10).ToListAsync()")]
    [InlineData("using NHibernate;", "ISession s", "s.QueryOver<Ship>().Where(x => x.OwnerId == id).List()")]
    [InlineData("using NHibernate;", "ISession s", "s.QueryOver<Ship>().Skip(id).Take(10).List()")]
    [InlineData("using NHibernate;", "ISession s", "s.CreateCriteria<Ship>().SetMaxResults(10).List<Ship>()")]
    [InlineData("using LinqToDB;", "DataConnection c", "c.GetTable<Ship>().Where(x => x.OwnerId == id).LoadWith(x => x.Crew).ToList()")]
    [InlineData("using LinqToDB; using LinqToDB.Async;", "DataConnection c", "await c.GetTable<Ship>().Take(id).ToArrayAsync()")]
    [InlineData("using SQLite;", "SQLiteAsyncConnection c", "await c.Table<Ship>().Where(x => x.OwnerId == id).ToListAsync()")]
    [InlineData("using SQLite;", "SQLiteAsyncConnection c", "await c.Table<Ship>().Take(5).ToListAsync()")]
    [InlineData("using Dapper.Contrib.Extensions;", "System.Data.IDbConnection c", "c.Get<Ship>(id)")]
    [InlineData(
        "using Raven.Client.Documents; using Raven.Client.Documents.Session;",
        "IAsyncDocumentSession s",
        "await s.Query<Ship>().Where(x => x.OwnerId == id).ToListAsync()")]
    public Task A_part_is_not_reported(string usings, string parameter, string query) => VerifyAsync(usings, parameter, query);

    private static Task VerifyAsync(string usings, string parameter, string query)
    {
        var test = new VerifyCS.Test { References = GrowthGuard.TestHarness.ReferenceSets.Net };
        test.TestState.Sources.Add($$"""
            using System;
            using System.Collections.Generic;
            using System.Linq;
            using System.Linq.Expressions;
            using System.Threading;
            using System.Threading.Tasks;
            {{usings}}

            public class Harbour
            {
                public async Task<object> FindAsync({{parameter}}, int id)
                {
                    await Task.Yield();
                    return {{query}};
                }
            }

            {{Stubs}}
            """);
        return test.RunAsync();
    }
}
