using System.Collections.Generic;
using System.Linq;
using SslTools.Infrastructure;
using SslTools.Services;

namespace SslTools.Completion;

/// <summary>Completes the kinds of trust store.</summary>
public sealed class TrustStoreCompleter : KnownNameCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Known() =>
        TrustService.Kinds(CompositionRoot.Engine.TrustStores).Select(kind => (kind, kind));
}
