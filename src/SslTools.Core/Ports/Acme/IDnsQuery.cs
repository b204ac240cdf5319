using System.Collections.Generic;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Ports;

/// <summary>Asks the DNS. TXT records are asked for at the zone's authoritative servers, never in a cache.</summary>
public interface IDnsQuery
{
    /// <summary>Follows CNAME records of a name to where its records really are (<c>_acme-challenge</c> delegation).</summary>
    /// <param name="name">A name without a trailing dot.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The last name of the chain; the name itself where there is no CNAME or no answer.</returns>
    /// <exception cref="SslToolsException">DnsLoop after 16 steps.</exception>
    Task<string> FollowAsync(string name, CancellationToken cancellationToken);

    /// <summary>Which of a zone's authoritative servers do not show a TXT record yet.</summary>
    /// <param name="record">The record, at a name that is no CNAME.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The servers that answer without the record, or not at all; empty when all show it.</returns>
    /// <exception cref="SslToolsException">DnsZoneNotFound; DnsUnavailable: nobody answers.</exception>
    Task<IReadOnlyList<string>> FindLaggingServersAsync(DnsTxtRecord record, CancellationToken cancellationToken);

    /// <summary>The TXT values at a name, from its zone's authoritative servers.</summary>
    /// <param name="name">A name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The values.</returns>
    Task<IReadOnlyList<string>> GetTextsAsync(string name, CancellationToken cancellationToken);

    /// <summary>The addresses of a name, A and AAAA.</summary>
    /// <param name="name">A name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The addresses; none where the name does not exist.</returns>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string name, CancellationToken cancellationToken);

    /// <summary>The CAA records that apply to a name: those of the closest name upwards that has any (RFC 8659 section 3).</summary>
    /// <param name="name">A name without <c>*.</c>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The records; none: every CA may issue.</returns>
    Task<IReadOnlyList<CaaRecord>> FindCaaAsync(string name, CancellationToken cancellationToken);
}

/// <summary>A CAA record (RFC 8659).</summary>
/// <param name="Name">Where it stands.</param>
/// <param name="Critical">Its critical bit.</param>
/// <param name="Tag">issue, issuewild, iodef, ...; lower case.</param>
/// <param name="Value">Its value: a CA's name and parameters such as accounturi and validationmethods (RFC 8657).</param>
public sealed record CaaRecord(string Name, bool Critical, string Tag, string Value);
