using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services.Health;

/// <summary>The roots of a store's own authorities.</summary>
internal static class LocalRoots
{
    /// <summary>Reads them. A damaged authority is nobody else's fault: it is only not known.</summary>
    /// <param name="authorities">The store's authorities.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>DER.</returns>
    public static async Task<IReadOnlyList<byte[]>> ReadAsync(IAuthorityStore authorities, CancellationToken cancellationToken)
    {
        var roots = new List<byte[]>();
        foreach (var name in await authorities.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                var authority = await authorities.FindAsync(name, cancellationToken).ConfigureAwait(false);
                if (authority is not null) roots.Add(authority.RootCertificate);
            }
            catch (SslToolsException)
            {
            }
        }

        return roots;
    }
}
