using System.Net.Sockets;
using JasperFx;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;
using ProductGate.Service.Identity;
using ProductGate.Service.Ops;

namespace ProductGate.Service.Door;

/// <summary>Turns whatever went wrong into a problem that helps, and never shows the inside.</summary>
internal static class Faults
{
    private const int RetrySeconds = 2;

    public static IApplicationBuilder UseProblems(this IApplicationBuilder app) => app
        .UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = http => Refused.Write(http, Of(http.Features.Get<IExceptionHandlerFeature>()!.Error)), AllowStatusCode404Response = true, SuppressDiagnosticsCallback = c => c.Exception is ProblemException or BadHttpRequestException })
        .UseStatusCodePages(c => Refused.Write(c.HttpContext, OfStatus(c.HttpContext.Response.StatusCode)));

    public static Problem Of(Exception e)
    {
        foreach (var cause in Causes(e))
            switch (cause)
            {
                case ProblemException p: return p.Problem;
                case BadHttpRequestException b: return OfStatus(b.StatusCode);
                case ConcurrencyException: return new(412, "stale-version", "Somebody changed the product at the same moment. Load it again and decide on what it is now.") { Rule = "R12" };
                case NpgsqlException n when Passing.Is(n): return Unavailable;
                case PostgresException: break;
                case NpgsqlException or SocketException or TimeoutException: return Unavailable;
            }
        return OfStatus(500);
    }

    private static readonly Problem Unavailable =
        new(503, "unavailable", "The database cannot do this at the moment. It is not known whether anything was recorded. Send it again shortly: under the same Idempotency-Key, which a form brings along, it is recorded once.") { RetryAfter = RetrySeconds };

    private static Problem OfStatus(int status) => status switch
    {
        400 => new(status, "malformed-request", "The request could not be read."),
        401 => new(status, "unauthenticated", "Sign in first."),
        403 => new(status, "role-not-allowed", "Your role does not allow this."),
        404 => new(status, "not-found", "There is nothing at this address."),
        405 => new(status, "method-not-allowed", "This address does not take this method."),
        413 => new(status, "too-large", "The body is larger than this address takes."),
        415 => new(status, "unsupported-media-type", "This address does not take this media type."),
        429 => new(status, "too-many-requests", "You are sending more requests than one person may. Wait a moment.") { RetryAfter = 1 },
        503 => Unavailable,
        _ => new(status, status >= 500 ? "internal-error" : "malformed-request", status >= 500 ? "Something went wrong here. It is not known whether anything was recorded. Send it again: under the same Idempotency-Key, which a form brings along, it is recorded once. The trace id helps us find the cause." : "The request could not be read."),
    };

    private static IEnumerable<Exception> Causes(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
        {
            yield return e;
            if (e is AggregateException many)
                foreach (var inner in many.InnerExceptions.SelectMany(Causes)) yield return inner;
        }
    }
}
