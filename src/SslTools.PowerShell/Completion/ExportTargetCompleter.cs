using System.Collections.Generic;
using System.Linq;
using SslTools.Services;

namespace SslTools.Completion;

/// <summary>Completes the servers whose form is known.</summary>
public sealed class ExportTargetCompleter : KnownNameCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Known() => ExportTargets.All.Select(target => (target.Server, target.Server));
}
