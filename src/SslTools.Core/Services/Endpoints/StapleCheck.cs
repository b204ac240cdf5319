using System.Collections.Generic;
using System.Linq;

namespace SslTools.Services.Endpoints;

/// <summary>The stapled OCSP response is good, and is there where the certificate promises it (RFC 7633).</summary>
internal sealed class StapleCheck : IEndpointCheck
{
    /// <inheritdoc/>
    public IEnumerable<SslFinding> Find(EndpointView endpoint, EndpointContext context) =>
        endpoint.Addresses.Where(address => address.Served is not null).Select(address => Find(address, endpoint)).OfType<SslFinding>();

    private static SslFinding? Find(AddressView address, EndpointView endpoint)
    {
        var where = address.Endpoint.Address.ToString();
        var severity = address.Promises.MustStaple ? SslFindingSeverity.Error : SslFindingSeverity.Warning;
        return address.Staple switch
        {
            null => !address.Promises.MustStaple ? null : new SslFinding(
                "StapleMissing", SslFindingSeverity.Error,
                $"{where} of '{endpoint.Target}' staples no OCSP response, though the certificate says that it must: clients refuse it.",
                "Switch OCSP stapling on in the server (nginx: ssl_stapling on), or have the certificate issued without it.", where),
            { State: RevocationState.Good } => null,
            { State: RevocationState.Revoked } revoked => new SslFinding(
                "Revoked", SslFindingSeverity.Error, $"The certificate of '{endpoint.Target}' was revoked {revoked.Explanation}, says the response that {where} staples.",
                $"Replace it, with a new key: Request-LetsEncryptCertificate {endpoint.Target.HostName} -Force | Set-SslBinding -HostName {endpoint.Target.HostName}", where),
            { } unknown => new SslFinding(
                "StapleNotUsable", severity, $"{where} of '{endpoint.Target}' staples an OCSP response that can't be relied on: {unknown.Explanation}.",
                "Check that the server can reach the CA's responder and knows the issuer's certificate, or switch stapling off.", where),
        };
    }
}
