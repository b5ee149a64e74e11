namespace ProductGate.Service.Identity;

/// <summary>Marks an address that people open in a browser.</summary>
public sealed record Page;
