using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Engine.Platforms.Virtuozzo;

/// <content>
/// The shared load balancer: a certificate for the same names is replaced in place, so that what it is bound to is served
/// without a gap; another one must be unbound before the new one can be bound.
/// </content>
internal sealed partial class VirtuozzoPlatform
{
    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(10);

    private async Task InstallAtBalancerAsync(SslEnvironment environment, PlatformCertificateOrder order, PemParts pem, CancellationToken cancellationToken)
    {
        var all = await ListBalancerAsync(environment, cancellationToken).ConfigureAwait(false);
        var names = new HashSet<string>(_engine.Reader.Describe(order.Bundle.Leaf).DnsNames, StringComparer.OrdinalIgnoreCase);
        var earlier = all.Where(certificate => names.SetEquals(certificate.Names)).Select(certificate => certificate.Id).LastOrDefault();
        // What is left out of an edit may stay as it was: an empty chain takes the earlier one away.
        var chain = pem.Chain ?? (earlier is null ? null : "");
        var fields = new (string, string?)[] { ("id", earlier), ("key", pem.Key), ("cert", pem.Certificate), ("interm", chain) };
        var answer = await _api.CallAsync(
            Change(Binder + (earlier is null ? "addsslcert" : "editsslcert"), "keep the certificate at its load balancer", environment, fields), cancellationToken)
            .ConfigureAwait(false);
        var id = earlier ?? VirtuozzoAnswer.Text(VirtuozzoAnswer.Member(answer.Json, "sslCert") ?? answer.Json, "id")
            ?? throw SslError.PlatformAnswerLost(Name, "keep the certificate at its load balancer", "it did not say under which number", environment.Name);
        try
        {
            foreach (var domain in order.Domains) await BindAsync(environment, id, earlier is not null, domain, order.Bundle.Leaf, all, cancellationToken).ConfigureAwait(false);
        }
        catch (SslToolsException e) when (earlier is null && e is not PlatformAnswerLostException)
        {
            // Nothing half-done; a refusal only says that it serves some of the domains by now.
            await _api.TryAsync(Change(Binder + "removesslcerts", $"remove the certificate {id}", environment, ("ids", id)), CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private async Task BindAsync(
        SslEnvironment environment, string id, bool edited, string domain, byte[] leaf, IReadOnlyList<BalancerCertificate> all,
        CancellationToken cancellationToken)
    {
        if (edited && await ServesAsync(environment, domain, leaf, cancellationToken).ConfigureAwait(false)) return;
        var bind = Bind(environment, id, domain);
        var first = await _api.TryAsync(bind, cancellationToken).ConfigureAwait(false);
        if (first.Code == 0) return;

        // Where nothing can be unbound, something else was wrong, and nothing was changed.
        var unbound = await _api.TryAsync(Unbind(environment, domain), cancellationToken).ConfigureAwait(false);
        if (unbound.Code != 0) throw Refused(bind, first);
        var second = await _api.TryAsync(bind, CancellationToken.None).ConfigureAwait(false);
        if (second.Code == 0) return;
        var others = all.Where(other => other.Id != id && other.Names.Any(name => DnsName.Covers(name, domain))).ToList();
        var restored = others.Count == 1 && (await _api.TryAsync(Bind(environment, others[0].Id, domain), CancellationToken.None).ConfigureAwait(false)).Code == 0;
        throw SslError.PlatformBindingLost(Name, domain, _api.Secrets.Clean(second.Words), second.Code, restored);
    }

    private async Task<bool> ServesAsync(SslEnvironment environment, string domain, byte[] leaf, CancellationToken cancellationToken)
    {
        if (await FindEntryPointAsync(environment, domain, cancellationToken).ConfigureAwait(false) is not { } endpoint) return false;
        var served = await _engine.Network.HandshakeAsync(endpoint, ProbeTime, cancellationToken).ConfigureAwait(false);
        return served.Certificates.Count > 0 && served.Certificates[0].SequenceEqual(leaf);
    }
}
