using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Checks what a CA gave, chooses among its chains, and puts the chain in order without its root.</summary>
internal sealed class ChainChoice
{
    private readonly ICertificateReader _reader;
    private readonly IReporter _reporter;
    private readonly string _server;

    /// <summary>Makes the step.</summary>
    /// <param name="reader">Reads certificates.</param>
    /// <param name="reporter">Tells the user.</param>
    /// <param name="server">The CA's name.</param>
    public ChainChoice(ICertificateReader reader, IReporter reporter, string server)
    {
        _reader = reader;
        _reporter = reporter;
        _server = server;
    }

    /// <summary>Chooses.</summary>
    /// <param name="chains">The CA's default chain first; in each the leaf first.</param>
    /// <param name="job">What was wanted.</param>
    /// <param name="journal">Has the key and the identifiers.</param>
    /// <returns>Certificate, chain and key.</returns>
    /// <exception cref="SslToolsException">AcmeWrongCertificate: it is not for this key or these names.</exception>
    public CertificateBundle Choose(IReadOnlyList<IReadOnlyList<byte[]>> chains, OrderJob job, OrderJournal journal)
    {
        var described = chains.Select(chain => chain.Select(der => new DescribedCertificate(der, _reader.Describe(der))).ToList()).ToList();
        var chosen = described[0];
        if (job.PreferredChain is { } preferred)
        {
            var found = described.FirstOrDefault(chain => chain.Skip(1).Any(issuer => IsNamed(issuer, preferred)) || IsNamed(chain[chain.Count - 1], preferred));
            if (found is not null) chosen = found;
            else _reporter.Warning($"{_server} offers no chain to '{preferred}'; its default chain is used. Offered: {Offered(described)}.");
        }

        Check(chosen[0], journal);
        return new CertificateBundle(chosen[0].Der, Order(chosen), journal.PrivateKey);
    }

    // The issuer of the last certificate is the root that a client would know.
    private static bool IsNamed(DescribedCertificate certificate, string name) =>
        HasCommonName(certificate.Description.Issuer, name) || (certificate.Description.IsCertificateAuthority && HasCommonName(certificate.Description.Subject, name));

    private static bool HasCommonName(string distinguishedName, string name) =>
        distinguishedName.Split([", "], StringSplitOptions.None).Any(part => string.Equals(part, "CN=" + name, StringComparison.OrdinalIgnoreCase));

    private static string Offered(IReadOnlyList<List<DescribedCertificate>> chains) =>
        string.Join("; ", chains.Select(chain => chain[chain.Count - 1].Description.Issuer).Distinct());

    private void Check(DescribedCertificate leaf, OrderJournal journal)
    {
        if (journal.PrivateKey is not null && !_reader.KeyMatches(leaf.Der, journal.PrivateKey))
            throw SslError.WrongCertificate(_server, "it is for another key");
        var missing = journal.Record.Identifiers.FirstOrDefault(identifier =>
            !(identifier.IsAddress ? leaf.Description.IPAddresses : leaf.Description.DnsNames).Contains(identifier.Value, StringComparer.OrdinalIgnoreCase));
        if (missing is not null) throw SslError.WrongCertificate(_server, $"it does not name '{missing}'");
    }

    // The leaf's issuer first (RFC 8446 section 4.4.2); what issued nothing here, and the root, are left out.
    private IReadOnlyList<byte[]> Order(IReadOnlyList<DescribedCertificate> chain)
    {
        var rest = chain.Skip(1).Where(certificate => !certificate.IsSelfIssued).ToList();
        var ordered = new List<byte[]>();
        for (var current = chain[0]; ;)
        {
            var issuer = rest.FirstOrDefault(candidate => _reader.IsIssuedBy(current.Der, candidate.Der));
            if (issuer is null) return ordered;
            ordered.Add(issuer.Der);
            rest.Remove(issuer);
            current = issuer;
        }
    }
}
