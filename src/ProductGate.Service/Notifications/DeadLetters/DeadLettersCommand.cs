using JasperFx;
using JasperFx.CommandLine;
using Wolverine.Persistence.Durability;

namespace ProductGate.Service.Notifications;

public sealed class DeadLettersInput : NetCoreInput
{
    [Description("Try one of them again, by its id, or 'all'; a running service does it within seconds")]
    [FlagAlias("replay", true)]
    public string? ReplayFlag { get; set; }

    [Description("Which page of the list, from 1")]
    [FlagAlias("page", true)]
    public int PageFlag { get; set; } = 1;
}

[Description("List the messages that were given up, or have them tried again", Name = "dead-letters")]
public sealed class DeadLettersCommand : JasperFxAsyncCommand<DeadLettersInput>
{
    private const int PageSize = 100;

    public override async Task<bool> Execute(DeadLettersInput input)
    {
        using var host = input.BuildHost();
        var letters = host.Services.GetRequiredService<IMessageStore>().DeadLetters;
        return input.ReplayFlag is { } which ? await Replay(letters, which) : await List(letters, Math.Max(1, input.PageFlag));
    }

    private static async Task<bool> List(IDeadLetters letters, int page)
    {
        var found = await letters.QueryAsync(new() { PageNumber = page, PageSize = PageSize }, CancellationToken.None);
        foreach (var letter in found.Envelopes.Select(DeadLetter.Of)) Console.WriteLine($"{letter.Id} {letter.SentAt:u} {letter.Kind} {letter.Recipient} {letter.Template}: {letter.Error}");
        Console.WriteLine($"{found.TotalCount} dead letters; page {page} of {Math.Max(1, (found.TotalCount + PageSize - 1) / PageSize)}.");
        return true;
    }

    private static async Task<bool> Replay(IDeadLetters letters, string which)
    {
        if (which == "all") await letters.ReplayAsync(new(), CancellationToken.None);
        else if (Guid.TryParse(which, out var id) && await letters.DeadLetterEnvelopeByIdAsync(id) is not null) await letters.ReplayAsync(new([id]), CancellationToken.None);
        else return Said($"There is no dead letter '{which}'; say its id or 'all'.", false);
        return Said($"To be tried again: {which}.", true);
    }

    private static bool Said(string what, bool done)
    {
        Console.WriteLine(what);
        return done;
    }
}
