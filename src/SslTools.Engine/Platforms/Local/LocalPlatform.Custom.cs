using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Engine.Platforms.Local;

/// <summary>Certificates of one's own at a local platform: bindings like any other, for the site's own domain.</summary>
internal sealed partial class LocalPlatform : ILocalSslPlatform
{
    public async Task<IReadOnlyList<PlatformCertificate>> ListCertificatesAsync(SslEnvironment environment, CancellationToken cancellationToken)
    {
        if (environment.CertificateSource is null or SslCertificateSource.BuiltIn) return [];
        var sites = await _sites.ReadAsync(cancellationToken).ConfigureAwait(false);
        var path = sites.Where(group => group.Key == environment.Name).SelectMany(group => group).First(IsServing).CertificatePath!;
        return
        [
            new PlatformCertificate
            {
                Id = path,
                Entry = SslPlatformEntry.Node,
                Domains = [environment.Domain],
                Leaf = _engine.ServerFiles.Read(path) is { } pem ? _engine.Reader.ReadCertificates(pem, path).FirstOrDefault() : null,
                IsLetsEncrypt = environment.CertificateSource == SslCertificateSource.LetsEncrypt,
            },
        ];
    }

    public async Task InstallCertificateAsync(SslEnvironment environment, PlatformCertificateOrder order, CancellationToken cancellationToken)
    {
        var plan = await _bindings.PlanSetAsync(OptionsFor(environment), order.Certificate, cancellationToken).ConfigureAwait(false);
        await _bindings.ApplyAsync(plan, cancellationToken).ConfigureAwait(false);
    }

    public Task RemoveCertificateAsync(SslEnvironment environment, PlatformCertificate certificate, CancellationToken cancellationToken) =>
        SetBuiltInSslAsync(environment, false, cancellationToken);

    private bool IsServing(WebSite site) =>
        site.CertificatePath is not null && site.Listeners.Any(listener => listener.IsTls && listener.Port == Record.Port);
}
