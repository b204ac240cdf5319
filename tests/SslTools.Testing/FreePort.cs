using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SslTools.Testing;

/// <summary>
/// Ports for servers of tests. They lie below those that systems give away by themselves: one of those may belong to somebody else, such as
/// another test's connection, before the server binds it.
/// </summary>
public static class FreePort
{
    private const int First = 15_000;
    private const int End = 32_000;
    private static readonly ConcurrentDictionary<int, bool> Given = new();

    /// <summary>A port of loopback that nothing listens on, and that this process did not give before.</summary>
    public static int Next()
    {
        for (; ;)
        {
            var port = Random.Shared.Next(First, End);
            if (Given.TryAdd(port, true) && IsFree(port)) return port;
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
