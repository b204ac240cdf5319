using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;

namespace SslTools.Integration.Tests.Trust;

/// <summary>A web site on the loopback interface: one page, over TLS, with leaf and intermediate but without the root.</summary>
public sealed class TrustedSite : IAsyncDisposable
{
    /// <summary>What the page says.</summary>
    public const string Page = "You trust this site.";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _leaf;
    private readonly SslServerAuthenticationOptions _options;
    private readonly Task _serving;

    public TrustedSite(string certificatePath, string privateKeyPath, string chainPath)
    {
        _leaf = X509Certificate2.CreateFromPemFile(certificatePath, privateKeyPath);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(chainPath);
        _options = new SslServerAuthenticationOptions { ServerCertificateContext = SslStreamCertificateContext.Create(_leaf, chain, offline: true) };
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Url => $"https://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _leaf.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true) _ = AnswerAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The site is closed.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        try
        {
            using var connection = client;
            await using var tls = new SslStream(client.GetStream());
            await tls.AuthenticateAsServerAsync(_options);
            using var reader = new StreamReader(tls, Encoding.ASCII);
            while (await reader.ReadLineAsync() is { Length: > 0 })
            {
            }

            var answer = $"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {Page.Length}\r\nConnection: close\r\n\r\n{Page}";
            await tls.WriteAsync(Encoding.ASCII.GetBytes(answer));
            await tls.ShutdownAsync();
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client does not trust the site: that is what some tests are about.
        }
    }
}
