using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>What an entry point serves for an environment's own domain, read by a handshake.</summary>
internal sealed class ServedCertificate
{
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(500);

    private readonly IEngine _engine;
    private readonly IReporter _reporter;

    public ServedCertificate(IEngine engine, IReporter reporter)
    {
        _engine = engine;
        _reporter = reporter;
    }

    public Task<SslCertificate> ReadAsync(ISslPlatform platform, SslEnvironment environment, TimeSpan wait, CancellationToken cancellationToken) =>
        ReadAsync(platform, environment, environment.Domain, SslCertificateSource.BuiltIn, wait, cancellationToken);

    public async Task<SslCertificate> ReadAsync(
        ISslPlatform platform, SslEnvironment environment, string hostName, SslCertificateSource source, TimeSpan wait, CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var (certificate, where, seen) = await LookAsync(platform, environment, hostName, source, cancellationToken).ConfigureAwait(false);
            if (certificate is not null) return certificate;
            if (waited.Elapsed >= wait)
                throw source == SslCertificateSource.BuiltIn ? SslError.BuiltInSslNotServed(environment, where, seen) : SslError.PlatformNotServed(environment, where, seen);
            _reporter.Progress($"The certificate of '{environment.Name}'", $"Waiting until {where} serves it");
            await Task.Delay(ProbeInterval, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task WaitForAsync(
        ISslPlatform platform, SslEnvironment environment, PlatformCertificateOrder order, TimeSpan wait, CancellationToken cancellationToken)
    {
        var leaf = order.Bundle.Leaf;
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var endpoint = await platform.FindEntryPointAsync(environment, order.Domains[0], cancellationToken).ConfigureAwait(false);
            var served = endpoint is null ? null : await _engine.Network.HandshakeAsync(endpoint, ProbeTimeout, cancellationToken).ConfigureAwait(false);
            if (served is { Certificates.Count: > 0 } && served.Certificates[0].SequenceEqual(leaf)) return;
            var where = endpoint?.ToString() ?? order.Domains[0];
            if (waited.Elapsed >= wait) throw SslError.PlatformCertificateNotServed(environment, where);
            _reporter.Progress($"The certificate of '{environment.Name}'", $"Waiting until {where} serves it");
            await Task.Delay(ProbeInterval, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<(SslCertificate? Certificate, string Where, string Seen)> LookAsync(
        ISslPlatform platform, SslEnvironment environment, string hostName, SslCertificateSource source, CancellationToken cancellationToken)
    {
        if (await platform.FindEntryPointAsync(environment, hostName, cancellationToken).ConfigureAwait(false) is not { } endpoint)
            return (null, hostName, "has no address in the DNS");
        var result = await _engine.Network.HandshakeAsync(endpoint, ProbeTimeout, cancellationToken).ConfigureAwait(false);
        if (result.Certificates.Count == 0) return (null, endpoint.ToString(), $"makes no handshake: {result.Error?.TrimEnd('.')}");
        CertificateDescription description;
        try
        {
            description = _engine.Reader.Describe(result.Certificates[0]);
        }
        catch (SslToolsException e)
        {
            return (null, endpoint.ToString(), $"serves something that can't be read: {e.Message.TrimEnd('.')}");
        }

        if (!description.DnsNames.Any(name => DnsName.Covers(name, hostName)))
            return (null, endpoint.ToString(), $"serves a certificate for {string.Join(", ", description.DnsNames.Take(10))}");
        var bundle = new CertificateBundle(result.Certificates[0], result.Certificates.Skip(1).ToList());
        var certificate = new SslCertificate(
            description, source, () => bundle, _engine.Reader.ToPlatform, () => _engine.Clock.UtcNow) { Name = hostName };
        return (certificate, endpoint.ToString(), "");
    }
}
