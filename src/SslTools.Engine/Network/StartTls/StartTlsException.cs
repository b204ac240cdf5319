using System.IO;

namespace SslTools.Engine.Network.StartTls;

/// <summary>TLS could not be asked for.</summary>
/// <param name="message">Why; whatever the server said is cleaned.</param>
internal sealed class StartTlsException(string message) : IOException(message);
