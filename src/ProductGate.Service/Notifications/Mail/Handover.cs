using MailKit;

namespace ProductGate.Service.Notifications;

/// <summary>The time that the steps of one letter may take: little for each until its text goes out, from then on as long as servers need to take it.</summary>
internal sealed class Handover(DeliveryTimes times, CancellationToken stop) : ITransferProgress, IDisposable
{
    private readonly CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stop);

    /// <summary>Something of the text has gone out: from here on the server may have the letter, whatever happens to the connection.</summary>
    public bool Begun { get; private set; }

    /// <summary>Begins a step.</summary>
    public CancellationToken Step()
    {
        limit.CancelAfter(times.Timeout);
        return limit.Token;
    }

    /// <summary>What to say of a failure: that time ran out says it alone, and not that something was cancelled.</summary>
    public Exception Reason(Exception e) => e is OperationCanceledException && !stop.IsCancellationRequested
        ? new TimeoutException($"No answer within {(Begun ? times.Answer : times.Timeout).TotalSeconds:0} seconds.", e)
        : e;

    void ITransferProgress.Report(long bytesTransferred, long totalSize) => Went();

    void ITransferProgress.Report(long bytesTransferred) => Went();

    public void Dispose() => limit.Dispose();

    private void Went()
    {
        Begun = true;
        limit.CancelAfter(times.Answer);
    }
}
