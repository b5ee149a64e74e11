namespace ProductGate.Tests.Support;

/// <summary>Puts somebody's token on every request.</summary>
internal sealed class Signed(Func<Task<string>> token) : DelegatingHandler(new SocketsHttpHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new("Bearer", await token());
        return await base.SendAsync(request, cancellationToken);
    }
}
