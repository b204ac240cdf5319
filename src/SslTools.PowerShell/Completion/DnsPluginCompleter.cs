using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using SslTools.Infrastructure.Dns;

namespace SslTools.Completion;

/// <summary>Completes the plugins of Posh-ACME that are installed.</summary>
public sealed class DnsPluginCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var pattern = WildcardPattern.Get((wordToComplete ?? "").Trim('\'', '"') + "*", WildcardOptions.IgnoreCase);
        return PoshAcmePlugins.Find().Where(plugin => pattern.IsMatch(plugin.Key))
            .Select(plugin => new CompletionResult(plugin.Key, plugin.Key, CompletionResultType.ParameterValue, plugin.Value));
    }
}
