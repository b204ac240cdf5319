using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services.Import;

/// <summary>Makes certificates from any CA usable: finds key and issuers, checks, and keeps them.</summary>
public sealed class ImportService
{
    private readonly IEngine _engine;
    private readonly ICertificateStore _certificates;
    private readonly IRequestStore _requests;
    private readonly IReporter _reporter;

    /// <summary>Makes the service.</summary>
    /// <param name="engine">What does the work.</param>
    /// <param name="store">Where certificates are kept, and requests wait.</param>
    /// <param name="reporter">Tells the user what goes on.</param>
    public ImportService(IEngine engine, IStore store, IReporter reporter)
    {
        _engine = engine;
        _certificates = engine.OpenCertificates(store);
        _requests = engine.OpenRequests(store);
        _reporter = reporter;
    }

    /// <summary>Reads everything and checks everything; nothing is changed.</summary>
    /// <param name="options">The order.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What can be imported, and what not.</returns>
    /// <exception cref="SslToolsException">Nothing can be imported.</exception>
    public async Task<ImportOutlook> PlanAsync(ImportOptions options, CancellationToken cancellationToken)
    {
        options = options with
        {
            Name = options.Name is null ? null : StoreName.Parse(options.Name),
            HostNames = options.HostNames.Select(host => System.Net.IPAddress.TryParse(host, out _) ? host : DnsName.Normalize(host)).ToList(),
        };
        var heap = ImportHeap.Gather(_engine.Heaps, options, cancellationToken);
        var now = _engine.Clock.UtcNow.UtcDateTime;
        var failures = heap.Failures.ToList();
        if (heap.Candidates.Count == 0)
        {
            if (failures.Count == 0) failures.Add(SslError.NoCertificateFound(heap.Sources));
            return new ImportOutlook([], failures);
        }

        IReadOnlyList<HeapCertificate> leaves;
        try
        {
            leaves = new LeafSelection(options, heap.Keys, now, _reporter).Choose(heap.Candidates);
        }
        catch (SslToolsException e)
        {
            return new ImportOutlook([], [.. failures, e]);
        }

        var keys = new KeySearch(heap.Keys, _requests, _certificates, _engine.Reader);
        var chains = new ChainSearch(heap.Certificates, _engine.Reader, _engine.TrustAnchors, now);
        var rules = new ImportRules(_engine.WeakKeys, now, options);
        var plans = new List<ImportPlan>();
        foreach (var leaf in leaves)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                plans.Add(await PlanAsync(leaf, heap, options, rules, keys, chains, cancellationToken).ConfigureAwait(false));
            }
            catch (SslToolsException e)
            {
                // That the key can't be read tells why there is none.
                if (e.ErrorId != "PrivateKeyNotFound" || !heap.ExplainsMissingKey(leaves.Count)) failures.Add(e);
            }
        }

        return new ImportOutlook(plans, failures);
    }

    /// <summary>Carries out a plan.</summary>
    /// <param name="plan">The checked order.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The stored certificate.</returns>
    /// <exception cref="SslToolsException">What the store says. Nothing was kept.</exception>
    public async Task<SslCertificate> ImportAsync(ImportPlan plan, CancellationToken cancellationToken)
    {
        var bundle = new CertificateBundle(plan.Leaf.Der, plan.Chain.Issuers.Select(c => c.Der).ToList(), plan.Key.Key.Pkcs8);
        var origin = new CertificateOrigin { Source = SslCertificateSource.Custom };
        var certificate = await _certificates.SaveAsync(plan.Name, bundle, origin, plan.Options.Force, cancellationToken).ConfigureAwait(false);
        _reporter.Verbose($"Kept '{certificate.Name}' version {certificate.Version} in '{_certificates.Location}'.");
        // Its key is kept with the certificate now.
        if (plan.Key.Request is not null) await _requests.RemoveAsync(plan.Key.Request, CancellationToken.None).ConfigureAwait(false);
        return certificate;
    }

    private async Task<ImportPlan> PlanAsync(
        HeapCertificate leaf, ImportHeap heap, ImportOptions options, ImportRules rules, KeySearch keys, ChainSearch chains, CancellationToken cancellationToken)
    {
        rules.CheckLeaf(leaf);
        var key = await keys.FindAsync(leaf, options.PrivateKeyPaths.Count > 0, cancellationToken).ConfigureAwait(false) ?? throw NoKey(leaf, heap, options);
        if (!_engine.Reader.KeyMatches(leaf.Der, key.Key.Pkcs8)) throw SslError.KeyOfAnotherCertificate(leaf.ToString(), [key.Key.Place]);
        var name = options.Name ?? key.Request ?? CertificateName.Of(leaf.Description);
        if (!options.Force && await _certificates.ExistsAsync(name, cancellationToken).ConfigureAwait(false)) throw SslError.AlreadyExists("certificate", name);
        var chain = chains.Find(leaf);
        if (!options.Offline) chain = await new IssuerFetch(_engine.Web, _engine.Heaps, _reporter).CompleteAsync(leaf, chain, chains, cancellationToken).ConfigureAwait(false);
        ImportRules.CheckChain(chain.Issuers);
        Warn(leaf, chain);
        return new ImportPlan(name, leaf, key, chain, options, _certificates.Location);
    }

    private SslToolsException NoKey(HeapCertificate leaf, ImportHeap heap, ImportOptions options)
    {
        if (heap.Locked.Contains(leaf.Description.Thumbprint)) return SslError.KeyNotExportable(leaf.ToString());
        // Keys of the issuers' or of other servers may lie about; the one given for this certificate is another matter.
        var strangers = heap.Keys.Where(key => options.IsSorted || heap.Certificates.All(c => c.PublicKeyFingerprint != key.PublicKeyFingerprint)).Select(key => key.Place).ToList();
        return strangers.Count > 0 && (options.IsSorted || heap.Candidates.Count(c => !c.Description.IsCertificateAuthority) == 1)
            ? SslError.KeyOfAnotherCertificate(leaf.ToString(), strangers)
            : SslError.PrivateKeyNotFound(leaf.ToString(), _certificates.Location);
    }

    private void Warn(HeapCertificate leaf, ImportChain chain)
    {
        var last = chain.Issuers.LastOrDefault() ?? leaf;
        if (!chain.IsAnchored)
        {
            _reporter.Warning(
                $"The chain of '{leaf}' ends at '{last}'; its issuer '{last.Description.Issuer}' is no root known here. "
                + "If it is an intermediate, import again with it (-ChainPath, and -Force), else clients may refuse the certificate.");
        }

        if (leaf.Description.KeyAlgorithm == nameof(SslKeyAlgorithm.Ed25519))
            _reporter.Warning("Web browsers do not accept Ed25519 certificates; use P256 for a public web server.");
    }
}
