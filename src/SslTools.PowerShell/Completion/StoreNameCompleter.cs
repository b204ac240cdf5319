using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Threading.Tasks;
using SslTools.Infrastructure;
using SslTools.Ports;

namespace SslTools.Completion;

/// <summary>Completes names from the store that the command line selects. A store that can't be read completes nothing.</summary>
public abstract class StoreNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var prefix = (wordToComplete ?? "").Trim('\'', '"');
        var pattern = WildcardPattern.Get(prefix + "*", WildcardOptions.IgnoreCase);
        return Names(fakeBoundParameters).Where(pattern.IsMatch)
            .Select(name => new CompletionResult(name, name, CompletionResultType.ParameterValue, name));
    }

    /// <summary>Lists the names.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="store">The store.</param>
    /// <returns>The names.</returns>
    private protected abstract Task<IReadOnlyList<string>> ListAsync(IEngine engine, IStore store);

    private IReadOnlyList<string> Names(IDictionary bound)
    {
        try
        {
            var engine = CompositionRoot.Engine;
            var path = bound["StorePath"] as string ?? Services.StorePath.Default(engine.IsElevated);
            return ListAsync(engine, engine.OpenStore(path)).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is SslToolsException or ArgumentException or NotSupportedException)
        {
            return [];
        }
    }
}
