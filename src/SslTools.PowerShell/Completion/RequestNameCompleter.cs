using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Completion;

/// <summary>Completes the names of certificate requests that wait in the store.</summary>
public sealed class RequestNameCompleter : StoreNameCompleter
{
    /// <inheritdoc/>
    private protected override Task<IReadOnlyList<string>> ListAsync(IEngine engine, IStore store) =>
        engine.OpenRequests(store).ListAsync(CancellationToken.None);
}
