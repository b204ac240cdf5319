using SslTools.Ports;

namespace SslTools.Completion;

/// <summary>Nobody is there to be told while a line is being typed.</summary>
internal sealed class SilentReporter : IReporter
{
    private SilentReporter()
    {
    }

    /// <summary>The reporter.</summary>
    public static SilentReporter Instance { get; } = new();

    /// <inheritdoc/>
    public void Verbose(string message)
    {
    }

    /// <inheritdoc/>
    public void Warning(string message)
    {
    }

    /// <inheritdoc/>
    public void Progress(string activity, string status, int percent = -1)
    {
    }
}
