using GrowthGuard.Testing.WorkerApp;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddOrders();
builder.Services.AddMassTransit(bus =>
{
    bus.AddConsumer<OrderConsumer>();
    bus.UsingInMemory((context, transport) => transport.ConfigureEndpoints(context));
});
builder.Build().Run();
