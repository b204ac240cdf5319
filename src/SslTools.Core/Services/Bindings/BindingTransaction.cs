using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>
/// Carries out a change of a web server: lock, plan anew, write a journal, write the files, have the server check and
/// reload, prove it by handshakes, remember. Whatever fails, every file is put back and the server reloaded; where the
/// process is killed, the next run does it.
/// </summary>
internal sealed class BindingTransaction
{
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(50);

    private readonly IEngine _engine;
    private readonly IServerFiles _files;
    private readonly ServerCommands _commands;
    private readonly INetworkProbe _network;
    private readonly IBindingStore _bindings;
    private readonly IReporter _reporter;
    private readonly TimeSpan _proofTimeout;

    public BindingTransaction(IEngine engine, IBindingStore bindings, IReporter reporter, TimeSpan proofTimeout)
    {
        _engine = engine;
        _files = engine.ServerFiles;
        _commands = new ServerCommands(engine.Processes, reporter);
        _network = engine.Network;
        _bindings = bindings;
        _reporter = reporter;
        _proofTimeout = proofTimeout;
    }

    /// <summary>Runs the change.</summary>
    /// <param name="server">The server.</param>
    /// <param name="goal">What the change is for.</param>
    /// <param name="cancellationToken">Cancels; everything is put back then.</param>
    /// <returns>True when something was changed; false when all was as asked for.</returns>
    public async Task<bool> RunAsync(IWebServerInstance server, BindingGoal goal, CancellationToken cancellationToken)
    {
        using var held = await _bindings.LockAsync(server.Name, server.ConfigPath, cancellationToken).ConfigureAwait(false);
        await new BindingRecovery(_engine, _bindings, _reporter).RunAsync(server, cancellationToken).ConfigureAwait(false);

        // Another process may have made the same change while this one waited.
        var plan = await goal.PlanAsync(server, cancellationToken).ConfigureAwait(false);
        var (remembered, forgotten) = await goal.OutcomeAsync(server, plan, cancellationToken).ConfigureAwait(false);
        var journal = new BindingJournal
        {
            Server = server.Name,
            ConfigPath = server.ConfigPath,
            Edits = plan.Edits,
            Commands = plan.Commands,
            Remembered = remembered,
            Forgotten = forgotten,
        };
        var upToDate = plan.IsEmpty && (await FirstMissAsync(plan, goal, cancellationToken).ConfigureAwait(false)).Site is null;
        if (upToDate) _reporter.Verbose($"{goal.Summary}: the configuration is as asked for and is served. Nothing was changed.");
        else await ChangeAsync(server, goal, plan, journal, cancellationToken).ConfigureAwait(false);
        await BindingRecovery.RememberAsync(_bindings, journal, CancellationToken.None).ConfigureAwait(false);
        if (!upToDate) await _bindings.EndJournalAsync(journal, CancellationToken.None).ConfigureAwait(false);
        return !upToDate;
    }

    private async Task ChangeAsync(
        IWebServerInstance server, BindingGoal goal, ServerPlan plan, BindingJournal journal, CancellationToken cancellationToken)
    {
        if (!server.IsRunning()) throw SslError.ServerNotRunning(server.Name, server.ConfigPath, server.StartAdvice);
        foreach (var listener in plan.NewListeners) CheckFree(listener);
        foreach (var edit in plan.Edits) CheckUnchanged(edit);

        var log = server.WatchLog();
        var reloaded = false;
        string? refused = null;
        await _bindings.WriteJournalAsync(journal, cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var edit in plan.Edits)
            {
                CheckUnchanged(edit);
                await FileChange.ApplyAsync(_files, edit, cancellationToken).ConfigureAwait(false);
                _reporter.Verbose($"Wrote '{edit.Path}'.");
            }

            await _commands.RunAsync(server.Name, plan.Commands, cancellationToken).ConfigureAwait(false);
            refused = await server.CheckAsync(cancellationToken).ConfigureAwait(false);
            if (refused is not null) throw SslError.ConfigurationRejected(server.Name, server.ConfigPath, refused);
            reloaded = true;
            if (await server.ReloadAsync(plan.Edits, cancellationToken).ConfigureAwait(false) is { } words) throw SslError.ReloadFailed(server.Name, words, log());
            _reporter.Verbose($"Reloaded {server.Name}.");
            await ProveAsync(server, goal, plan, log, cancellationToken).ConfigureAwait(false);

            // From here on the change stands: a killed process is followed by remembering, not by putting back.
            await _bindings.WriteJournalAsync(journal with { Proved = true }, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await PutBackAsync(server, journal, reloaded, e).ConfigureAwait(false);

            // One check is enough where all goes well; only now it matters whether the mistake was there before.
            if (refused is not null && await server.CheckAsync(CancellationToken.None).ConfigureAwait(false) is { } broken)
                throw SslError.ConfigurationBroken(server.ConfigPath, 0, broken);
            throw;
        }
    }

    private async Task ProveAsync(
        IWebServerInstance server, BindingGoal goal, ServerPlan plan, Func<string> log, CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var miss = await FirstMissAsync(plan, goal, cancellationToken).ConfigureAwait(false);
            if (miss.Site is null) return;
            if (waited.Elapsed >= _proofTimeout)
            {
                var endpoint = miss.Endpoint!.ToString();
                throw miss.Result!.Error is { } error
                    ? SslError.HandshakeFailed(endpoint, server.Name, error, log())
                    : SslError.CertificateNotServed(endpoint, server.Name, goal.Judge(miss.Site, miss.Result)!, log());
            }

            _reporter.Progress(goal.Summary, $"Waiting until {server.Name} serves the change at {miss.Endpoint}");
            await Task.Delay(ProbeInterval, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<(SitePlan? Site, BindingEndpoint? Endpoint, HandshakeResult? Result)> FirstMissAsync(
        ServerPlan plan, BindingGoal goal, CancellationToken cancellationToken)
    {
        foreach (var site in plan.Sites)
        {
            foreach (var endpoint in site.Endpoints)
            {
                var result = await _network.HandshakeAsync(endpoint, ProbeTimeout, cancellationToken).ConfigureAwait(false);
                if (goal.Judge(site, result) is not null) return (site, endpoint, result);
                _reporter.Verbose($"Proved at {endpoint}.");
            }
        }

        return default;
    }

    private async Task PutBackAsync(IWebServerInstance server, BindingJournal journal, bool reloaded, Exception cause)
    {
        // With a token of its own: Ctrl+C must not stop the putting back.
        foreach (var edit in journal.Edits)
        {
            try
            {
                await FileChange.RestoreAsync(_files, edit).ConfigureAwait(false);
            }
            catch (SslToolsException e)
            {
                throw SslError.RollbackFailed(edit.Path, e.Message, cause);
            }
        }

        await _commands.UndoAsync(journal.Commands).ConfigureAwait(false);
        if (reloaded) await server.ReloadAsync(BindingRecovery.Inverse(journal.Edits), CancellationToken.None).ConfigureAwait(false);
        await _bindings.EndJournalAsync(journal, CancellationToken.None).ConfigureAwait(false);
    }

    private void CheckUnchanged(FileEdit edit)
    {
        if (!edit.IsBefore(_files.Read(edit.Path))) throw SslError.ConfigurationChanged(edit.Path);
    }

    private void CheckFree(NewListener listener)
    {
        var taken = _network.GetListeners().Any(other => other.Port == listener.Address.Port && ListenerOverlap.Between(other.Address, listener.Address.Address));
        if (taken) throw SslError.PortTaken(listener.Address.ToString(), listener.Address.Port, listener.HeldBy);
    }
}
