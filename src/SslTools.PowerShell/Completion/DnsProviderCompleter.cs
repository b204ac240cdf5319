using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using SslTools.Infrastructure;

namespace SslTools.Completion;

/// <summary>Completes the DNS providers that SslTools knows, with what each needs.</summary>
public sealed class DnsProviderCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var pattern = WildcardPattern.Get((wordToComplete ?? "").Trim('\'', '"') + "*", WildcardOptions.IgnoreCase);
        return CompositionRoot.Engine.DnsProviders.Where(kind => pattern.IsMatch(kind.Name)).Select(kind => new CompletionResult(
            kind.Name, kind.Name, CompletionResultType.ParameterValue,
            $"{kind.Name}: {string.Join(", ", kind.Parameters.Select(p => p.Mandatory ? p.Name : $"[{p.Name}]"))}"));
    }
}
