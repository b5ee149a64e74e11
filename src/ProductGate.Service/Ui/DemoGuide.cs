using ProductGate.Domain;

namespace ProductGate.Service.Ui;

/// <summary>What the demo page suggests to somebody who has never seen ProductGate.</summary>
internal static class DemoGuide
{
    public static Phrase For(Role role) => role switch
    {
        Role.ProductTeam => "declare a product, write its dossier, answer opinions, launch it",
        Role.ProtectionOffice => "read the dossier, object, sign off, evaluate, stop sales",
        Role.ProtectionHead => "give the second signature before a launch, extend a deadline",
        Role.Compliance => "sign with a condition, close it, read every trail",
        Role.Committee => "establish a project, rule on an opinion that is disputed",
        Role.Testing => "sign off development and testing",
        Role.Operations => "take a product over, report figures after the launch",
        Role.Marketing => "write what is said in public",
        Role.Complaints => "report complaints as figures",
        Role.Liaison => "follow the products as a branch sees them",
        Role.Administrator => "move a product to a newer policy; decide nothing else",
        _ => "look around",
    };
}
