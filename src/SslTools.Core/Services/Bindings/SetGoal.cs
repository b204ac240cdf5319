using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Sites shall serve a certificate.</summary>
internal sealed class SetGoal : BindingGoal
{
    private readonly BindingRequest _request;
    private readonly SslCertificate _certificate;
    private readonly IBindingStore _bindings;
    private readonly ICertificateReader _reader;
    private readonly IReadOnlyList<byte[]> _chain;
    private readonly string _server;

    public SetGoal(string server, BindingRequest request, SslCertificate certificate, IBindingStore bindings, ICertificateReader reader)
    {
        _server = server;
        _request = request;
        _certificate = certificate;
        _bindings = bindings;
        _reader = reader;
        var bundle = certificate.GetBundle();
        _chain = [bundle.Leaf, .. bundle.Chain];
    }

    public override string Summary =>
        $"Bind the certificate '{_certificate.Name}' ({_certificate.Thumbprint}, until {ValidityPeriod.Text(_certificate.NotAfter)}) "
        + $"to {string.Join(", ", _request.HostNames)} on port {_request.Port} of {_server}";

    public override Task<ServerPlan> PlanAsync(IWebServerInstance server, CancellationToken cancellationToken) =>
        Task.FromResult(server.PlanSet(_request));

    public override string? Judge(SitePlan site, HandshakeResult result)
    {
        if (result.Certificates.Count == 0) return "serves no certificate";
        if (!result.Certificates[0].SequenceEqual(_chain[0]))
            return $"serves the certificate {_reader.Describe(result.Certificates[0]).Thumbprint} instead of {_certificate.Thumbprint}";
        var same = result.Certificates.Count == _chain.Count && result.Certificates.Zip(_chain, (a, b) => a.SequenceEqual(b)).All(x => x);
        return same ? null : "serves the certificate with another chain than the one in the store";
    }

    public override async Task<(IReadOnlyList<BindingRecord> Remembered, IReadOnlyList<BindingRecord> Forgotten)> OutcomeAsync(
        IWebServerInstance server, ServerPlan plan, CancellationToken cancellationToken)
    {
        var remembered = new List<BindingRecord>();
        var shared = await SharedAsync(server, cancellationToken).ConfigureAwait(false);
        foreach (var site in plan.Sites)
        {
            var earlier = await _bindings.FindAsync(server.Name, server.ConfigPath, site.HostName, _request.Port, cancellationToken).ConfigureAwait(false);
            if (earlier is not null && site.Changes.Count == 0 && earlier.CertificateName == _certificate.Name
                && site.DeployedPaths.All(earlier.DeployedPaths.Contains)) continue;
            remembered.Add(new BindingRecord
            {
                Server = server.Name,
                ConfigPath = server.ConfigPath,
                HostName = site.HostName,
                Port = _request.Port,
                CertificateName = _certificate.Name,
                Changes = (earlier?.Changes ?? []).Concat(shared.Except(earlier?.Changes ?? []).Except(site.Changes)).Concat(site.Changes).ToList(),
                DeployedPaths = (earlier?.DeployedPaths ?? []).Union(site.DeployedPaths).ToList(),
            });
        }

        return (remembered, []);
    }

    // What sites of this configuration were given that others need too.
    private async Task<IReadOnlyList<TextChange>> SharedAsync(IWebServerInstance server, CancellationToken cancellationToken)
    {
        var records = await _bindings.ListAsync(cancellationToken).ConfigureAwait(false);
        return records.Where(record => record.Server == server.Name && record.ConfigPath == server.ConfigPath)
            .SelectMany(record => record.Changes).Where(change => change.IsShared).Distinct().ToList();
    }
}
