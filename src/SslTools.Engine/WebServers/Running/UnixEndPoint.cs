using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SslTools.Engine.WebServers.Running;

/// <summary>The address of a Unix socket, which .NET Standard 2.0 lacks: family, path, zero (unix(7)).</summary>
internal sealed class UnixEndPoint : EndPoint
{
    private const int PathOffset = 2;

    private readonly string _path;

    /// <summary>Makes an address.</summary>
    /// <param name="path">The socket's path.</param>
    public UnixEndPoint(string path) => _path = path;

    /// <inheritdoc/>
    public override AddressFamily AddressFamily => AddressFamily.Unix;

    /// <inheritdoc/>
    public override SocketAddress Serialize()
    {
        var path = Encoding.UTF8.GetBytes(_path);
        var address = new SocketAddress(AddressFamily.Unix, PathOffset + path.Length + 1);
        for (var i = 0; i < path.Length; i++) address[PathOffset + i] = path[i];
        return address;
    }

    /// <inheritdoc/>
    public override EndPoint Create(SocketAddress socketAddress) => new UnixEndPoint(_path);

    /// <inheritdoc/>
    public override string ToString() => _path;
}
