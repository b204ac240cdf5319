using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services.Reports;

/// <summary>The sites of this machine's web servers for a report.</summary>
internal sealed class BindingReports(IEngine engine, IStore store, IReporter reporter)
{
    /// <summary>Reads the sites; a server that can't be read never hides the others.</summary>
    /// <param name="names">The servers; none for all that are installed.</param>
    /// <param name="configPath">The main configuration file, or null.</param>
    /// <param name="failed">Takes the servers that can't be read, and why.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The sites.</returns>
    public async Task<IReadOnlyList<SslBinding>> ReadAsync(
        IReadOnlyList<string> names, string? configPath, Action<string, SslToolsException> failed, CancellationToken cancellationToken)
    {
        var query = new BindingQuery(engine, store, new QuietReporter(reporter));
        var bindings = new List<SslBinding>();
        foreach (var server in names.Count == 0 ? engine.WebServers : names.Select(name => WebServers.Find(engine, name)).Distinct())
        {
            try
            {
                var instance = await server.LocateAsync(configPath, cancellationToken).ConfigureAwait(false);
                if (instance is not null) bindings.AddRange(await query.ReadAsync(instance, cancellationToken).ConfigureAwait(false));
                else if (names.Count > 0) throw SslError.ServerNotInstalled(server.Name, server.InstallAdvice);
            }
            catch (SslToolsException e)
            {
                failed(server.Name, e);
            }
        }

        return bindings;
    }

    // What it warns of is in the report.
    private sealed class QuietReporter(IReporter reporter) : IReporter
    {
        public void Verbose(string message) => reporter.Verbose(message);

        public void Warning(string message) => reporter.Verbose(message);

        public void Progress(string activity, string status, int percent) => reporter.Progress(activity, status, percent);
    }
}
