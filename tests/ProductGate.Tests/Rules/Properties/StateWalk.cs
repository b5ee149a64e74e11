using System.Security.Cryptography;
using System.Text;
using ProductGate.Domain;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>Everything that can be reached from a beginning within so many steps, each state once, each step judged by the oracle.</summary>
internal sealed class StateWalk(Life beginning, Letter[] alphabet)
{
    private readonly HashSet<UInt128> seen = [];

    public int States => seen.Count;
    public int Edges { get; private set; }
    public int Refused { get; private set; }

    /// <summary>The first fault found, with the way to it.</summary>
    public string? Fault { get; private set; }

    /// <summary>New states by their distance from the beginning.</summary>
    public List<int> Levels { get; } = [];

    public StateWalk Go(int depth)
    {
        List<Life> frontier = [beginning with { Thorough = true }];
        seen.Add(Step.Of(frontier[0], Decision.Nothing).Key);
        for (var level = 0; level < depth && Fault is null; level++)
        {
            // Steps are taken side by side and looked at in order, so that every run visits the same states by the same paths.
            frontier = [.. frontier.AsParallel().AsOrdered().SelectMany(Steps).AsEnumerable().Where(IsNew).Select(s => s.After)];
            Levels.Add(frontier.Count);
        }
        return this;
    }

    private bool IsNew(Step step)
    {
        Edges++;
        if (step.IsRefused) Refused++;
        if (!step.After.Breaches.IsEmpty) Fault ??= Describe(step.After);
        return step.IsMove && seen.Add(step.Key);
    }

    private sealed record Step(Life After, UInt128 Key, bool IsMove, bool IsRefused)
    {
        public static Step Of(Life after, Decision answer) => new(after, answer.Refusal is null ? KeyOf(after) : 0, !answer.Facts.IsEmpty, answer.Refusal is not null);

        private static UInt128 KeyOf(Life life) => BitConverter.ToUInt128(SHA256.HashData(Encoding.UTF8.GetBytes(StateKey.Of(life.Product, life.Policy))));
    }

    private IEnumerable<Step> Steps(Life life) =>
        alphabet.Select(letter => letter.Move(life)).OfType<Move>().Select(move => life.Do(move.By, move.Command)).Concat(NextTimer(life)).Select(s => Step.Of(s.After, s.Answer));

    /// <summary>Time passes until the next thing is due, and its timer goes off.</summary>
    private static IEnumerable<(Life After, Decision Answer)> NextTimer(Life life) =>
        life.Product.Deadlines.All(d => d.IsPaused) ? [] : life.Wait(life.Product.Deadlines.Where(d => !d.IsPaused).Min(d => d.Due) - life.Now).Take(1);

    private static string Describe(Life life) =>
        $"{string.Join("; ", life.Breaches.Select(b => $"{b.Rule}: {b.What}"))}\n{string.Join("\n", life.Trail.InOrder().TakeLast(8))}";
}
