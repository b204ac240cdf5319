using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SslTools.Completion;

/// <summary>Completes names that SslTools knows by itself.</summary>
public abstract class KnownNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var pattern = WildcardPattern.Get((wordToComplete ?? "").Trim('\'', '"') + "*", WildcardOptions.IgnoreCase);
        return Known().Where(known => pattern.IsMatch(known.Name))
            .Select(known => new CompletionResult(known.Name, known.Name, CompletionResultType.ParameterValue, known.ToolTip));
    }

    /// <summary>The names.</summary>
    /// <returns>Names and what is shown beside them.</returns>
    private protected abstract IEnumerable<(string Name, string ToolTip)> Known();
}
