using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Threading;
using SslTools.Infrastructure;
using SslTools.Ports;

namespace SslTools.Completion;

/// <summary>Completes the profiles that a CA offers; asks it, and gives up after three seconds.</summary>
public sealed class AcmeProfileCompleter : IArgumentCompleter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var pattern = WildcardPattern.Get((wordToComplete ?? "").Trim('\'', '"') + "*", WildcardOptions.IgnoreCase);
        return Profiles(fakeBoundParameters).Where(profile => pattern.IsMatch(profile.Key))
            .Select(profile => new CompletionResult(profile.Key, profile.Key, CompletionResultType.ParameterValue, profile.Value.Length > 0 ? profile.Value : profile.Key));
    }

    private static IReadOnlyDictionary<string, string> Profiles(IDictionary bound)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            var engine = CompositionRoot.Engine;
            var server = (bound["Server"] as IEnumerable)?.Cast<object>().FirstOrDefault()?.ToString();
            if (bound["Server"] is string text) server = text;
            var roots = (bound["CACertificate"] is string path ? [path] : (bound["CACertificate"] as IEnumerable)?.Cast<object>().Select(o => o.ToString()!) ?? [])
                .SelectMany(file => engine.Reader.ReadCertificates(engine.Files.Read(file), file)).ToList();
            var endpoint = new AcmeEndpoint((server is null ? AcmeServer.Default : AcmeServer.Parse(server)).Directory) { TrustedRoots = roots };
            using var client = engine.Acme.Connect(endpoint);
            return client.GetDirectoryAsync(limit.Token).GetAwaiter().GetResult().Profiles;
        }
        catch (Exception e) when (e is SslToolsException or OperationCanceledException)
        {
            return new Dictionary<string, string>();
        }
    }
}
