namespace SslTools.Ports;

/// <summary>
/// Builds and validates certification paths (RFC 5280 section 6) as clients of the web do. The work is bounded, whatever
/// the certificates: a number of steps, of signature checks and of name comparisons.
/// </summary>
public interface IPathValidator
{
    /// <summary>Looks for a path that is good in every respect; of several candidates one good one is enough.</summary>
    /// <param name="request">The certificate and all that is asked of it.</param>
    /// <returns>The path, or why there is none. Malformed certificates are reasons too, never exceptions.</returns>
    PathResult Validate(PathRequest request);
}
