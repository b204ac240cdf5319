using System.Collections.Generic;
using SslTools.Ports;

namespace SslTools.Tests;

/// <summary>Remembers warnings.</summary>
internal sealed class RecordingReporter : IReporter
{
    public List<string> Warnings { get; } = [];

    public void Verbose(string message)
    {
    }

    public void Warning(string message) => Warnings.Add(message);

    public void Progress(string activity, string status, int percent = -1)
    {
    }
}
