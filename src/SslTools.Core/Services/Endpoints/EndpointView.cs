using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Ports;

namespace SslTools.Services.Endpoints;

/// <summary>What was seen of an endpoint.</summary>
/// <param name="Target">The endpoint.</param>
/// <param name="Meeting">Where it was looked for: at its own addresses, or elsewhere.</param>
/// <param name="Lookup">The addresses.</param>
/// <param name="Addresses">What each does.</param>
/// <param name="Options">How it was tested.</param>
internal sealed record EndpointView(EndpointTarget Target, EndpointTarget Meeting, NameAnswer Lookup, IReadOnlyList<AddressView> Addresses, EndpointOptions Options)
{
    /// <summary>The chains that are served, each once, with the first address that serves it.</summary>
    public IReadOnlyList<AddressView> Distinct => Addresses.Where(address => address.Served is not null)
        .GroupBy(address => string.Join(" ", address.Tls.Certificates.Select(Convert.ToBase64String))).Select(group => group.First()).ToList();
}

/// <summary>What was seen of one address.</summary>
/// <param name="Endpoint">The address.</param>
/// <param name="Tls">The handshake.</param>
internal sealed record AddressView(BindingEndpoint Endpoint, TlsAnswer Tls)
{
    /// <summary>The certificate and the chain that were served; null where there is none that can be read.</summary>
    public StoredCertificate? Served { get; init; }

    /// <summary>Why it can't be read.</summary>
    public SslFinding? Damage { get; init; }

    /// <summary>The path from the certificate to an anchor.</summary>
    public PathResult? Path { get; init; }

    /// <summary>What the certificate promises.</summary>
    public CertificatePromises Promises { get; init; } = new();

    /// <summary>The OCSP response that came with it.</summary>
    public SslOcspStaple? Staple { get; init; }

    /// <summary>The versions that are on, the newest first.</summary>
    public IReadOnlyList<SslTlsVersion> Versions { get; init; } = [];

    /// <summary>A cipher suite that was accepted though nobody should use it.</summary>
    public string? WeakSuite { get; init; }

    /// <summary>The answer of the page by HTTPS.</summary>
    public HttpAnswer? Https { get; init; }

    /// <summary>The answer of the page by HTTP.</summary>
    public HttpAnswer? Http { get; init; }
}
