using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using SslTools.Infrastructure;
using SslTools.Services;

namespace SslTools.Completion;

/// <summary>Completes the kinds of trust store.</summary>
public sealed class TrustStoreCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var pattern = WildcardPattern.Get((wordToComplete ?? "").Trim('\'', '"') + "*", WildcardOptions.IgnoreCase);
        return TrustService.Kinds(CompositionRoot.Engine.TrustStores).Where(pattern.IsMatch)
            .Select(kind => new CompletionResult(kind, kind, CompletionResultType.ParameterValue, kind));
    }
}
