using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Policies;

internal static class PolicyEndpoints
{
    public static void MapPolicies(this IEndpointRouteBuilder api) =>
        api.MapCommand<MigratePolicy>("/products/{productId}/policy-migration", "Judge the running round by another version of its policy");
}
