using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SslTools.Ports;

namespace SslTools.Infrastructure;

/// <summary>The roots of private CAs, as users give them with -CACertificate.</summary>
internal static class RootFiles
{
    /// <summary>Reads roots.</summary>
    /// <param name="cmdlet">Whose location and drives.</param>
    /// <param name="engine">The adapters.</param>
    /// <param name="paths">PEM files as typed.</param>
    /// <returns>DER.</returns>
    /// <exception cref="SslToolsException">NotAFilePath, FileNotFound, FileNotReadable, MalformedCertificate.</exception>
    public static IReadOnlyList<byte[]> Read(PSCmdlet cmdlet, IEngine engine, IEnumerable<string> paths) =>
        paths.Select(cmdlet.ResolveFile).SelectMany(path => engine.Reader.ReadCertificates(engine.Files.Read(path), path)).ToList();
}
