using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Ports;

namespace SslTools.Services.Import;

/// <summary>Which certificates of a heap are the ones to import.</summary>
internal sealed class LeafSelection
{
    private readonly ImportOptions _options;
    private readonly HashSet<string> _keys;
    private readonly DateTime _now;
    private readonly IReporter _reporter;

    public LeafSelection(ImportOptions options, IEnumerable<HeapKey> keys, DateTime now, IReporter reporter)
    {
        _options = options;
        _keys = new(keys.Select(key => key.PublicKeyFingerprint));
        _now = now;
        _reporter = reporter;
    }

    /// <summary>Chooses.</summary>
    /// <param name="certificates">All of the heap.</param>
    /// <returns>One for each name, sorted; what is left out is told in warnings.</returns>
    /// <exception cref="SslToolsException">CertificateIsAuthority, CertificateDoesNotCoverName, SeveralCertificates.</exception>
    public IReadOnlyList<HeapCertificate> Choose(IReadOnlyList<HeapCertificate> certificates)
    {
        var leaves = certificates.Where(c => !c.Description.IsCertificateAuthority).ToList();
        if (leaves.Count == 0 && certificates.Count > 0)
            throw SslError.CertificateIsAuthority((certificates.FirstOrDefault(HasKey) ?? certificates[0]).ToString());
        // Of certificates for the same names, the best: an old one often lies beside its renewal.
        var best = leaves.OrderByDescending(HasKey).ThenByDescending(IsCurrent).ThenByDescending(c => c.Description.NotAfter)
            .ThenByDescending(c => c.Description.NotBefore).ThenBy(c => c.Description.Sha256Fingerprint, StringComparer.Ordinal).ToList();
        if (_options.HostNames.Count > 0 && best.Count > 1) best = ForHosts(best);
        else if (_options.Name is not null && best.Count > 1) best = ForName(best);
        return best.GroupBy(leaf => CertificateName.Of(leaf.Description)).OrderBy(group => group.Key, StringComparer.Ordinal).Select(BestOf).ToList();
    }

    private List<HeapCertificate> ForHosts(List<HeapCertificate> leaves)
    {
        var covering = leaves.Where(leaf => _options.HostNames.All(host => CertificateName.Covers(leaf.Description, host))).Take(1).ToList();
        return covering.Count > 0 ? covering
            : throw SslError.CertificateDoesNotCoverName(
                _options.HostNames.FirstOrDefault(host => !leaves.Any(leaf => CertificateName.Covers(leaf.Description, host))) ?? string.Join(", ", _options.HostNames),
                string.Join("', '", leaves), string.Join(", ", leaves.SelectMany(leaf => leaf.Description.DnsNames).Distinct()));
    }

    private List<HeapCertificate> ForName(List<HeapCertificate> leaves)
    {
        var names = leaves.Select(leaf => CertificateName.Of(leaf.Description)).Distinct().ToList();
        if (names.Count == 1) return leaves;
        var named = leaves.Where(leaf => CertificateName.Of(leaf.Description) == _options.Name || CertificateName.Covers(leaf.Description, _options.Name!)).Take(1).ToList();
        return named.Count > 0 ? named : throw SslError.SeveralCertificates(_options.Name!, names);
    }

    private HeapCertificate BestOf(IGrouping<string, HeapCertificate> group)
    {
        var best = group.First();
        foreach (var other in group.Skip(1))
        {
            _reporter.Warning(
                $"There are several certificates for '{group.Key}': the one until {ValidityPeriod.Text(best.Description.NotAfter)} ({best.Description.KeyAlgorithm}, {best.Place}) "
                + $"is taken, the one until {ValidityPeriod.Text(other.Description.NotAfter)} ({other.Description.KeyAlgorithm}, {other.Place}) is left out.");
        }

        return best;
    }

    private bool HasKey(HeapCertificate certificate) => _keys.Contains(certificate.PublicKeyFingerprint);

    private bool IsCurrent(HeapCertificate certificate) => _now >= certificate.Description.NotBefore && _now <= certificate.Description.NotAfter;
}
