using System.Management.Automation;
using SslTools.Ports;
using SslTools.Services;

namespace SslTools.Infrastructure.Dns;

/// <summary>Makes the DNS provider that settings name, in the runspace of a cmdlet.</summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="engine">The adapters.</param>
/// <param name="pump">Leads to the pipeline thread.</param>
/// <param name="present">The user's script block of this run; null at renewals, which use its text.</param>
/// <param name="cleanUp">The other one.</param>
internal sealed class DnsProviderSource(PSCmdlet cmdlet, IEngine engine, PipelinePump pump, ScriptBlock? present, ScriptBlock? cleanUp) : IDnsProviderSource
{
    /// <inheritdoc/>
    public IDnsProvider Open(ChallengeSettings settings, byte[]? secrets)
    {
        if (settings.DnsProvider is { } kind) return DnsProviders.Open(engine, kind, DnsArguments.ReadTexts(secrets));
        if (settings.DnsPlugin is { } plugin) return new PoshAcmePluginProvider(cmdlet, pump, plugin, DnsArguments.Read(secrets));
        return settings.DnsScript ? OpenScript(secrets) : new ManualDnsProvider(cmdlet, pump);
    }

    private ScriptDnsProvider OpenScript(byte[]? secrets)
    {
        if (present is not null) return new ScriptDnsProvider(cmdlet, pump, present, cleanUp);
        var texts = DnsArguments.ReadTexts(secrets);
        var kept = texts[nameof(AcmeChallengeCmdlet.DnsCleanUp)];
        return new ScriptDnsProvider(
            cmdlet, pump, ScriptBlock.Create(texts[nameof(AcmeChallengeCmdlet.DnsPresent)]), kept.Length == 0 ? null : ScriptBlock.Create(kept));
    }
}
