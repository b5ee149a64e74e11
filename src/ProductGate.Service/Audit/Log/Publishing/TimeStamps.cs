using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Text;

namespace ProductGate.Service.Audit;

/// <summary>Asks a time stamping service (RFC 3161) to say when a checkpoint was there.</summary>
internal sealed partial class TimeStamps(LogOptions options, ILogger<TimeStamps> log)
{
    private const int LargestAnswer = 64 * 1024;
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = LargestAnswer };

    /// <summary>The service's answer as <c>openssl ts -verify</c> reads it; null where none is configured, or it does not answer with a time stamp of this note.</summary>
    public async Task<byte[]?> Of(string note, CancellationToken stop)
    {
        if (options.Timestamp is not { } service) return null;
        try
        {
            var request = Rfc3161TimestampRequest.CreateFromData(Encoding.UTF8.GetBytes(note), HashAlgorithmName.SHA256, nonce: RandomNumberGenerator.GetBytes(8), requestSignerCertificates: true);
            using var content = new ByteArrayContent(request.Encode()) { Headers = { ContentType = new MediaTypeHeaderValue("application/timestamp-query") } };
            using var answer = await Http.PostAsync(service, content, stop);
            var bytes = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(stop);
            // Throws unless it is a stamp of this very request; whether the service is to be trusted is the auditor's to say.
            request.ProcessResponse(bytes, out _);
            return bytes;
        }
        catch (Exception e) when (e is HttpRequestException or CryptographicException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            Failed(e);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "There is no time stamp for a checkpoint.")]
    private partial void Failed(Exception e);
}
