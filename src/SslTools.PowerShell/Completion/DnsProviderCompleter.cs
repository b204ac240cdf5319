using System.Collections.Generic;
using System.Linq;
using SslTools.Infrastructure;

namespace SslTools.Completion;

/// <summary>Completes the DNS providers that SslTools knows, with what each needs.</summary>
public sealed class DnsProviderCompleter : KnownNameCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Known() =>
        CompositionRoot.Engine.DnsProviders.Select(kind => (
            kind.Name, $"{kind.Name}: {string.Join(", ", kind.Parameters.Select(p => p.Mandatory ? p.Name : $"[{p.Name}]"))}"));
}
