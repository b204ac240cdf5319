using System.Collections.Generic;
using System.Linq;

namespace SslTools.Completion;

/// <summary>Completes the well-known ACME CAs.</summary>
public sealed class AcmeServerCompleter : KnownNameCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Known() => AcmeServer.All.Select(server => (server.Name, server.Directory.AbsoluteUri));
}
