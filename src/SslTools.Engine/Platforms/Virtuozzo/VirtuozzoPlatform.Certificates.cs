using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using SslTools.Engine.Cryptography;

namespace SslTools.Engine.Platforms.Virtuozzo;

/// <content>Custom certificates: on the entry node, which has a public address, or at the shared load balancer.</content>
internal sealed partial class VirtuozzoPlatform
{
    private const int NoneInstalled = 4010;
    private const string Binder = "environment/binder/rest/";
    private const string LetsEncryptName = "Let's Encrypt";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PlatformCertificate>> ListCertificatesAsync(SslEnvironment environment, CancellationToken cancellationToken)
    {
        var certificates = new List<PlatformCertificate>();
        var call = new VirtuozzoCall(Binder + "getssl", $"read the certificate of '{environment.Name}'", ("envName", environment.Name)) { Environment = environment.Name };
        var node = await _api.TryAsync(call, cancellationToken).ConfigureAwait(false);
        if (node.Code is not (0 or NoneInstalled)) throw Refused(call, node);
        if (NodeCertificate(node.Json) is { } installed) certificates.Add(installed);

        // Which of its certificates serve a domain the balancer does not tell: those that cover one of the environment's.
        foreach (var (id, names, issuer) in await ListBalancerAsync(environment, cancellationToken).ConfigureAwait(false))
        {
            var domains = environment.CustomDomains.Where(domain => names.Any(name => DnsName.Covers(name, domain))).ToList();
            if (domains.Count > 0) certificates.Add(new PlatformCertificate { Id = id, Entry = SslPlatformEntry.LoadBalancer, Domains = domains, IsLetsEncrypt = issuer.Contains(LetsEncryptName) });
        }

        return certificates;
    }

    /// <inheritdoc/>
    public async Task InstallCertificateAsync(SslEnvironment environment, PlatformCertificateOrder order, CancellationToken cancellationToken)
    {
        var pem = new PemParts(order.Bundle);
        _api.Secrets.Hide(pem.Key);
        if (order.Entry == SslPlatformEntry.LoadBalancer)
        {
            await InstallAtBalancerAsync(environment, order, pem, cancellationToken).ConfigureAwait(false);
            return;
        }

        await _api.CallAsync(
            Change(
                Binder + "bindssl", $"put the certificate on '{environment.Name}'", environment,
                ("envName", environment.Name), ("cert_key", pem.Key), ("cert", pem.Certificate), ("intermediate", pem.Chain)),
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task RemoveCertificateAsync(SslEnvironment environment, PlatformCertificate certificate, CancellationToken cancellationToken)
    {
        if (certificate.Entry == SslPlatformEntry.Node)
        {
            await _api.CallAsync(Change(Binder + "removessl", $"remove the certificate of '{environment.Name}'", environment, ("envName", environment.Name)), cancellationToken)
                .ConfigureAwait(false);
            return;
        }

        // A refusal says that nothing is bound there; what is bound elsewhere lets the removal be refused.
        foreach (var domain in certificate.Domains) await _api.TryAsync(Unbind(environment, domain), cancellationToken).ConfigureAwait(false);
        await _api.CallAsync(Change(Binder + "removesslcerts", $"remove the certificate {certificate.Id}", environment, ("ids", certificate.Id)), cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<BalancerCertificate>> ListBalancerAsync(SslEnvironment environment, CancellationToken cancellationToken)
    {
        var answer = await _api.CallAsync(
            new VirtuozzoCall(Binder + "getsslcerts", "list the certificates of its load balancer") { Environment = environment.Name }, cancellationToken).ConfigureAwait(false);
        return [.. VirtuozzoAnswer.Objects(answer.Json, "responses", "sslCerts")
            .Select(item => VirtuozzoAnswer.Member(item, "sslCert") as JObject ?? item)
            .Where(item => VirtuozzoAnswer.Text(item, "id") is not null)
            .Select(item => new BalancerCertificate(VirtuozzoAnswer.Text(item, "id")!, VirtuozzoAnswer.Texts(item, "domains"), VirtuozzoAnswer.Text(item, "issuedBy") ?? ""))];
    }

    private PlatformCertificate? NodeCertificate(JObject json)
    {
        var custom = VirtuozzoAnswer.Member(json, "sslCustom");
        if (VirtuozzoAnswer.Flag(custom, "sslEnable") == false || VirtuozzoAnswer.Text(custom, "cert") is not { } pem) return null;
        var leaf = Pem.Read(Pem.Certificate, Encoding.UTF8.GetBytes(pem)).FirstOrDefault();
        return new PlatformCertificate
        {
            Entry = SslPlatformEntry.Node,
            Domains = VirtuozzoAnswer.Texts(custom, "domain", "domains"),
            Leaf = leaf,
            IsLetsEncrypt = leaf is not null && _engine.Reader.Describe(leaf).Issuer.Contains(LetsEncryptName),
        };
    }

    private static VirtuozzoCall Unbind(SslEnvironment environment, string domain) =>
        Change(Binder + "unbindsslcert", $"unbind the certificate of '{domain}'", environment, ("envName", environment.Name), ("extDomains", domain));

    private static VirtuozzoCall Bind(SslEnvironment environment, string id, string domain) => Change(
        Binder + "bindsslcert", $"bind the certificate {id} to '{domain}'", environment,
        ("envName", environment.Name), ("certId", id), ("entryPoint", "SLB"), ("extDomains", domain));

    /// <summary>What the load balancer tells of a certificate.</summary>
    private sealed record BalancerCertificate(string Id, IReadOnlyList<string> Names, string Issuer);

    /// <summary>The three files that the platform wants.</summary>
    private sealed class PemParts(CertificateBundle bundle)
    {
        public string Key { get; } = Encoding.ASCII.GetString(Pem.Write(Pem.PrivateKey, bundle.PrivateKey!));

        public string Certificate { get; } = Encoding.ASCII.GetString(Pem.Write(Pem.Certificate, bundle.Leaf));

        public string? Chain { get; } = bundle.Chain.Count == 0 ? null : Encoding.ASCII.GetString(Pem.Write(Pem.Certificate, [.. bundle.Chain]));
    }
}
