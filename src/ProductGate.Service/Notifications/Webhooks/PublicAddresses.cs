using System.Net;
using System.Net.Sockets;

namespace ProductGate.Service.Notifications;

/// <summary>Tells addresses of the public internet from those that lead back into a network of one's own.</summary>
public static class PublicAddresses
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // Tunnels (Teredo, 6to4) carry any address of the old kind; documentation.
            "2001::/32", "2001:db8::/32", "2002::/16",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    public static bool Contain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && !GlobalUnicast.Contains(address)) return false;
        return !NotPublic.Any(n => n.BaseAddress.AddressFamily == address.AddressFamily && n.Contains(address));
    }

    /// <summary>Connects to an address that was looked at. What a name leads to is decided here, at the last moment: no answer of a name server comes in between.</summary>
    public static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, stop);
        if (found.Length == 0 || !found.All(Contain)) throw new HttpRequestException("The address leads into a private network, which Webhooks:AllowPrivateTargets does not allow.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(found, context.DnsEndPoint.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
