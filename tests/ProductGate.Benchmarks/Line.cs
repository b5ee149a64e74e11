using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ProductGate.Benchmarks;

/// <summary>One kept connection that sends bytes and waits for the whole answer. A bare socket, because the client shares the cores with what it measures.</summary>
internal sealed class Line : IDisposable
{
    private readonly Socket socket;
    private readonly byte[] buffer = new byte[512 * 1024];

    public Line(int port)
    {
        socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, port);
    }

    /// <summary>The answer with its head, until the next question.</summary>
    public ReadOnlySpan<byte> Ask(ReadOnlySpan<byte> request)
    {
        socket.Send(request);
        var read = 0;
        while (true)
        {
            var count = socket.Receive(buffer, read, buffer.Length - read, SocketFlags.None);
            if (count == 0) throw new SocketException((int)SocketError.ConnectionReset);
            read += count;
            if (IsWhole(buffer.AsSpan(0, read))) return buffer.AsSpan(0, read);
        }
    }

    public void Dispose() => socket.Dispose();

    /// <summary>Answers are chunked or have a length; both end where the bytes say.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> bytes)
    {
        if (bytes.EndsWith("\r\n0\r\n\r\n"u8)) return true;
        var head = bytes.IndexOf("\r\n\r\n"u8);
        var length = bytes.IndexOf("Content-Length: "u8);
        return head > 0 && length > 0 && length < head
            && bytes.Length >= head + 4 + int.Parse(bytes[(length + 16)..(length + 16 + bytes[(length + 16)..].IndexOf((byte)'\r'))], CultureInfo.InvariantCulture);
    }
}
