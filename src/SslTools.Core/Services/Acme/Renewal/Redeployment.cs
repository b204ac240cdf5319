using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Makes every server that a certificate is bound to serve its new version, and proves it.</summary>
internal sealed class Redeployment
{
    private readonly IBindingStore _bindings;
    private readonly BindingService _service;

    // Servers are changed one after the other, however many certificates are renewed at once.
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Makes the step.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="store">The store.</param>
    /// <param name="reporter">Tells the user.</param>
    public Redeployment(IEngine engine, IStore store, IReporter reporter)
    {
        _bindings = engine.OpenBindings(store);
        _service = new BindingService(engine, store, reporter);
    }

    /// <summary>Redeploys; a failure with one server does not stop the others.</summary>
    /// <param name="certificate">The new version.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The sites that serve it, and the first failure.</returns>
    public async Task<(IReadOnlyList<string> Sites, SslToolsException? Error)> RunAsync(SslCertificate certificate, CancellationToken cancellationToken)
    {
        var bound = (await _bindings.ListAsync(cancellationToken).ConfigureAwait(false)).Where(binding => binding.CertificateName == certificate.Name).ToList();
        var sites = new List<string>();
        SslToolsException? error = null;
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var place in bound.GroupBy(binding => (binding.Server, binding.ConfigPath, binding.Port)))
            {
                try
                {
                    var options = new BindingOptions
                    {
                        Server = place.Key.Server,
                        ConfigPath = place.Key.ConfigPath,
                        HostNames = place.Select(binding => binding.HostName).ToList(),
                        Port = place.Key.Port,
                    };
                    var plan = await _service.PlanSetAsync(options, certificate, cancellationToken).ConfigureAwait(false);
                    await _service.ApplyAsync(plan, cancellationToken).ConfigureAwait(false);
                    sites.AddRange(place.Select(binding => $"{binding.Server} {binding.HostName}:{binding.Port}"));
                }
                catch (SslToolsException e)
                {
                    error ??= e;
                }
            }
        }
        finally
        {
            _turn.Release();
        }

        return (sites, error);
    }
}
