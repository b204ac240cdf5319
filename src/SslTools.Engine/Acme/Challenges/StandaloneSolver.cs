using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading.Tasks;

namespace SslTools.Engine.Acme.Challenges;

/// <summary>http-01 (RFC 8555 section 8.3) by a listener that knows one kind of request.</summary>
public sealed class StandaloneSolver : ChallengeListener
{
    private const string Folder = "/.well-known/acme-challenge/";
    private const int MaxHeader = 8 * 1024;

    /// <summary>Makes the solver.</summary>
    /// <param name="address">The address to listen on, or null for all.</param>
    /// <param name="port">The port.</param>
    public StandaloneSolver(IPAddress? address, int port)
        : base(address, port)
    {
    }

    /// <inheritdoc/>
    public override string Type => AcmeChallenge.Http01;

    /// <inheritdoc/>
    protected override async Task ServeAsync(Stream stream)
    {
        var request = await ReadHeaderAsync(stream).ConfigureAwait(false);
        var words = request.Split(['\r', '\n'], 2)[0].Split(' ');
        var path = words.Length == 3 && words[0] == "GET" ? words[1] : "";
        var token = path.StartsWith(Folder, StringComparison.Ordinal) ? path.Substring(Folder.Length) : "";
        var answer = Answers.FirstOrDefault(candidate => candidate.Token == token && token.Length > 0);
        var body = answer?.KeyAuthorization ?? "Only /.well-known/acme-challenge/ is answered here.\n";
        var status = answer is null ? "404 Not Found" : "200 OK";
        var type = answer is null ? "text/plain" : "application/octet-stream";
        var response = Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}");
        await stream.WriteAsync(response, 0, response.Length).ConfigureAwait(false);
    }

    // The whole header is read, since closing a connection with unread data resets it.
    private static async Task<string> ReadHeaderAsync(Stream stream)
    {
        var buffer = new byte[MaxHeader];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await stream.ReadAsync(buffer, length, buffer.Length - length).ConfigureAwait(false);
            if (read == 0) break;
            length += read;
            var text = Encoding.ASCII.GetString(buffer, 0, length);
            if (text.Contains("\r\n\r\n") || text.Contains("\n\n")) return text;
        }

        return "";
    }
}
