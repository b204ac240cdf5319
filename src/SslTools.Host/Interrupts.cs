using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace SslTools.Hosting;

/// <summary>Ctrl+C and SIGTERM: the first one stops the work and lets it clean up, the second one ends the program.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _code;

    /// <summary>Begins to listen.</summary>
    public Interrupts() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, 130)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, 143)),
    ];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>128 and the number of the signal; nothing where none came.</summary>
    public int? ExitCode => _code == 0 ? null : _code;

    /// <summary>Listens no more.</summary>
    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
    }

    private void Stop(PosixSignalContext context, int code)
    {
        context.Cancel = true;
        if (Interlocked.CompareExchange(ref _code, code, 0) != 0) Environment.Exit(code);
        _stop.Cancel();
    }
}
