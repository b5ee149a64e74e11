using System.Security.Claims;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Identity;

/// <summary>The demo bank's people.</summary>
internal sealed class DemoPeople(DemoPerson[] people)
{
    public IReadOnlyList<Actor> All { get; } = [.. people.Select(p => p.Actor())];

    /// <exception cref="ProblemException">Nobody has this id.</exception>
    public ClaimsPrincipal Find(string id, string scheme) =>
        Principals.Of(All.FirstOrDefault(p => p.Id == id) ?? throw new ProblemException(new(404, "unknown-person", "The demo bank has nobody of this id.")), scheme);
}
