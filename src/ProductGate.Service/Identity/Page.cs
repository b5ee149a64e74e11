namespace ProductGate.Service.Identity;

/// <summary>Marks an address that people open in a browser.</summary>
/// <param name="IsForScripts">A page that is open asks there: whoever is not signed in is told so, and not led to the sign-in.</param>
public sealed record Page(bool IsForScripts = false);
