using JasperFx;
using JasperFx.CommandLine;

namespace ProductGate.Service.Deadlines;

public sealed class RecalculateDeadlinesInput : NetCoreInput
{
    [Description("The id of the calendar, such as china")]
    [FlagAlias("calendar", true)]
    public string CalendarFlag { get; set; } = "";

    [Description("Its version")]
    [FlagAlias("version", true)]
    public int VersionFlag { get; set; }

    [Description("Why; it stands in the trail of every product")]
    [FlagAlias("reason", true)]
    public string ReasonFlag { get; set; } = "";

    [Description("Where the service runs")]
    [FlagAlias("url", true)]
    public string UrlFlag { get; set; } = "http://127.0.0.1:5080";

    [Description("In Development without a token: who of the demo bank does it")]
    [FlagAlias("as", true)]
    public string AsFlag { get; set; } = "admin.qi";
}
