using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>From proved control to a checked certificate.</summary>
internal sealed class OrderFinalization
{
    private readonly AcmeSession _session;
    private readonly AcmePolling _polling;
    private readonly ICertificateIssuer _issuer;
    private readonly ChainChoice _chains;

    /// <summary>Makes the step.</summary>
    /// <param name="session">The CA and the account.</param>
    /// <param name="polling">Waits for the CA.</param>
    /// <param name="engine">The adapters.</param>
    /// <param name="reporter">Tells the user.</param>
    public OrderFinalization(AcmeSession session, AcmePolling polling, IEngine engine, IReporter reporter)
    {
        _session = session;
        _polling = polling;
        _issuer = engine.Issuer;
        _chains = new ChainChoice(engine.Reader, reporter, session.Server.Name);
    }

    /// <summary>Finalizes and downloads.</summary>
    /// <param name="order">The order: ready, processing or valid.</param>
    /// <param name="job">What is wanted.</param>
    /// <param name="journal">Has the key.</param>
    /// <param name="cancellationToken">Cancels; the next run goes on.</param>
    /// <returns>Certificate, chain and key.</returns>
    /// <exception cref="SslToolsException">AcmeOrderFailed, AcmeBadAnswer, AcmeTimeout, what the CA refuses.</exception>
    public async Task<CertificateBundle> RunAsync(AcmeOrder order, OrderJob job, OrderJournal journal, CancellationToken cancellationToken)
    {
        var names = string.Join(", ", journal.Record.Identifiers);
        order = await WaitAsync(order, "the authorization of " + names, AcmeStatus.Pending, cancellationToken).ConfigureAwait(false);
        if (order.Status == AcmeStatus.Ready) order = await FinalizeAsync(order, RequestOf(job, journal), cancellationToken).ConfigureAwait(false);
        if (order.Status is AcmeStatus.Processing or AcmeStatus.Unknown or AcmeStatus.Ready)
            order = await WaitAsync(order, "the certificate for " + names, AcmeStatus.Processing, cancellationToken).ConfigureAwait(false);
        if (order.Status != AcmeStatus.Valid || order.Certificate is null)
            throw SslError.OrderFailed(_session.Server.Name, names, order.Error?.Detail ?? $"its state is {order.Status.ToString().ToLowerInvariant()}");

        var chains = await _session.Client.DownloadAsync(
            _session.Signer, order.Certificate, job.PreferredChain is not null, cancellationToken).ConfigureAwait(false);
        return _chains.Choose(chains, job, journal);
    }

    private async Task<AcmeOrder> WaitAsync(AcmeOrder order, string what, AcmeStatus during, CancellationToken cancellationToken)
    {
        if (order.Status != during && order.Status is not (AcmeStatus.Processing or AcmeStatus.Unknown)) return order;
        return await _polling.UntilAsync(
            what, () => ReadAsync(order, cancellationToken),
            read => read.Status != during && read.Status is not (AcmeStatus.Processing or AcmeStatus.Unknown),
            read => read.RetryAfter, cancellationToken, atOnce: during == AcmeStatus.Pending).ConfigureAwait(false);
    }

    private Task<AcmeOrder> ReadAsync(AcmeOrder order, CancellationToken cancellationToken) =>
        _session.Client.GetOrderAsync(_session.Signer, order.Address, cancellationToken);

    private async Task<AcmeOrder> FinalizeAsync(AcmeOrder order, byte[] request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await _session.Client.FinalizeAsync(_session.Signer, order, request, cancellationToken).ConfigureAwait(false);
            }
            catch (SslToolsException e) when (attempt < 3 && (e.ErrorId == "AcmeUnreachable" || e is AcmeProblemException { Problem.Code: "orderNotReady" }))
            {
                // The answer was lost, or the CA is not as far everywhere: its own state decides.
                order = await ReadAsync(order, cancellationToken).ConfigureAwait(false);
                if (order.Status != AcmeStatus.Ready) return order;
            }
        }
    }

    private byte[] RequestOf(OrderJob job, OrderJournal journal)
    {
        if (job.CertificateRequest is not null) return job.CertificateRequest;
        var names = SubjectNames.Parse(journal.Record.Identifiers.Select(identifier => identifier.Value));
        return _issuer.CreateRequest(new RequestTemplate { Names = names, MustStaple = job.MustStaple }, journal.PrivateKey!);
    }
}
