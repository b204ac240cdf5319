using System.Collections.Generic;
using System.Linq;
using SslTools.Infrastructure;

namespace SslTools.Completion;

/// <summary>Completes the schedulers that SslTools knows.</summary>
public sealed class SchedulerCompleter : KnownNameCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Known() =>
        CompositionRoot.Engine.Schedulers.Select(scheduler => (scheduler.Name, scheduler.Name));
}
