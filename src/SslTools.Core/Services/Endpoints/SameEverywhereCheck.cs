using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Services.Endpoints;

/// <summary>Every address serves the same certificate, and the one that is wanted.</summary>
internal sealed class SameEverywhereCheck : IEndpointCheck
{
    /// <inheritdoc/>
    public IEnumerable<SslFinding> Find(EndpointView endpoint, EndpointContext context)
    {
        var target = endpoint.Target.ToString();
        var groups = endpoint.Addresses.Where(address => address.Served is not null)
            .GroupBy(address => address.Served!.Certificate!.Description.Thumbprint).ToList();
        if (groups.Count > 1)
        {
            var list = string.Join("; ", groups.Select(group => $"{string.Join(", ", group.Select(address => address.Endpoint.Address.Address))}: {group.Key}"));
            yield return new SslFinding(
                "AddressesDiffer", SslFindingSeverity.Error, $"The addresses of '{endpoint.Target.HostName}' serve different certificates ({list}).",
                "Put the newest certificate on every server that has the name, for example with Update-SslCertificate on each.", target);
        }

        if (endpoint.Target.Thumbprint is not { } wanted) yield break;
        foreach (var other in groups.Where(group => !string.Equals(group.Key, wanted, StringComparison.OrdinalIgnoreCase)))
        {
            yield return new SslFinding(
                "OtherCertificateServed", SslFindingSeverity.Error,
                $"{string.Join(", ", other.Select(address => address.Endpoint.Address.ToString()))} of '{target}' serves {other.Key}, and not {wanted}.",
                $"Put the certificate in place, or have the server read it again: Set-SslBinding NAME -HostName {endpoint.Target.HostName}", target);
        }
    }
}
