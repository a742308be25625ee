using GrowthGuard.Testing.WebApp;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<OrderLog>().AddSingleton<OrderQueue>().AddSingleton<Greeting>().AddHostedService<OrderWorker>();
var app = builder.Build();
app.MapGet("/steady/{id}", (string id) => $"order {id}");
app.MapGet("/logged/{id}", (string id, OrderLog log) => log.Add(id));
app.MapGet("/greeting", (Greeting greeting, IConfiguration configuration) => $"{greeting.Words}, {configuration["Customer"]}");
app.Run();
