using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SslTools.Completion;

/// <summary>Completes the well-known ACME CAs.</summary>
public sealed class AcmeServerCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var pattern = WildcardPattern.Get((wordToComplete ?? "").Trim('\'', '"') + "*", WildcardOptions.IgnoreCase);
        return AcmeServer.All.Where(server => pattern.IsMatch(server.Name))
            .Select(server => new CompletionResult(server.Name, server.Name, CompletionResultType.ParameterValue, server.Directory.AbsoluteUri));
    }
}
