using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;
using SslTools.Services.Endpoints;

namespace SslTools.Services.Reports;

/// <summary>What clients meet, for a report. Sites of this machine are met at the address on which they listen, wherever the DNS leads.</summary>
internal sealed class EndpointReports(IEngine engine, IStore store, ReportInput input, IReporter reporter)
{
    /// <summary>Tests the endpoints of bindings, and those that were asked for.</summary>
    /// <param name="bindings">The bindings; none where they are not to be tested.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What was found; the binding is null where none stands behind it.</returns>
    public Task<IReadOnlyList<(SslBinding? Binding, SslEndpointResult Result)>> TestAsync(IReadOnlyList<SslBinding> bindings, CancellationToken cancellationToken)
    {
        var meetings = bindings.SelectMany(Meetings).Concat(input.Targets.Select(target => new Meeting(null, target, null))).ToList();
        var services = meetings.Select(meeting => (meeting.ConnectTo, meeting.Binding?.StartTls)).Distinct()
            .ToDictionary(way => way, way => new EndpointService(
                engine, store, new EndpointOptions { ConnectTo = way.ConnectTo, StartTls = way.StartTls, Timeout = input.Timeout, Survey = true }));
        var done = 0;
        return Throttle.RunAsync(meetings, input.Limit, async meeting =>
        {
            var result = await services[(meeting.ConnectTo, meeting.Binding?.StartTls)].TestAsync(meeting.Target, cancellationToken).ConfigureAwait(false);
            reporter.Progress("Testing endpoints", $"{meeting.Target}", 100 * Interlocked.Increment(ref done) / meetings.Count);
            return (meeting.Binding, result);
        }, cancellationToken);
    }

    private static IEnumerable<Meeting> Meetings(SslBinding binding) => binding.HostNames.Select(name => Target(name, binding)).OfType<EndpointTarget>().Distinct()
        .Select(target => new Meeting(binding, target, LocalAddress.Reachable(binding.Addresses.FirstOrDefault() ?? "").ToString()));

    // A catch-all, a wildcard or a regular expression stands for many names, of which none is known.
    private static EndpointTarget? Target(string name, SslBinding binding)
    {
        if (!name.Any(char.IsLetterOrDigit)) return null;
        try
        {
            var target = EndpointTarget.Parse(name, binding.Port, binding.StartTls);
            return target.Port == binding.Port ? target with { Thumbprint = binding.Thumbprint } : null;
        }
        catch (SslToolsException)
        {
            return null;
        }
    }

    private sealed record Meeting(SslBinding? Binding, EndpointTarget Target, string? ConnectTo);
}
