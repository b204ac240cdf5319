using System.Collections.Concurrent;
using System.Linq;

namespace SslTools.Testing.Acme;

/// <summary>What goes wrong; the first that fits a request happens to it.</summary>
public sealed class FaultList
{
    private readonly ConcurrentQueue<AcmeFault> _faults = new();

    public void Add(params AcmeFault[] faults)
    {
        foreach (var fault in faults) _faults.Enqueue(fault);
    }

    public void Clear() => _faults.Clear();

    internal AcmeFault? Take(AcmeStep step) => _faults.FirstOrDefault(fault => fault.Takes(step));
}
