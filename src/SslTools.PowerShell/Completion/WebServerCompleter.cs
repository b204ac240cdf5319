using System.Collections.Generic;
using System.Linq;
using SslTools.Infrastructure;

namespace SslTools.Completion;

/// <summary>Completes the web servers that SslTools can configure.</summary>
public sealed class WebServerCompleter : KnownNameCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Known() =>
        CompositionRoot.Engine.WebServers.Select(server => (server.Name, server.Name));
}
