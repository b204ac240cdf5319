namespace SslTools.Ports;

/// <summary>What a service tells the user while it works. May be called from any thread; no secret is ever passed.</summary>
public interface IReporter
{
    /// <summary>A detail for those who ask for details.</summary>
    /// <param name="message">One sentence.</param>
    void Verbose(string message);

    /// <summary>Something that works, but that the user should know.</summary>
    /// <param name="message">What, and what to do about it.</param>
    void Warning(string message);

    /// <summary>How far a waiting operation is.</summary>
    /// <param name="activity">The whole.</param>
    /// <param name="status">The present step.</param>
    /// <param name="percent">0 to 100, or -1 where it isn't known.</param>
    void Progress(string activity, string status, int percent = -1);
}
