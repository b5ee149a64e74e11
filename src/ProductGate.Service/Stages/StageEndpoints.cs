using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Stages;

internal static class StageEndpoints
{
    public static void MapStages(this IEndpointRouteBuilder api)
    {
        api.MapCommand<SubmitStage>("/products/{productId}/submissions", "Hand in the open stage");
        api.MapGet("/products/{productId}/gate", GateEndpoint.Get).Does(Deed.ReadProduct).WithSummary("Why the product can or cannot go on: what is needed, from whom, by when")
            .Produces<Requirement>().ProducesProblems(401, 404, 503);
        api.MapGet("/queue", QueueEndpoint.Get).Does(Deed.ReadQueue).WithSummary("What waits for me, overdue first").Asks("kind", "stage", "riskGrade", "team", "q", "overdue", "sort", "limit", "cursor").Produces<Page<WorkQueueEntry>>().ProducesProblems(400, 401, 503);
    }
}
