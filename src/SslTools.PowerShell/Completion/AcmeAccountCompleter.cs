using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;
using SslTools.Services;

namespace SslTools.Completion;

/// <summary>Completes the names of stored ACME accounts.</summary>
public sealed class AcmeAccountCompleter : StoreNameCompleter
{
    /// <inheritdoc/>
    private protected override Task<IReadOnlyList<string>> ListAsync(IEngine engine, IStore store) =>
        new AcmeAccountService(engine, store).ListAsync(CancellationToken.None);
}
