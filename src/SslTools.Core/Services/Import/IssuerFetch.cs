using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services.Import;

/// <summary>Completes a path with issuers from the web (AIA caIssuers, RFC 5280 section 4.2.2.1). Each must have signed what is below it.</summary>
internal sealed class IssuerFetch
{
    private const int MaxFetched = 5;
    private readonly IWebFetcher _web;
    private readonly IHeapReader _heaps;
    private readonly IReporter _reporter;

    public IssuerFetch(IWebFetcher web, IHeapReader heaps, IReporter reporter)
    {
        _web = web;
        _heaps = heaps;
        _reporter = reporter;
    }

    /// <summary>Completes a path as far as it can be.</summary>
    public async Task<ImportChain> CompleteAsync(HeapCertificate leaf, ImportChain chain, ChainSearch search, CancellationToken cancellationToken)
    {
        for (var i = 0; i < MaxFetched && !chain.IsAnchored; i++)
        {
            var last = chain.Issuers.LastOrDefault() ?? leaf;
            if (await FetchAsync(last, search, cancellationToken).ConfigureAwait(false) is not { } issuer) return chain;
            search.Add(issuer);
            chain = search.Find(leaf);
        }

        return chain;
    }

    private async Task<HeapCertificate?> FetchAsync(HeapCertificate certificate, ChainSearch search, CancellationToken cancellationToken)
    {
        foreach (var address in certificate.IssuerAddresses)
        {
            try
            {
                _reporter.Progress("Completing the chain", address.ToString());
                var content = await _web.FetchAsync(new WebRequestSpec(address), cancellationToken).ConfigureAwait(false);
                var found = _heaps.Read(content, address.ToString(), null).Certificates.FirstOrDefault(issuer => search.IsIssuedBy(certificate, issuer));
                if (found is not null) return found;
                _reporter.Warning($"What is at '{address}' is not the issuer of '{certificate}'.");
            }
            catch (SslToolsException e)
            {
                _reporter.Warning($"The issuer of '{certificate}' could not be had: {e.Message}");
            }
        }

        return null;
    }
}
