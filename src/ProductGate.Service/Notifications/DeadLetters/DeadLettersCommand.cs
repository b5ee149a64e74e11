using JasperFx;
using JasperFx.CommandLine;
using Wolverine.Persistence.Durability;

namespace ProductGate.Service.Notifications;

public sealed class DeadLettersInput : NetCoreInput
{
    [Description("Try all of them again; a running service does it within seconds")]
    [FlagAlias("replay", true)]
    public bool ReplayFlag { get; set; }
}

[Description("List the messages that were given up, or have them tried again", Name = "dead-letters")]
public sealed class DeadLettersCommand : JasperFxAsyncCommand<DeadLettersInput>
{
    private const int Most = 1000;

    public override async Task<bool> Execute(DeadLettersInput input)
    {
        using var host = input.BuildHost();
        var letters = host.Services.GetRequiredService<IMessageStore>().DeadLetters;
        var found = await letters.QueryAsync(new() { PageNumber = 1, PageSize = Most }, CancellationToken.None);
        foreach (var letter in found.Envelopes.Select(DeadLetter.Of)) Console.WriteLine($"{letter.Id} {letter.SentAt:u} {letter.Kind} {letter.Recipient} {letter.Template}: {letter.Error}");
        if (input.ReplayFlag) await letters.ReplayAsync(new(), CancellationToken.None);
        Console.WriteLine($"{found.TotalCount} dead letters{(input.ReplayFlag ? ", all to be tried again" : "")}.");
        return true;
    }
}
