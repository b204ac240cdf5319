using System;
using System.Collections.Concurrent;
using SslTools.Engine.Network.Http;
using SslTools.Ports;

namespace SslTools.Engine.Platforms.Virtuozzo;

/// <summary>The Virtuozzo Application Platform, formerly Jelastic. What its API is known from is told in docs/platforms.md.</summary>
/// <param name="engine">The adapters.</param>
/// <param name="limits">The limits.</param>
public sealed class VirtuozzoKind(IEngine engine, VirtuozzoLimits limits) : ISslPlatformKind
{
    private readonly ConcurrentDictionary<string, ServerConnection> _connections = new(StringComparer.Ordinal);

    /// <summary>Makes it with the usual limits.</summary>
    /// <param name="engine">The adapters.</param>
    public VirtuozzoKind(IEngine engine)
        : this(engine, new VirtuozzoLimits())
    {
    }

    /// <inheritdoc/>
    public string Name => "Virtuozzo";

    /// <inheritdoc/>
    public ISslPlatform Open(PlatformContext context)
    {
        var address = AddressOf(context.Record.ApiHost ?? "");
        var roots = context.Record.TrustedRoots;
        var connection = _connections.GetOrAdd(ServerConnection.Name(address.Authority, roots), _ => new ServerConnection(roots));
        return new VirtuozzoPlatform(engine, context, new VirtuozzoApi(context, address, connection, engine.Clock, limits), limits);
    }

    // Nothing but host and port: a login, path or query in it would end up in messages or at the wrong place.
    private static Uri AddressOf(string host) =>
        Uri.TryCreate("https://" + host + "/", UriKind.Absolute, out var address)
        && address.UserInfo.Length == 0 && address.AbsolutePath == "/" && address.Query.Length == 0 && address.Fragment.Length == 0
            ? address
            : throw SslError.InvalidApiHost(host);
}
