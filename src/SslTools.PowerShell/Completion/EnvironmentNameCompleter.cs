using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Infrastructure;
using SslTools.Services;

namespace SslTools.Completion;

/// <summary>Completes the environments of the platform that the command line names, or of the only one. A platform that does not answer soon completes nothing.</summary>
public sealed class EnvironmentNameCompleter : IArgumentCompleter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var pattern = WildcardPattern.Get((wordToComplete ?? "").Trim('\'', '"') + "*", WildcardOptions.IgnoreCase);
        return Environments(fakeBoundParameters).Where(environment => pattern.IsMatch(environment.Name))
            .Select(environment => new CompletionResult(environment.Name, environment.Name, CompletionResultType.ParameterValue, environment.Domain));
    }

    private static IReadOnlyList<SslEnvironment> Environments(IDictionary bound)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            return Task.Run(() => ListAsync(bound, limit.Token)).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is SslToolsException or OperationCanceledException or ArgumentException or NotSupportedException)
        {
            return [];
        }
    }

    private static async Task<IReadOnlyList<SslEnvironment>> ListAsync(IDictionary bound, CancellationToken cancellationToken)
    {
        var engine = CompositionRoot.Engine;
        var store = engine.OpenStore(bound["StorePath"] as string ?? StorePath.Default(engine.IsElevated));
        var platform = await new PlatformService(engine, store, SilentReporter.Instance)
            .OpenAsync(bound["Platform"] as string, cancellationToken).ConfigureAwait(false);
        return await platform.ListAsync(cancellationToken).ConfigureAwait(false);
    }
}
