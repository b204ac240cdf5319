using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Ports;

namespace SslTools.Services.Import;

/// <summary>
/// Finds the best path of issuers for a certificate in a pool of certificates, with bounded work whatever the pool is like.
/// A path that ends below a known root is better than one that does not; then one that is valid and strong today; then the
/// longer one: a cross-certificate that the CA sent along lets more clients find a root they trust.
/// </summary>
internal sealed class ChainSearch
{
    private const int MaxSteps = 2000;
    private const int MaxDepth = 8;
    private readonly Dictionary<string, List<HeapCertificate>> _bySubject;
    private readonly Dictionary<(string Child, string Issuer), bool> _signatures = [];
    private readonly Dictionary<string, bool> _anchored = [];
    private readonly ICertificateReader _reader;
    private readonly ITrustAnchors _anchors;
    private readonly DateTime _now;
    private ImportChain? _best;
    private int _steps;

    public ChainSearch(IEnumerable<HeapCertificate> pool, ICertificateReader reader, ITrustAnchors anchors, DateTime now)
    {
        // Sorted, so that the order of the files does not matter.
        _bySubject = pool.Where(c => c.Description.IsCertificateAuthority || c.IsSelfIssued)
            .OrderBy(c => c.Description.Sha256Fingerprint, StringComparer.Ordinal)
            .GroupBy(c => c.Description.Subject).ToDictionary(group => group.Key, group => group.ToList());
        _reader = reader;
        _anchors = anchors;
        _now = now;
    }

    /// <summary>Adds an issuer that was fetched.</summary>
    public void Add(HeapCertificate certificate)
    {
        if (!_bySubject.TryGetValue(certificate.Description.Subject, out var same)) _bySubject[certificate.Description.Subject] = same = [];
        if (same.All(c => c.Description.Sha256Fingerprint != certificate.Description.Sha256Fingerprint)) same.Add(certificate);
    }

    /// <summary>Finds the best path.</summary>
    /// <param name="leaf">The certificate.</param>
    /// <returns>The path.</returns>
    public ImportChain Find(HeapCertificate leaf)
    {
        _best = null;
        _steps = 0;
        Visit([leaf]);
        return _best!;
    }

    /// <summary>Whether a certificate was issued by another one.</summary>
    public bool IsIssuedBy(HeapCertificate child, HeapCertificate issuer)
    {
        if (child.Description.AuthorityKeyIdentifier is { } wanted && issuer.Description.SubjectKeyIdentifier is { } has && wanted != has) return false;
        var edge = (child.Description.Sha256Fingerprint, issuer.Description.Sha256Fingerprint);
        if (!_signatures.TryGetValue(edge, out var valid)) _signatures[edge] = valid = _reader.IsIssuedBy(child.Der, issuer.Der);
        return valid;
    }

    private void Visit(IReadOnlyList<HeapCertificate> path)
    {
        if (++_steps > MaxSteps) return;
        var last = path[path.Count - 1];
        var issuers = (_bySubject.TryGetValue(last.Description.Issuer, out var named) ? named : []).Where(issuer => IsIssuedBy(last, issuer)).ToList();
        var root = issuers.FirstOrDefault(issuer => issuer.IsSelfIssued && IsIssuedBy(issuer, issuer));
        var selfSigned = path.Count == 1 && last.IsSelfIssued && IsIssuedBy(last, last);
        Offer(new ImportChain(path.Skip(1).ToList(), selfSigned ? null : root, selfSigned || root is not null || IsAnchored(last)));
        if (selfSigned || path.Count > MaxDepth) return;
        // Neither a root nor a key that is on the path already: cross-certificates make loops.
        foreach (var issuer in issuers.Where(i => !i.IsSelfIssued && path.All(c => c.PublicKeyFingerprint != i.PublicKeyFingerprint || c.Description.Subject != i.Description.Subject)))
            Visit([.. path, issuer]);
    }

    private void Offer(ImportChain chain)
    {
        if (_best is null || Compare(chain, _best) > 0) _best = chain;
    }

    private int Compare(ImportChain a, ImportChain b)
    {
        int By<T>(Func<ImportChain, T> rank) => Comparer<T>.Default.Compare(rank(a), rank(b));
        int[] ranks = a.IsAnchored && b.IsAnchored
            ? [By(IsSound), By(c => c.Issuers.Count)]
            : [By(c => c.IsAnchored), By(c => c.Issuers.Count), By(IsSound)];
        var rank = ranks.FirstOrDefault(r => r != 0);
        if (rank != 0) return rank;
        rank = By(c => c.Issuers.Select(i => i.Description.NotAfter).DefaultIfEmpty().Min());
        return rank != 0 ? rank : string.CompareOrdinal(Fingerprints(b), Fingerprints(a));
    }

    private bool IsSound(ImportChain chain) =>
        chain.Issuers.All(c => c.Description.NotBefore <= _now && _now <= c.Description.NotAfter && !ImportRules.IsWeak(c));

    private static string Fingerprints(ImportChain chain) => string.Concat(chain.Issuers.Select(c => c.Description.Sha256Fingerprint));

    private bool IsAnchored(HeapCertificate certificate)
    {
        if (!_anchored.TryGetValue(certificate.Description.Sha256Fingerprint, out var known))
            _anchored[certificate.Description.Sha256Fingerprint] = known = _anchors.FindByIssuer(certificate.Der).Any(root => _reader.IsIssuedBy(certificate.Der, root));
        return known;
    }
}
