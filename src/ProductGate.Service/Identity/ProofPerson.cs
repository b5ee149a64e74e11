using ProductGate.Domain;

namespace ProductGate.Service.Identity;

/// <summary>A person as the file for the proof names them.</summary>
internal sealed record ProofPerson(string Id, Role[] Roles, string[]? Teams = null, string? Name = null, string? Department = null, ActorKind Kind = ActorKind.Person)
{
    public Actor Actor => new(Id, Name ?? Id, [.. Roles], Department ?? "", [.. Teams ?? []], Kind);
}

internal sealed record ProofDelegation(string From, string To, Role Office, Power[]? Powers = null)
{
    public Delegation Delegation => new(From, To, Office, DateTimeOffset.MaxValue) { Powers = [.. Powers ?? [Power.SignOff]] };
}
