using GrowthGuard.TestHarness;

namespace GrowthGuard.Analyzers.Tests.Queries;

/// <summary>The shop whose database the tests of query rules read: real assemblies of EF Core, Dapper, Npgsql, MongoDB and Redis.</summary>
internal static class Shop
{
    private const string Common = """
        global using System;
        global using System.Collections.Generic;
        global using System.ComponentModel.DataAnnotations;
        global using System.Data;
        global using System.Data.Common;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Amazon.DynamoDBv2;
        global using Amazon.DynamoDBv2.Model;
        global using Dapper;
        global using Microsoft.EntityFrameworkCore;
        global using MongoDB.Driver;
        global using Npgsql;
        global using StackExchange.Redis;

        public enum OrderState { Open, Sent, Cancelled }

        public class Customer { public int CustomerId { get; set; } public string Name { get; set; } public List<Order> Orders { get; set; } }

        public class Line { public int Id { get; set; } public int OrderId { get; set; } public string Product { get; set; } }

        public class Country { [Key] public string Code { get; set; } public string Name { get; set; } }

        public class Tag { public string Word { get; set; } public int OrderId { get; set; } }

        public class Order
        {
            public int Id { get; set; }
            public int CustomerId { get; set; }
            public string Text { get; set; }
            public bool IsPaid { get; set; }
            public OrderState State { get; set; }
            public DateTime Created { get; set; }
            public Customer Customer { get; set; }
            public List<Line> Lines { get; set; }
        }

        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders { get; set; }
            public DbSet<Order> OldOrders { get; set; }
            public DbSet<Customer> Customers => Set<Customer>();
            public DbSet<Line> Lines { get; set; }
            public DbSet<Tag> Tags { get; set; }

            /// <summary>The countries of the world.</summary>
            [GrowthGuard.Bounded(250)]
            public DbSet<Country> Countries { get; set; }

            protected override void OnModelCreating(ModelBuilder model) => model.Entity<Tag>().HasKey(tag => tag.Word);
        }
        """;

    private static readonly ReferenceSet References = QueryReferences.All.With(
        typeof(Microsoft.EntityFrameworkCore.DbContext).Assembly.Location,
        typeof(Microsoft.EntityFrameworkCore.RelationalQueryableExtensions).Assembly.Location,
        typeof(Microsoft.EntityFrameworkCore.KeylessAttribute).Assembly.Location,
        typeof(Microsoft.Extensions.DependencyInjection.IServiceCollection).Assembly.Location,
        typeof(Dapper.SqlMapper).Assembly.Location,
        typeof(Npgsql.NpgsqlConnection).Assembly.Location,
        typeof(MongoDB.Driver.IMongoClient).Assembly.Location,
        typeof(MongoDB.Bson.BsonDocument).Assembly.Location,
        typeof(StackExchange.Redis.IDatabase).Assembly.Location);

    /// <summary>Gives a test its source and the shop.</summary>
    public static TTest Prepare<TTest>(TTest test, string source, string? facts = null)
        where TTest : AnalyzerTest
    {
        Prepare(test.TestState, source);
        test.References = References;
        test.ReferenceAnnotations = true;
        if (facts is not null)
        {
            test.TestState.AdditionalFiles.Add(("/0/GrowthGuard.facts.txt", facts));
        }

        return test;
    }

    /// <summary>Gives a state of the solution its source and the shop.</summary>
    public static void Prepare(SolutionState state, string source)
    {
        state.Sources.Add(source);
        state.Sources.Add(("/0/Shop.cs", Common));
    }

    /// <summary>A class with a context, a connection and a method whose body is given.</summary>
    public static string Method(string body) => $$"""
        public sealed class OrderService
        {
            private readonly ShopContext _shop;
            private readonly NpgsqlConnection _connection;
            private readonly IMongoCollection<Order> _documents;
            private readonly IDatabase _redis;
            private readonly IServer _server;

            public OrderService(ShopContext shop, NpgsqlConnection connection, IMongoCollection<Order> documents, IDatabase redis, IServer server)
            {
                _shop = shop;
                _connection = connection;
                _documents = documents;
                _redis = redis;
                _server = server;
            }

            public async Task<object> FindAsync(int id, string text, List<int> ids, OrderState state, DateTime since, bool all)
            {
                await Task.Yield();
                {{body}}
            }
        }
        """;
}
