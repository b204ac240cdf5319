namespace SslTools.Ports;

/// <summary>
/// Keeps signed answers from the web (OCSP, CRLs) from one run to the next. Whoever reads one checks it like one that was just
/// fetched, so that the cache need not be trusted, and an answer that is out of date is fetched again.
/// </summary>
public interface IResponseCache
{
    /// <summary>Finds an answer.</summary>
    /// <param name="request">What was asked.</param>
    /// <returns>The answer, or null.</returns>
    byte[]? Find(WebRequestSpec request);

    /// <summary>Keeps an answer; where that is not possible it is only not kept.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="answer">The answer.</param>
    void Keep(WebRequestSpec request, byte[] answer);
}
