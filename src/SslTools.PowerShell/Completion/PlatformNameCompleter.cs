using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Completion;

/// <summary>Completes the names of registered platforms.</summary>
public sealed class PlatformNameCompleter : StoreNameCompleter
{
    /// <inheritdoc/>
    private protected override Task<IReadOnlyList<string>> ListAsync(IEngine engine, IStore store) =>
        new Services.PlatformService(engine, store, SilentReporter.Instance).ListAsync(CancellationToken.None);
}
