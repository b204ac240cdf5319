using System.Collections.Generic;

namespace SslTools.Testing.StartTls;

/// <summary>What a server is made from.</summary>
internal sealed record StartTlsSetup(TempFolder Folder, int Port, string Certificate, string Key);

/// <summary>How a server is started.</summary>
internal sealed record StartTlsProgram(string Program, IReadOnlyList<string> Arguments)
{
    public string StopSignal { get; init; } = "TERM";

    /// <summary>The arguments that make the program stop the server, where the process started is not the server.</summary>
    public IReadOnlyList<string>? StopArguments { get; init; }
}
