using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Asks CAs for renewal information: one conversation a CA for a whole run.</summary>
internal sealed class RenewalQuestions : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<IAcmeClient>> _clients = new(StringComparer.Ordinal);
    private readonly IEngine _engine;
    private readonly AcmeRenewals _renewals;
    private readonly IReporter _reporter;

    /// <summary>Makes it.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="renewals">Keeps the answers.</param>
    /// <param name="reporter">Is told.</param>
    public RenewalQuestions(IEngine engine, AcmeRenewals renewals, IReporter reporter)
    {
        _engine = engine;
        _renewals = renewals;
        _reporter = reporter;
    }

    /// <summary>Asks.</summary>
    /// <param name="name">The certificate's name.</param>
    /// <param name="record">What is known of it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What is known now, or null.</returns>
    public Task<AcmeRenewalRecord?> AskAsync(string name, AcmeRenewalRecord record, CancellationToken cancellationToken)
    {
        var key = record.IssuedBy + " " + string.Join(" ", record.TrustedRoots.Select(Convert.ToBase64String));
        var client = _clients.GetOrAdd(key, _ => new Lazy<IAcmeClient>(
            () => _engine.Acme.Connect(new AcmeEndpoint(new Uri(record.IssuedBy)) { TrustedRoots = record.TrustedRoots }))).Value;
        return _renewals.AskAsync(name, client, _reporter, cancellationToken);
    }

    /// <summary>Ends the conversations.</summary>
    public void Dispose()
    {
        foreach (var client in _clients.Values.Where(client => client.IsValueCreated)) client.Value.Dispose();
    }
}
