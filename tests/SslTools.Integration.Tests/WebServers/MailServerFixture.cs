using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace SslTools.Integration.Tests.WebServers;

/// <summary>A mail server: its sites are names that it may be asked for, and TLS begins by a command.</summary>
public abstract class MailServerFixture : ServerFixture
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    protected MailServerFixture()
    {
        // The server's own accounts look into it.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Folder.Path, (UnixFileMode)0b111_101_101);
    }

    public override string Options => "-TlsPolicy Intermediate";

    /// <summary>The protocol for OpenSSL's -starttls.</summary>
    public abstract string OpenSslStartTls { get; }

    /// <summary>What the server says first.</summary>
    protected abstract string Greeting { get; }

    /// <summary>The commands that lead to TLS, each with what the last line of its answer begins with.</summary>
    protected abstract IReadOnlyList<(string Command, string Answer)> StartTls { get; }

    /// <summary>A command that any client may send, with the answer.</summary>
    protected abstract (string Command, string Answer) Hello { get; }

    public override string AddSite(string hostName) => ConfigPath;

    /// <summary>The name itself where the server greets in clear.</summary>
    public override string AskPlain(string hostName)
    {
        using var client = Connect(0);
        return Read(client.GetStream(), Greeting) ? hostName : "";
    }

    /// <summary>The name itself where the server answers under TLS.</summary>
    public override string AskTls(string hostName)
    {
        using var client = Connect(0);
        using var tls = new SslStream(client.GetStream(), false, (_, _, _, _) => true);
        if (!Begin(client.GetStream(), StartTls)) return "";
        tls.AuthenticateAsClient(hostName);
        tls.Write(Encoding.ASCII.GetBytes(Hello.Command + "\r\n"));
        return Read(tls, Hello.Answer) ? hostName : "";
    }

    /// <summary>Begins a session under TLS.</summary>
    public MailSession Connect(string hostName)
    {
        var client = Connect(0);
        if (!Begin(client.GetStream(), StartTls)) throw new IOException("STARTTLS is refused.");
        var tls = new SslStream(client.GetStream(), false, (_, _, _, _) => true);
        tls.AuthenticateAsClient(hostName);
        return new MailSession(client, tls);
    }

    public override string? Served(string hostName, int port = 0) => Served(hostName, port, StartTls);

    /// <summary>The thumbprint that is served after commands; none: TLS begins at once. An empty name is not sent.</summary>
    protected string? Served(string hostName, int port, IReadOnlyList<(string Command, string Answer)> commands)
    {
        try
        {
            using var client = Connect(port);
            if (commands.Count > 0 && !Begin(client.GetStream(), commands)) return null;
            using var tls = new SslStream(client.GetStream(), false, (_, _, _, _) => true);
            tls.AuthenticateAsClient(hostName);
            return new X509Certificate2(tls.RemoteCertificate!).Thumbprint;
        }
        catch (Exception e) when (e is SocketException or IOException or System.Security.Authentication.AuthenticationException)
        {
            return null;
        }
    }

    private TcpClient Connect(int port)
    {
        var client = new TcpClient { ReceiveTimeout = (int)Limit.TotalMilliseconds };
        client.Connect(IPAddress.Loopback, port == 0 ? HttpsPort : port);
        return client;
    }

    private bool Begin(Stream stream, IReadOnlyList<(string Command, string Answer)> commands)
    {
        if (!Read(stream, Greeting)) return false;
        foreach (var (command, answer) in commands)
        {
            stream.Write(Encoding.ASCII.GetBytes(command + "\r\n"));
            if (!Read(stream, answer)) return false;
        }

        return true;
    }

    // Until a line that begins so; false where the server refuses or ends.
    private static bool Read(Stream stream, string expected)
    {
        var line = new StringBuilder();
        for (int c; (c = stream.ReadByte()) >= 0;)
        {
            if (c != '\n')
            {
                line.Append((char)c);
                continue;
            }

            var text = line.ToString();
            if (text.StartsWith(expected, StringComparison.Ordinal)) return true;
            if (text[0] is '4' or '5' || text.StartsWith("a BAD", StringComparison.Ordinal) || text.StartsWith("a NO", StringComparison.Ordinal)) return false;
            line.Clear();
        }

        return false;
    }
}

/// <summary>A client's session under TLS.</summary>
public sealed class MailSession(TcpClient client, SslStream tls) : IDisposable
{
    private readonly StreamReader _reader = new(tls, Encoding.ASCII);

    /// <summary>Sends a command and reads until a line that begins so.</summary>
    public string Ask(string command, string answer)
    {
        tls.Write(Encoding.ASCII.GetBytes(command + "\r\n"));
        while (_reader.ReadLine() is { } line)
            if (line.StartsWith(answer, StringComparison.Ordinal)) return line;
        return "";
    }

    public void Dispose()
    {
        _reader.Dispose();
        client.Dispose();
    }
}
