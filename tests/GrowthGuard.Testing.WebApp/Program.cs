using GrowthGuard.Testing.WebApp;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<OrderLog>();
var app = builder.Build();
app.MapGet("/steady/{id}", (string id) => $"order {id}");
app.MapGet("/logged/{id}", (string id, OrderLog log) => log.Add(id));
app.Run();
