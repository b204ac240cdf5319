using System.Collections.Generic;
using System.Linq;
using SslTools.Ports;

namespace SslTools.Services.Endpoints;

/// <summary>The name has addresses, and each makes a handshake.</summary>
internal sealed class ReachCheck : IEndpointCheck
{
    /// <inheritdoc/>
    public IEnumerable<SslFinding> Find(EndpointView endpoint, EndpointContext context)
    {
        if (endpoint.Lookup.Error is { } error)
        {
            yield return new SslFinding(
                "NameNotResolved", SslFindingSeverity.Error, $"'{endpoint.Meeting.HostName}' has no address: {error}.",
                $"Check the name's DNS records, or give the server's address: Test-SslEndpoint {endpoint.Target} -ConnectTo 192.0.2.10", endpoint.Target.ToString());
        }

        var reachable = endpoint.Addresses.Any(address => address.Tls.Failure != TlsFailure.NoRoute);
        foreach (var address in endpoint.Addresses.Where(address => address.Tls.Failure != TlsFailure.None)) yield return Failed(address, endpoint, reachable);
    }

    private static SslFinding Failed(AddressView address, EndpointView endpoint, bool reachable)
    {
        var where = address.Endpoint.Address.ToString();
        var again = $"Test-SslEndpoint {endpoint.Target}";
        return address.Tls.Failure switch
        {
            // Where another address can be reached, it is this machine that lacks IPv6 for example.
            TlsFailure.NoRoute when reachable => new SslFinding(
                "AddressNotTested", SslFindingSeverity.Information, $"{where} of '{endpoint.Target}' was not tested: {address.Tls.Error}.",
                "Test it from a machine with a way to this address.", where),
            TlsFailure.NoRoute or TlsFailure.NotConnected => new SslFinding(
                "NotReachable", SslFindingSeverity.Error, $"{where} of '{endpoint.Target}' takes no connection: {address.Tls.Error}.",
                $"Check that the server runs and listens there, and the firewall; take the address out of the DNS if it is not the server's. Then: {again}", where),
            TlsFailure.TimedOut => new SslFinding(
                "TimedOut", SslFindingSeverity.Error, $"{where} of '{endpoint.Target}' made no handshake: {address.Tls.Error}.",
                $"Check the firewall and the server's load, or wait longer: {again} -TimeoutSeconds 60", where),
            _ => new SslFinding(
                "HandshakeFailed", SslFindingSeverity.Error, $"{where} of '{endpoint.Target}' made no handshake: {address.Tls.Error}.",
                endpoint.Options.StartTls is null
                    ? $"Check that the server speaks TLS on this port and has a certificate for the name; a mail or database server may need {again} -StartTls"
                    : "Check that the server speaks this protocol on this port and has a certificate.", where),
        };
    }
}
