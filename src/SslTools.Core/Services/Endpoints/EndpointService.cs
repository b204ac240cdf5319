using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;
using SslTools.Services.Health;

namespace SslTools.Services.Endpoints;

/// <summary>
/// Tests endpoints as clients meet them. Errors are what clients of today stumble over, and one connection to each address shows them
/// all; what else should be mended is a warning, and takes a survey.
/// </summary>
public sealed class EndpointService
{
    private static readonly IEndpointCheck[] Checks =
    [
        new ReachCheck(), new ServedCertificateCheck(), new ServedChainCheck(), new SameEverywhereCheck(), new StapleCheck(), new ProtocolCheck(), new HttpCheck(),
    ];

    private readonly IEngine _engine;
    private readonly EndpointOptions _options;
    private readonly Lazy<Task<IReadOnlyList<byte[]>>> _local;

    /// <summary>Makes the service; it may be used for many endpoints at once.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="store">The store, whose authorities are trusted.</param>
    /// <param name="options">How to test.</param>
    public EndpointService(IEngine engine, IStore store, EndpointOptions options)
    {
        _engine = engine;
        _options = options;
        _local = new(() => LocalRoots.ReadAsync(engine.OpenAuthorities(store), CancellationToken.None));
    }

    /// <summary>Tests one.</summary>
    /// <param name="target">The endpoint.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What was found; a server that does not answer is a finding too.</returns>
    public async Task<SslEndpointResult> TestAsync(EndpointTarget target, CancellationToken cancellationToken)
    {
        var local = await _local.Value.ConfigureAwait(false);
        var view = await new EndpointSurvey(_engine.Endpoints, _options).LookAsync(target, cancellationToken).ConfigureAwait(false);
        var context = new EndpointContext(_engine, _engine.Clock.UtcNow, new EndpointRoots(_options.TrustAnchors, local, _engine.TrustAnchors));
        var reader = new AddressReader(target, context);
        view = view with { Addresses = Read(view.Addresses, reader) };
        var findings = Checks.SelectMany(check => check.Find(view, context)).Select(finding => finding with { Message = Printable.Clean(finding.Message) });
        return new SslEndpointResult
        {
            HostName = target.HostName,
            Port = target.Port,
            StartTls = _options.StartTls,
            TestedAt = context.Now.UtcDateTime,
            Findings = findings.OrderByDescending(finding => finding.Severity).ToList(),
            Addresses = view.Addresses.Select(address => Result(address, target)).ToList(),
        };
    }

    // What several addresses serve is read and validated once.
    private static IReadOnlyList<AddressView> Read(IReadOnlyList<AddressView> addresses, AddressReader reader)
    {
        var read = new List<AddressView>();
        foreach (var address in addresses)
        {
            var same = read.FirstOrDefault(known => known.Tls.Certificates.Count > 0 && address.Tls.OcspResponse is null && known.Tls.OcspResponse is null
                && known.Tls.Certificates.Count == address.Tls.Certificates.Count && known.Tls.Certificates.Zip(address.Tls.Certificates, Enumerable.SequenceEqual).All(equal => equal));
            read.Add(same is null ? reader.Read(address) : address with { Served = same.Served, Damage = same.Damage, Path = same.Path, Promises = same.Promises });
        }

        return read;
    }

    private SslEndpointAddress Result(AddressView address, EndpointTarget target) => new()
    {
        Address = address.Endpoint.Address.Address.ToString(),
        Port = address.Endpoint.Address.Port,
        Failure = address.Tls.Error,
        Certificate = Certificate(address, target),
        Chain = address.Served is { } served ? served.Chain!.Prepend(served.Certificate!).Select(certificate => Printable.Clean(certificate.ToString())).ToList() : [],
        Protocol = address.Tls.Version,
        CipherSuite = address.Tls.CipherSuite,
        ApplicationProtocol = address.Tls.ApplicationProtocol,
        Protocols = address.Versions,
        WeakCipherSuite = address.WeakSuite,
        OcspStaple = address.Staple,
        Hsts = address.Https?.StrictTransportSecurity,
        HttpRedirect = address.Http is { } http && HttpCheck.LeadsToHttps(http) ? http.Location : null,
        Duration = address.Tls.Duration,
    };

    private SslCertificate? Certificate(AddressView address, EndpointTarget target)
    {
        if (address.Served?.Certificate is not { } leaf) return null;
        var bundle = new CertificateBundle(leaf.Der, address.Tls.Certificates.Skip(1).ToList());
        return new SslCertificate(leaf.Description, SslCertificateSource.Custom, () => bundle, _engine.Reader.ToPlatform, () => _engine.Clock.UtcNow) { Name = target.HostName };
    }
}
