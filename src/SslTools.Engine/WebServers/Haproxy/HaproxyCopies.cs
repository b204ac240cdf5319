using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>The copies of certificates with their keys: made where one is missing or out of date, deleted where none names it any more.</summary>
internal sealed class HaproxyCopies
{
    private readonly HaproxyContext _context;
    private readonly HaproxyDeployment _deployment;

    /// <summary>Makes the planner of copies.</summary>
    /// <param name="context">What the configuration is read with.</param>
    /// <param name="deployment">Where they lie.</param>
    public HaproxyCopies(HaproxyContext context, HaproxyDeployment deployment)
    {
        _context = context;
        _deployment = deployment;
    }

    /// <summary>Plans.</summary>
    /// <param name="before">The configuration from before.</param>
    /// <param name="after">The configuration from then on.</param>
    /// <param name="path">The copy that shall be there; null for none.</param>
    /// <param name="content">Its content.</param>
    /// <param name="deployed">Copies that are to go where nothing names them.</param>
    /// <returns>The edits.</returns>
    public IEnumerable<FileEdit> Edits(HaproxyConfiguration before, HaproxyConfiguration after, string? path, byte[] content, IEnumerable<string>? deployed = null)
    {
        if (path is not null)
        {
            var edit = new FileEdit(path, _context.Files.Read(path), content) { IsPrivate = true, Owner = _context.Owner };
            if (!edit.IsAfter(edit.Before)) yield return edit;
        }

        var needed = new HashSet<string>(Named(after), StringComparer.Ordinal);
        foreach (var old in Named(before).Concat(deployed ?? []).Distinct().Where(old => old != path && _deployment.IsPem(old) && !needed.Contains(old)))
        {
            if (_context.Files.Read(old) is { } there) yield return new FileEdit(old, there, null) { IsPrivate = true };
        }
    }

    private static IEnumerable<string> Named(HaproxyConfiguration configuration) =>
        configuration.Frontends.SelectMany(section => section.Binds).SelectMany(configuration.Certificates.Of).Select(certificate => certificate.Path);
}
