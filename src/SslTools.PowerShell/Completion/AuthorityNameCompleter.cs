using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Completion;

/// <summary>Completes the names of stored local certificate authorities.</summary>
public sealed class AuthorityNameCompleter : StoreNameCompleter
{
    /// <inheritdoc/>
    private protected override Task<IReadOnlyList<string>> ListAsync(IEngine engine, IStore store) =>
        engine.OpenAuthorities(store).ListAsync(CancellationToken.None);
}
