using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;

namespace SslTools.Engine.Tests.StartTls;

/// <summary>
/// Serves one connection: says its lines in turn, the first unasked or not, each other after it was sent something, then begins TLS.
/// </summary>
internal sealed class PlainThenTlsServer : IDisposable
{
    private const int MySqlRequestLength = 36;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate;

    /// <summary>Makes it.</summary>
    /// <param name="protocol">Tells who speaks first, and who last before TLS.</param>
    /// <param name="says">What it says, as Latin 1.</param>
    public PlainThenTlsServer(SslStartTls protocol, params string[] says)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var bare = new CertificateRequest("CN=mail.example", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(9));
        _certificate = X509CertificateLoader.LoadPkcs12(bare.Export(X509ContentType.Pkcs12), null);
        _listener.Start();
        Asked = ServeAsync(protocol, says);
    }

    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndpoint;

    public byte[] Certificate => _certificate.RawData;

    /// <summary>What it was asked in plain text.</summary>
    public Task<string> Asked { get; }

    public void Dispose()
    {
        _listener.Stop();
        _certificate.Dispose();
    }

    private async Task<string> ServeAsync(SslStartTls protocol, string[] says)
    {
        using var client = await _listener.AcceptTcpClientAsync();
        var stream = client.GetStream();
        var asked = "";
        var buffer = new byte[1024];
        try
        {
            for (var i = 0; i < says.Length; i++)
            {
                if (i > 0 || protocol is SslStartTls.Ldap or SslStartTls.Postgres) asked += Encoding.Latin1.GetString(buffer, 0, await stream.ReadAsync(buffer));
                await stream.WriteAsync(Encoding.Latin1.GetBytes(says[i]));
            }

            if (protocol == SslStartTls.MySql)
            {
                await stream.ReadExactlyAsync(buffer, 0, MySqlRequestLength);
                asked = Encoding.Latin1.GetString(buffer, 0, MySqlRequestLength);
            }

            using var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(_certificate);
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
            // A client that refuses goes away.
        }

        return asked;
    }
}
