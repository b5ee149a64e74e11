using System.Net;
using System.Net.Sockets;

namespace ProductGate.Tests.Faults;

/// <summary>Stands between the service and its database, so that a test can take the database away and give it back.</summary>
internal sealed class TcpProxy : IDisposable
{
    private readonly int target;
    private readonly List<TcpClient> open = [];
    private TcpListener listener;

    public TcpProxy(int target)
    {
        this.target = target;
        listener = Listen(0);
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public int Port { get; }

    /// <summary>Every connection breaks and new ones are refused.</summary>
    public void Cut()
    {
        listener.Stop();
        lock (open)
        {
            open.ForEach(c => c.Dispose());
            open.Clear();
        }
    }

    public void Restore() => listener = Listen(Port);

    public void Dispose() => Cut();

    private TcpListener Listen(int port)
    {
        var fresh = new TcpListener(IPAddress.Loopback, port);
        fresh.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        fresh.Start();
        _ = Accept(fresh);
        return fresh;
    }

    private async Task Accept(TcpListener from)
    {
        try
        {
            while (true) _ = Serve(await from.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }

    private async Task Serve(TcpClient client)
    {
        var server = new TcpClient { NoDelay = true };
        client.NoDelay = true;
        lock (open) open.AddRange([client, server]);
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, target);
            await Task.WhenAny(client.GetStream().CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(client.GetStream()));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut, or the other side went away.
        }
        client.Dispose();
        server.Dispose();
    }
}
