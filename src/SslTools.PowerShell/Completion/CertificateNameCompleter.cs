using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Completion;

/// <summary>Completes the names of stored certificates.</summary>
public sealed class CertificateNameCompleter : StoreNameCompleter
{
    /// <inheritdoc/>
    private protected override Task<IReadOnlyList<string>> ListAsync(IEngine engine, IStore store) =>
        engine.OpenCertificates(store).ListAsync(CancellationToken.None);
}
