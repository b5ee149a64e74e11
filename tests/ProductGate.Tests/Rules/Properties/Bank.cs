using System.Collections.Immutable;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>Everybody who acts in one history: the usual people, and some who hold several roles at once.</summary>
internal sealed record Bank(ImmutableArray<Actor> People)
{
    public static readonly Bank Usual = new([.. Support.People.All]);

    private readonly ImmutableDictionary<string, Actor> byId = People.ToImmutableDictionary(p => p.Id);

    public static Bank Of(Dice dice) => new([.. Support.People.All, .. Enumerable.Range(1, 6).Select(n => Somebody(n, dice))]);

    /// <summary>The roles of a person, or none for somebody the bank does not know.</summary>
    public Actor Find(string id) => id == Actor.System.Id ? Actor.System : byId.GetValueOrDefault(id) ?? new Actor(id, id, [], "", []);

    /// <summary>A product team member more often than not: conflicts of interest are what this is about.</summary>
    private static Actor Somebody(int number, Dice dice)
    {
        var roles = Enumerable.Range(0, 1 + dice.Below(3)).Select(_ => dice.PickOf<Role>());
        if (dice.Chance(60)) roles = roles.Append(Role.ProductTeam);
        string[][] teams = [["cards"], ["loans"], ["cards", "loans"]];
        return new($"somebody.{number}", $"Somebody {number}", [.. roles.Distinct()], "Several", [.. dice.Pick(teams)], dice.Chance(15) ? ActorKind.Machine : ActorKind.Person);
    }
}
