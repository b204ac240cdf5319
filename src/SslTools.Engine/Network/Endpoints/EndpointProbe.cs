using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Org.BouncyCastle.Tls;
using SslTools.Ports;

namespace SslTools.Engine.Network.Endpoints;

/// <summary>Looks at servers through BouncyCastle's TLS client, or with nothing but the first message of a handshake.</summary>
public sealed class EndpointProbe : IEndpointProbe
{
    private const string Http11 = "http/1.1";

    private static readonly string[] WebProtocols = ["h2", Http11];

    /// <inheritdoc/>
    public async Task<NameAnswer> ResolveAsync(string host, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var lookup = System.Net.Dns.GetHostAddressesAsync(host);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var end = Task.Delay(timeout, limit.Token);

        // The system's resolver can't be cancelled: it is left alone.
        if (await Task.WhenAny(lookup, end).ConfigureAwait(false) != lookup)
        {
            _ = lookup.ContinueWith(late => late.Exception, TaskScheduler.Default);
            cancellationToken.ThrowIfCancellationRequested();
            return new NameAnswer([], $"no answer within {timeout.TotalSeconds:0.###} seconds");
        }

        limit.Cancel();
        try
        {
            return new NameAnswer((await lookup.ConfigureAwait(false)).Distinct().ToList());
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            return new NameAnswer([], e is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData } ? "it does not exist in the DNS" : e.Message.TrimEnd('.'));
        }
    }

    /// <inheritdoc/>
    public async Task<TlsAnswer> HandshakeAsync(BindingEndpoint endpoint, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var (answer, error) = await HandshakeAsync(endpoint, endpoint.StartTls is null ? WebProtocols : [], timeout, cancellationToken).ConfigureAwait(false);

        // A server of another protocol may refuse a client that offers none it knows (RFC 7301 section 3.2).
        return error is TlsFatalAlertReceived { AlertDescription: AlertDescription.no_application_protocol }
            ? (await HandshakeAsync(endpoint, [], timeout, cancellationToken).ConfigureAwait(false)).Answer
            : answer;
    }

    /// <inheritdoc/>
    public Task<string?> OfferAsync(BindingEndpoint endpoint, SslTlsVersion version, bool weakOnly, TimeSpan timeout, CancellationToken cancellationToken) =>
        Connections.UseAsync(
            endpoint,
            timeout,
            async (stream, limit) =>
            {
                var hello = ClientHello.Make(version, weakOnly ? CipherSuites.Weak : CipherSuites.All, endpoint.ServerName);
                await stream.WriteAsync(hello, 0, hello.Length, limit).ConfigureAwait(false);
                return await ServerHello.ReadAsync(stream, version, limit).ConfigureAwait(false) is { } suite ? CipherSuites.NameOf(suite) : null;
            },
            _ => null,
            cancellationToken);

    /// <inheritdoc/>
    public Task<HttpAnswer?> AskHttpAsync(BindingEndpoint endpoint, string host, bool secure, TimeSpan timeout, CancellationToken cancellationToken) =>
        Connections.UseAsync(
            endpoint,
            timeout,
            async (stream, limit) =>
            {
                var request = HttpHead.Request(host, endpoint.Address.Port, secure);
                if (!secure)
                {
                    await stream.WriteAsync(request, 0, request.Length, limit).ConfigureAwait(false);
                    return await HttpHead.ReadAsync(buffer => stream.ReadAsync(buffer, 0, buffer.Length, limit)).ConfigureAwait(false);
                }

                var session = new TlsSession(stream, new ProbeTlsClient(endpoint.ServerName) { Oldest = ProtocolVersion.TLSv10, Protocols = [Http11] });
                await session.HandshakeAsync(limit).ConfigureAwait(false);
                await session.WriteAsync(request, limit).ConfigureAwait(false);
                return await HttpHead.ReadAsync(buffer => session.ReadAsync(buffer, limit)).ConfigureAwait(false);
            },
            _ => null,
            cancellationToken);

    private static async Task<(TlsAnswer Answer, Exception? Error)> HandshakeAsync(
        BindingEndpoint endpoint, IReadOnlyList<string> protocols, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var client = new ProbeTlsClient(endpoint.ServerName) { Oldest = ProtocolVersion.TLSv10, Protocols = protocols };
        var watch = Stopwatch.StartNew();
        var failure = await Connections.UseAsync<ConnectionFailure?>(
            endpoint,
            timeout,
            async (stream, limit) =>
            {
                var session = new TlsSession(stream, client);
                await session.HandshakeAsync(limit).ConfigureAwait(false);
                await session.CloseAsync(limit).ConfigureAwait(false);
                return null;
            },
            failed => client.IsDone ? null : failed,
            cancellationToken).ConfigureAwait(false);
        var answer = new TlsAnswer
        {
            Error = failure?.Message,
            Failure = failure is null ? TlsFailure.None : Kind(failure),
            Certificates = client.Served,
            OcspResponse = client.OcspResponse,
            Version = failure is null && client.Version is { } version ? (SslTlsVersion)version.FullVersion : null,
            CipherSuite = failure is null ? CipherSuites.NameOf(client.CipherSuite) : null,
            ApplicationProtocol = failure is null ? client.Chosen : null,
            Duration = watch.Elapsed,
        };
        return (answer, failure?.Error);
    }

    private static TlsFailure Kind(ConnectionFailure failure)
    {
        if (failure.IsLate) return TlsFailure.TimedOut;
        if (failure.WasConnected) return TlsFailure.NoTls;
        return failure.Error is SocketException
        {
            SocketErrorCode: SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported,
        }
            ? TlsFailure.NoRoute
            : TlsFailure.NotConnected;
    }
}
