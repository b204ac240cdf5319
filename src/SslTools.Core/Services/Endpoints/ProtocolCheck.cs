using System.Collections.Generic;
using System.Linq;

namespace SslTools.Services.Endpoints;

/// <summary>TLS 1.2 or newer is spoken, nothing older, and no cipher suite that can be broken.</summary>
internal sealed class ProtocolCheck : IEndpointCheck
{
    /// <inheritdoc/>
    public IEnumerable<SslFinding> Find(EndpointView endpoint, EndpointContext context)
    {
        foreach (var address in endpoint.Addresses)
        {
            var where = address.Endpoint.Address.ToString();
            var old = address.Versions.Where(version => version < SslTlsVersion.Tls12).ToList();
            var policy = $"Set-SslBinding NAME -HostName {endpoint.Target.HostName} -TlsPolicy Intermediate";
            if (address.Tls.Version < SslTlsVersion.Tls12)
            {
                yield return new SslFinding(
                    "OldProtocolOnly", SslFindingSeverity.Error, $"{where} of '{endpoint.Target}' speaks nothing newer than {Text(address.Tls.Version.Value)}, which clients refuse.",
                    $"Switch TLS 1.2 and 1.3 on in the server: {policy}", where);
            }
            else if (old.Count > 0)
            {
                yield return new SslFinding(
                    "OldProtocol", SslFindingSeverity.Warning, $"{where} of '{endpoint.Target}' still speaks {string.Join(", ", old.Select(Text))} (RFC 8996).",
                    $"Switch it off in the server: {policy}", where);
            }

            if (address.WeakSuite is { } suite)
            {
                yield return new SslFinding(
                    "WeakCipher", SslFindingSeverity.Warning, $"{where} of '{endpoint.Target}' accepts weak cipher suites, {suite} among them.",
                    $"Switch them off in the server: {policy}", where);
            }

            if (endpoint.Options.Survey && address.Tls.Version == SslTlsVersion.Tls12)
            {
                yield return new SslFinding(
                    "NoTls13", SslFindingSeverity.Information, $"{where} of '{endpoint.Target}' does not speak TLS 1.3.", $"Switch it on in the server: {policy}", where);
            }
        }
    }

    private static string Text(SslTlsVersion version) => version == SslTlsVersion.Ssl30 ? "SSL 3.0" : $"TLS 1.{(int)version - (int)SslTlsVersion.Tls10}";
}
