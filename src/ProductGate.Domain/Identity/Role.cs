namespace ProductGate.Domain;

/// <summary>An office or department of the bank. A person may hold several. Source: domain.md, People.</summary>
public enum Role
{
    ProductTeam,
    ProtectionOffice,
    ProtectionHead,
    Compliance,
    Committee,
    Testing,
    Operations,
    Marketing,
    Complaints,
    Liaison,
    Administrator,
}
