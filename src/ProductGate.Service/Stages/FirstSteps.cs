using ProductGate.Domain;

namespace ProductGate.Service.Stages;

/// <summary>What will come to the queue of somebody who has never seen anything in it.</summary>
internal static class FirstSteps
{
    public static IEnumerable<Phrase> For(Actor by) => by.Roles.IsEmpty
        ? ["You have no role yet: ask the administrators of your bank's sign-in for one."]
        : by.Roles.Select(For).DistinctBy(p => p.Form);

    private static Phrase For(Role role) => role switch
    {
        Role.ProductTeam => "What your products need next will appear here: stages to hand in, opinions to answer, the launch. To begin, declare a product and write its dossier.",
        Role.ProtectionOffice => "Products to review, evaluate and sign off will appear here as soon as a product team hands in a stage, and changes to verify once your opinions are answered.",
        Role.ProtectionHead => "The second signature before a launch, and whatever your office has left too long, will appear here.",
        Role.Compliance => "Stages to sign off, conditions to close and reviews to complete will appear here as soon as a product team hands in a stage.",
        Role.Committee => "Projects to establish and disputed opinions to decide will appear here.",
        Role.Testing => "Products whose development and testing you sign off will appear here when they are handed in.",
        Role.Operations => "Products to take over will appear here when they are handed in.",
        Role.Marketing => "Products whose marketing you prepare will appear here when they get that far.",
        Role.Complaints => "What is owed by the complaints desk will appear here. You report complaints on the page of a product that is on sale.",
        Role.Liaison => "What others pass on to you will appear here. The products that your branch sells are in the list of products.",
        _ => "Nothing waits for administrators as such. Policies, people and failed deliveries are under Administration.",
    };
}
