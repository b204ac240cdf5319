using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Engine.Network.Dns;

/// <summary>Puts a question to servers, one after the other, until one knows.</summary>
internal static class DnsAsker
{
    private const int RecursionDesired = 0x0100;

    // What fits everywhere without fragments (RFC 9715).
    private const int DatagramSize = 1232;

    /// <summary>A new id that can't be foreseen.</summary>
    /// <returns>The id.</returns>
    public static int NewId()
    {
        var bytes = new byte[2];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        return (bytes[0] << 8) | bytes[1];
    }

    /// <summary>Asks.</summary>
    /// <param name="servers">Whom, in this order.</param>
    /// <param name="name">The name.</param>
    /// <param name="type">The type.</param>
    /// <param name="recurse">Whether they shall find the answer elsewhere too.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The first answer that says yes or that there is no such name.</returns>
    /// <exception cref="SslToolsException">DnsUnavailable, InvalidHostName.</exception>
    public static async Task<DnsMessage> AskAsync(
        IReadOnlyList<IPEndPoint> servers, string name, int type, bool recurse, CancellationToken cancellationToken)
    {
        var reasons = new List<string>();
        foreach (var server in servers)
        {
            try
            {
                var answer = await AskAsync(server, name, type, recurse, cancellationToken).ConfigureAwait(false);
                if (answer.Code is 0 or 3) return answer;
                reasons.Add($"{server}: {DnsMessage.NameOf(answer.Code)}");
            }
            catch (DnsTransportException e)
            {
                reasons.Add($"{server}: {e.Message}");
            }
        }

        throw SslError.DnsUnavailable(name, reasons.Count == 0 ? "no DNS server is known" : string.Join("; ", reasons.Distinct()));
    }

    /// <summary>Asks one server.</summary>
    /// <param name="server">The server.</param>
    /// <param name="name">The name.</param>
    /// <param name="type">The type.</param>
    /// <param name="recurse">Whether it shall find the answer elsewhere too.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Its answer.</returns>
    /// <exception cref="DnsTransportException">No usable answer.</exception>
    /// <exception cref="SslToolsException">InvalidHostName.</exception>
    public static async Task<DnsMessage> AskAsync(IPEndPoint server, string name, int type, bool recurse, CancellationToken cancellationToken) =>
        DnsMessage.Parse(await DnsTransport.AskAsync(server, Question(name, type, recurse), cancellationToken).ConfigureAwait(false));

    private static byte[] Question(string name, int type, bool recurse)
    {
        try
        {
            return new DnsWriter().Header(NewId(), recurse ? RecursionDesired : 0, 1, 0, 0, 1)
                .Question(name, type).Record("", DnsType.Opt, DatagramSize, 0, []).ToArray();
        }
        catch (FormatException e)
        {
            throw SslError.InvalidHostName(name, e.Message);
        }
    }
}
