using System.Reflection;
using Amazon.DynamoDBv2;
using Amazon.Lambda.SQSEvents;

namespace GrowthGuard.SamplesAtRunTime;

/// <summary>What both samples are fed with.</summary>
internal static class Orders
{
    public static SQSEvent.SQSMessage Json(int invocation, string kind = "standard") => new()
    {
        MessageId = $"message-{invocation}",
        Body =
            $$"""{ "Id": "order-{{invocation}}", "CustomerId": "customer-{{invocation % 50}}", "Currency": "EUR", "Kind": "{{kind}}", "Lines": [ { "Sku": "sku-{{invocation % 20}}", "Quantity": 2 } ] }""",
    };

    public static SQSEvent.SQSMessage Xml(int invocation) => new()
    {
        MessageId = $"message-{invocation}",
        Body =
            $"<order><Id>order-{invocation}</Id><CustomerId>customer-{invocation % 50}</CustomerId><Currency>EUR</Currency><Kind>express</Kind></order>",
    };

    /// <summary>A database that has nothing in it and takes everything.</summary>
    public static IAmazonDynamoDB Database() => DispatchProxy.Create<IAmazonDynamoDB, EmptyDatabase>();

    internal class EmptyDatabase : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var response = Activator.CreateInstance(targetMethod!.ReturnType.GetGenericArguments()[0]);
            return typeof(Task).GetMethod(nameof(Task.FromResult))!.MakeGenericMethod(response!.GetType()).Invoke(null, [response]);
        }
    }
}
