using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Removes stored certificates, damaged ones too.</summary>
public sealed class RemovalService
{
    private readonly ICertificateStore _certificates;
    private readonly AcmeRenewals _renewals;
    private readonly IDocuments<AcmeOrderRecord> _orders;

    /// <summary>Makes the service.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="store">The store.</param>
    public RemovalService(IEngine engine, IStore store)
    {
        _certificates = engine.OpenCertificates(store);
        _renewals = new AcmeRenewals(engine, store);
        _orders = engine.OpenDocuments<AcmeOrderRecord>(store, AcmeOrderRecord.Collection);
    }

    /// <summary>Checks that there is something to remove.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="SslToolsException">NotFound.</exception>
    public async Task<RemovalPlan> PlanAsync(string name, CancellationToken cancellationToken)
    {
        if (!await _certificates.ExistsAsync(name, cancellationToken).ConfigureAwait(false)) throw NotFound(name);
        return new RemovalPlan(name, _certificates.Location);
    }

    /// <summary>Carries out a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Cancels until the removal begins.</param>
    /// <returns>A task.</returns>
    /// <exception cref="SslToolsException">NotFound, WriteFailed. Nothing was changed.</exception>
    public async Task RemoveAsync(RemovalPlan plan, CancellationToken cancellationToken)
    {
        if (!await _certificates.RemoveAsync(plan.Name, cancellationToken).ConfigureAwait(false)) throw NotFound(plan.Name);

        // Nothing is left that would renew it, or that holds another of its keys.
        await _renewals.RemoveAsync(plan.Name, CancellationToken.None).ConfigureAwait(false);
        await _orders.DeleteAsync(plan.Name, CancellationToken.None).ConfigureAwait(false);
    }

    private SslToolsException NotFound(string name) => SslError.NotFound("certificate", name, _certificates.Location);
}
