using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Finds stored certificates.</summary>
public sealed class CertificateQuery
{
    private readonly ICertificateStore _certificates;

    /// <summary>Makes the query.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="store">The store.</param>
    public CertificateQuery(IEngine engine, IStore store) => _certificates = engine.OpenCertificates(store);

    /// <summary>The names that a pattern selects.</summary>
    /// <param name="pattern">A name, or a pattern.</param>
    /// <param name="isPattern">Whether it is a pattern; then it may select nothing.</param>
    /// <param name="matches">Whether a name fits the pattern.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The names; for a name itself, whether it exists or not.</returns>
    public async Task<IReadOnlyList<string>> MatchAsync(
        string pattern, bool isPattern, Func<string, bool> matches, CancellationToken cancellationToken)
    {
        if (!isPattern) return [StoreName.Parse(pattern)];
        var names = await _certificates.ListAsync(cancellationToken).ConfigureAwait(false);
        return names.Where(matches).ToList();
    }

    /// <summary>Reads one certificate.</summary>
    /// <param name="name">The name.</param>
    /// <param name="version">A version, or 0 for the current one.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The certificate.</returns>
    /// <exception cref="SslToolsException">NotFound, CorruptEntry.</exception>
    public async Task<SslCertificate> GetAsync(string name, int version, CancellationToken cancellationToken) =>
        await _certificates.FindAsync(name, version, cancellationToken).ConfigureAwait(false)
        ?? throw SslError.NotFound("certificate", version == 0 ? name : $"{name}, version {version},", _certificates.Location);
}
