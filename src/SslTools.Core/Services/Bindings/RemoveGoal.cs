using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Sites shall serve their certificate no more.</summary>
internal sealed class RemoveGoal : BindingGoal
{
    private readonly string _server;
    private readonly BindingRequest _request;
    private readonly IBindingStore _bindings;
    private readonly ICertificateReader _reader;
    private readonly IServerFiles _files;
    private readonly Dictionary<string, byte[]?> _removed = [];

    public RemoveGoal(string server, BindingRequest request, IBindingStore bindings, ICertificateReader reader, IServerFiles files)
    {
        _server = server;
        _request = request;
        _bindings = bindings;
        _reader = reader;
        _files = files;
    }

    public override string Summary => $"Remove HTTPS on port {_request.Port} from {string.Join(", ", _request.HostNames)} of {_server}";

    public override async Task<ServerPlan> PlanAsync(IWebServerInstance server, CancellationToken cancellationToken)
    {
        var records = await RecordsAsync(server, cancellationToken).ConfigureAwait(false);
        var plan = server.PlanRemove(_request, records);

        // Read now: after the change nothing leads to them any more.
        foreach (var path in plan.Sites.SelectMany(site => site.RemovedCertificatePaths)) _removed[path] = ReadLeaf(path);
        return plan;
    }

    public override string? Judge(SitePlan site, HandshakeResult result)
    {
        if (result.Certificates.Count == 0) return null;
        var served = site.RemovedCertificatePaths.Select(path => _removed[path])
            .FirstOrDefault(leaf => leaf is not null && leaf.SequenceEqual(result.Certificates[0]));
        return served is null ? null : $"still serves the certificate {_reader.Describe(served).Thumbprint}";
    }

    public override async Task<(IReadOnlyList<BindingRecord> Remembered, IReadOnlyList<BindingRecord> Forgotten)> OutcomeAsync(
        IWebServerInstance server, ServerPlan plan, CancellationToken cancellationToken)
    {
        var records = await RecordsAsync(server, cancellationToken).ConfigureAwait(false);
        return ([], records.Where(record => record is not null).Select(record => record!).ToList());
    }

    private async Task<IReadOnlyList<BindingRecord?>> RecordsAsync(IWebServerInstance server, CancellationToken cancellationToken)
    {
        var records = new List<BindingRecord?>();
        foreach (var name in _request.HostNames)
            records.Add(await _bindings.FindAsync(server.Name, server.ConfigPath, name, _request.Port, cancellationToken).ConfigureAwait(false));
        return records;
    }

    private byte[]? ReadLeaf(string path)
    {
        try
        {
            return _files.Read(path) is { } pem ? _reader.ReadCertificates(pem, path).FirstOrDefault() : null;
        }
        catch (SslToolsException)
        {
            // A certificate that can't be read is not served either.
            return null;
        }
    }
}
