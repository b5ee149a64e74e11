using ProductGate.Domain;

namespace ProductGate.Service.Identity;

/// <summary>Who the caller is, and for a page's scripts the token that unsafe requests need.</summary>
internal sealed record Session(string Id, string Name, ActorKind Kind, IEnumerable<Role> Roles, string Department, IEnumerable<string> Teams, AntiforgeryHeader? Antiforgery);

internal sealed record AntiforgeryHeader(string Header, string Value);
