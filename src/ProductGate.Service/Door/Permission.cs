using ProductGate.Domain;
using ProductGate.Service.Identity;

namespace ProductGate.Service.Door;

internal static class Permission
{
    /// <summary>Who is there, if the table of authority lets them do this.</summary>
    /// <exception cref="ProblemException">It does not.</exception>
    public static Actor May(this HttpContext http, Deed deed)
    {
        var by = http.User.ToActor();
        return Authority.Check(by, deed) is { } forbidden ? throw new ProblemException(Problem.Of(forbidden)) : by;
    }
}
