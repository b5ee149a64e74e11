namespace ProductGate.Domain;

public static class LaunchRules
{
    public static Decision Decide(Situation s, LaunchProduct command)
    {
        var p = s.Product;
        if (!p.RoundOpen || p.Stage != Stage.LaunchMonitoring)
            return Decision.Refuse("stage-not-open", "The product has not come to its launch.", "R4", Gate.Next(p, s.Policy, s.Now));
        if (command.Revision != p.Revision)
            return Decision.Refuse(
                "other-revision", $"The newest revision is {p.Revision}; a launch order names the revision that was evaluated.", "R4",
                [new($"Name revision {p.Revision} in the launch order.", Grants.Office(Deed.LaunchProduct))]);
        if (Unsuitable(p, command) is { } channel)
            return Decision.Refuse(
                "channel-unsuitable", $"The dossier calls '{channel}' a channel that does not suit the product.", "R4",
                [new("Launch through other channels.", Grants.Office(Deed.LaunchProduct)), new($"Revise {Words.Of(Section.Distribution)}.", s.Policy.Of(Section.Distribution).Editors[0])]);
        var needed = Gate.Launch(p, s.Policy, s.Now);
        return needed.Met
            ? Decision.Record(new ProductLaunched(p.Round, p.Revision, command.Channels, s.By.Id, s.Now))
            : Decision.Refuse(needed.Unmet().First().Code, "The product cannot be launched yet.", "R4", needed.Missing());
    }

    private static string? Unsuitable(Product p, LaunchProduct command) =>
        command.Channels.FirstOrDefault(c => p.Section(Section.Distribution)?.UnsuitableChannels?.Contains(c.Trim(), StringComparer.OrdinalIgnoreCase) ?? false);
}
