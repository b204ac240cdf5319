using System.Collections.Generic;
using System.Net;

namespace SslTools;

/// <summary>What a web server's adapter would change for a request. Nothing has been written.</summary>
public sealed record ServerPlan
{
    /// <summary>The files; none where everything is as asked for.</summary>
    public IReadOnlyList<FileEdit> Edits { get; init; } = [];

    /// <summary>Programs to run once the files are written, in order.</summary>
    public IReadOnlyList<ServerCommand> Commands { get; init; } = [];

    /// <summary>Whether nothing needs to be changed.</summary>
    public bool IsEmpty => Edits.Count == 0 && Commands.Count == 0;

    /// <summary>The sites, one for each name asked for.</summary>
    public required IReadOnlyList<SitePlan> Sites { get; init; }

    /// <summary>What the server would listen on that it does not listen on now.</summary>
    public IReadOnlyList<NewListener> NewListeners { get; init; } = [];

    /// <summary>What the user should know before agreeing.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>One site of a <see cref="ServerPlan"/>.</summary>
/// <param name="HostName">The name asked for.</param>
/// <param name="Place">The file and line of the site, for messages.</param>
/// <param name="Changes">What changes for this site, for undoing.</param>
/// <param name="Endpoints">Where a handshake proves it.</param>
public sealed record SitePlan(
    string HostName, string Place, IReadOnlyList<TextChange> Changes, IReadOnlyList<BindingEndpoint> Endpoints)
{
    /// <summary>Files made from the certificate for this site alone or with others, to be remembered with it: copies for a server that can't read the store, or in a form the store does not have.</summary>
    public IReadOnlyList<string> DeployedPaths { get; init; } = [];

    /// <summary>For a removal: certificates that must no longer be served; for others not used.</summary>
    public IReadOnlyList<string> RemovedCertificatePaths { get; init; } = [];
}

/// <summary>An address and port that a server would begin to listen on.</summary>
/// <param name="Address">The address and port.</param>
/// <param name="HeldBy">The place in the server's own configuration that already holds the port, or null.</param>
public sealed record NewListener(IPEndPoint Address, string? HeldBy);
