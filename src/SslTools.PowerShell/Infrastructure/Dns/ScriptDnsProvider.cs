using System;
using System.Collections;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Infrastructure.Dns;

/// <summary>
/// A DNS provider of the user's own script blocks. Each gets the record's name and value, as arguments in this order and as
/// <c>$_.RecordName</c> and <c>$_.TxtValue</c>.
/// </summary>
/// <param name="cmdlet">Whose runspace.</param>
/// <param name="pump">Leads to the pipeline thread.</param>
/// <param name="present">Adds a record.</param>
/// <param name="cleanUp">Removes a record; null: records stay.</param>
internal sealed class ScriptDnsProvider(PSCmdlet cmdlet, PipelinePump pump, ScriptBlock present, ScriptBlock? cleanUp) : IDnsProvider
{
    private const string Call = """
        param($Script, $Record)
        $_ = $Record
        & $Script $Record.RecordName $Record.TxtValue
        """;

    private readonly UserScript _scripts = new(cmdlet, pump, "-DnsPresent");

    /// <inheritdoc/>
    public string Name => "-DnsPresent";

    /// <inheritdoc/>
    public TimeSpan? PropagationTimeout => null;

    /// <inheritdoc/>
    public Task AddAsync(DnsTxtRecord record, CancellationToken cancellationToken) =>
        RunAsync($"add the TXT record {record.Name}", present, record, cancellationToken);

    /// <inheritdoc/>
    public Task RemoveAsync(DnsTxtRecord record, CancellationToken cancellationToken) => cleanUp is null
        ? Task.CompletedTask
        : RunAsync($"remove the TXT record {record.Name} (-DnsCleanUp)", cleanUp, record, cancellationToken);

    /// <inheritdoc/>
    public Task CommitAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private async Task RunAsync(string what, ScriptBlock script, DnsTxtRecord record, CancellationToken cancellationToken)
    {
        var argument = new PSObject();
        argument.Properties.Add(new PSNoteProperty("RecordName", record.Name));
        argument.Properties.Add(new PSNoteProperty("TxtValue", record.Value));
        var parameters = new Hashtable { ["Script"] = script, ["Record"] = argument };
        var output = await _scripts.RunAsync(what, Call, parameters, [], cancellationToken).ConfigureAwait(false);
        pump.Run(() => UserScript.Tell(() =>
        {
            foreach (var item in output) cmdlet.WriteVerbose(item?.ToString() ?? "");
        }));
    }
}
