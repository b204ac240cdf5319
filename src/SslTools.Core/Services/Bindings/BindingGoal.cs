using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>What a change of a web server is for: serving a certificate, or serving it no more.</summary>
internal abstract class BindingGoal
{
    /// <summary>The goal in a few words.</summary>
    public abstract string Summary { get; }

    /// <summary>Plans anew; called once to show the plan and again under the lock.</summary>
    /// <param name="server">The server.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The plan.</returns>
    public abstract Task<ServerPlan> PlanAsync(IWebServerInstance server, CancellationToken cancellationToken);

    /// <summary>Judges what a site serves.</summary>
    /// <param name="site">The site.</param>
    /// <param name="result">What a handshake showed.</param>
    /// <returns>Null when the goal is reached there, otherwise what was seen, as the end of a sentence.</returns>
    public abstract string? Judge(SitePlan site, HandshakeResult result);

    /// <summary>What is to be remembered and forgotten once the plan is carried out.</summary>
    /// <param name="server">The server.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The bindings to remember, and those to forget.</returns>
    public abstract Task<(IReadOnlyList<BindingRecord> Remembered, IReadOnlyList<BindingRecord> Forgotten)> OutcomeAsync(
        IWebServerInstance server, ServerPlan plan, CancellationToken cancellationToken);
}
