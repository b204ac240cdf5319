using System.Collections.Generic;

namespace SslTools.Services;

/// <summary>Counts what a run did.</summary>
public sealed class RenewalCount
{
    private readonly Dictionary<SslRenewalStatus, int> _results = [];

    /// <summary>Counts a result.</summary>
    /// <param name="result">The result.</param>
    public void Add(SslRenewalResult result) => _results[result.Status] = Of(result.Status) + 1;

    /// <summary>Completes a run.</summary>
    /// <param name="run">The run as it began.</param>
    /// <param name="errors">How many errors it wrote.</param>
    /// <returns>The run with its counts.</returns>
    public RenewalRun Complete(RenewalRun run, int errors) => run with
    {
        // As 'pwsh -Command' and 'ssltools' answer for their last statement.
        ExitCode = errors > 0 ? 1 : 0,
        Renewed = Of(SslRenewalStatus.Renewed),
        NotDue = Of(SslRenewalStatus.NotDue),
        Waiting = Of(SslRenewalStatus.Waiting),
        Failed = Of(SslRenewalStatus.Failed),
    };

    private int Of(SslRenewalStatus status) => _results.TryGetValue(status, out var count) ? count : 0;
}
