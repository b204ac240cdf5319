using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Infrastructure.Dns;

/// <summary>A DNS provider that is the user: shows the records to set, all at once, and waits until they are set.</summary>
/// <param name="cmdlet">Asks.</param>
/// <param name="pump">Leads to the pipeline thread.</param>
internal sealed class ManualDnsProvider(PSCmdlet cmdlet, PipelinePump pump) : IDnsProvider
{
    private readonly List<DnsTxtRecord> _toAdd = [];
    private readonly List<DnsTxtRecord> _toRemove = [];

    /// <inheritdoc/>
    public string Name => "-DnsManual";

    /// <summary>A person's provider may take its time; who does not want to wait presses Ctrl+C.</summary>
    public TimeSpan? PropagationTimeout => TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public Task AddAsync(DnsTxtRecord record, CancellationToken cancellationToken)
    {
        if (!_toAdd.Contains(record)) _toAdd.Add(record);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task RemoveAsync(DnsTxtRecord record, CancellationToken cancellationToken)
    {
        // What was never asked for needs no removing.
        if (!_toAdd.Remove(record) && !_toRemove.Contains(record)) _toRemove.Add(record);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        var removed = Lines(_toRemove);
        if (_toRemove.Count > 0)
            pump.Run(() => UserScript.Tell(() => cmdlet.WriteWarning("These TXT records are no longer needed; remove them at your DNS provider:" + removed)));
        _toRemove.Clear();
        if (_toAdd.Count == 0) return;

        var question = $"Set these TXT records at your DNS provider, beside others that may be there:{Lines(_toAdd)}\nAre they set?";
        var isSet = await pump.RunAsync(() => Ask(question), cancellationToken).ConfigureAwait(false);
        if (!isSet) throw SslError.DnsProviderFailed(Name, "set the TXT records", "the question was answered with no");
        _toAdd.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static string Lines(IEnumerable<DnsTxtRecord> records) => string.Concat(records.Select(record => $"\n  {record.Name}  TXT  \"{record.Value}\""));

    private bool Ask(string question)
    {
        try
        {
            return cmdlet.ShouldContinue(question, "DNS records to set by hand");
        }
        catch (Exception e) when (e is HostException or PSInvalidOperationException or NotImplementedException)
        {
            throw SslError.DnsProviderFailed(
                Name, "set the TXT records", "nobody can be asked in this session; use -DnsProvider, -DnsPlugin or -DnsPresent here");
        }
    }
}
