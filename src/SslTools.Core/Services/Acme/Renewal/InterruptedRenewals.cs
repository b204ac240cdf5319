using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>
/// Finds certificates whose last order was not finished: killed at any instant, a run is gone on with by the next, due or not,
/// since the CA has counted the order.
/// </summary>
internal sealed class InterruptedRenewals
{
    private readonly IClock _clock;
    private readonly ICertificateStore _certificates;
    private readonly AcmeRenewals _renewals;
    private readonly AcmeRequestService _requests;

    /// <summary>Makes the step.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="certificates">The certificates.</param>
    /// <param name="renewals">How they are renewed.</param>
    /// <param name="requests">Knows the orders.</param>
    public InterruptedRenewals(IEngine engine, ICertificateStore certificates, AcmeRenewals renewals, AcmeRequestService requests)
    {
        _clock = engine.Clock;
        _certificates = certificates;
        _renewals = renewals;
        _requests = requests;
    }

    /// <summary>Finds one.</summary>
    /// <param name="name">The certificate's name.</param>
    /// <param name="force">Whether it is renewed in any case.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What is to be gone on with; null where nothing is.</returns>
    public async Task<RenewalCandidate?> FindAsync(string name, bool force, CancellationToken cancellationToken)
    {
        var record = await _renewals.FindLastAsync(name, cancellationToken).ConfigureAwait(false);
        var order = await _requests.FindOrderAsync(name, cancellationToken).ConfigureAwait(false);
        if (record is null || order is null || order.Request != OrderJob.Of(name, record).Fingerprint) return null;
        var current = await _certificates.FindAsync(name, 0, cancellationToken).ConfigureAwait(false);

        // What was issued is kept, and only the order is left.
        if (current?.Version == record.Version && order.Address == record.Order && order.Address is { } address)
        {
            await _requests.ForgetAsync(name, address, cancellationToken).ConfigureAwait(false);
            return null;
        }

        // Another certificate was given the name since.
        if (current is not null && current.Version != record.Version && current.Source != SslCertificateSource.LetsEncrypt) return null;
        return new RenewalCandidate(name, record, _clock.UtcNow.UtcDateTime, force, true);
    }
}
