using System.Collections.Generic;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Tests.Services.Dns;

/// <summary>A DNS that answers what the test says.</summary>
internal sealed class FakeDns : IDnsQuery
{
    public List<string> Texts { get; } = [];

    public List<CaaRecord> Caa { get; } = [];

    public List<string> Asked { get; } = [];

    public Task<string> FollowAsync(string name, CancellationToken cancellationToken) => Task.FromResult(name);

    public Task<IReadOnlyList<string>> FindLaggingServersAsync(DnsTxtRecord record, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    public Task<IReadOnlyList<string>> GetTextsAsync(string name, CancellationToken cancellationToken)
    {
        Asked.Add(name);
        return Task.FromResult<IReadOnlyList<string>>(Texts);
    }

    public Task<IReadOnlyList<IPAddress>> ResolveAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IPAddress>>([]);

    public Task<IReadOnlyList<CaaRecord>> FindCaaAsync(string name, CancellationToken cancellationToken)
    {
        Asked.Add(name);
        return Task.FromResult<IReadOnlyList<CaaRecord>>(Caa);
    }
}
