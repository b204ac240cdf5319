using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.WebServers.Running;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>The runtime API: certificates change in the running process, and no connection notices (management.txt, 9.3).</summary>
internal sealed class HaproxyRuntime
{
    private const int MaxAnswer = 1024 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly EndPoint _socket;

    private HaproxyRuntime(EndPoint socket) => _socket = socket;

    /// <summary>Finds a socket with the level admin.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <returns>The API, or null.</returns>
    public static HaproxyRuntime? Find(HaproxyConfiguration configuration) =>
        Sockets(configuration, line => ValueOf(line, "level") == "admin" && ValueOf(line, "process") is null).Select(EndPointOf).Where(socket => socket is not null)
            .Select(socket => new HaproxyRuntime(socket!)).FirstOrDefault();

    /// <summary>Finds a socket that hands over what the process listens on.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <returns>Its path, or null.</returns>
    public static string? FindHandOver(HaproxyConfiguration configuration) =>
        Sockets(configuration, line => ValueOf(line, "expose-fd") == "listeners").FirstOrDefault(path => path.StartsWith("/", StringComparison.Ordinal));

    /// <summary>Changes certificates: all, or those that come before the first that is refused.</summary>
    /// <param name="workers">The processes that do the work: another one's socket is not used.</param>
    /// <param name="edits">The files of the certificates.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>False when something was refused: then a reload is needed.</returns>
    public async Task<bool> SetAsync(IReadOnlyList<int> workers, IReadOnlyList<FileEdit> edits, CancellationToken cancellationToken)
    {
        try
        {
            var info = await AskAsync("show info\n", cancellationToken).ConfigureAwait(false);
            string? Told(string name) => info.Split('\n').FirstOrDefault(line => line.StartsWith(name + ": ", StringComparison.Ordinal))?.Substring(name.Length + 2).Trim();
            if (!workers.Any(id => Told("Pid") == id.ToString(System.Globalization.CultureInfo.InvariantCulture)) || Told("Nbproc") is not (null or "1")) return false;
            foreach (var edit in edits)
            {
                if (!await SetAsync(edit, cancellationToken).ConfigureAwait(false)) return false;
            }

            return true;
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }

    private async Task<bool> SetAsync(FileEdit edit, CancellationToken cancellationToken)
    {
        // An empty line ends what is sent.
        await AskAsync($"set ssl cert {edit.Path} <<\n{Encoding.ASCII.GetString(edit.After!).TrimEnd('\n')}\n\n", cancellationToken).ConfigureAwait(false);
        var answer = await AskAsync($"commit ssl cert {edit.Path}\n", cancellationToken).ConfigureAwait(false);
        if (answer.Contains("Success!")) return true;
        await AskAsync($"abort ssl cert {edit.Path}\n", cancellationToken).ConfigureAwait(false);
        return false;
    }

    // One connection for each command: HAProxy closes it after the answer.
    private async Task<string> AskAsync(string command, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        using var socket = new Socket(_socket.AddressFamily, SocketType.Stream, _socket.AddressFamily == AddressFamily.Unix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        using (limit.Token.Register(socket.Dispose))
        {
            await Task.Run(() => socket.Connect(_socket), CancellationToken.None).ConfigureAwait(false);
            using var stream = new NetworkStream(socket);
            var bytes = Encoding.ASCII.GetBytes(command);
            await stream.WriteAsync(bytes, 0, bytes.Length, limit.Token).ConfigureAwait(false);
            var answer = new MemoryStream();
            var buffer = new byte[4096];
            for (int read; answer.Length < MaxAnswer && (read = await stream.ReadAsync(buffer, 0, buffer.Length, limit.Token).ConfigureAwait(false)) > 0;) answer.Write(buffer, 0, read);
            return Encoding.ASCII.GetString(answer.ToArray());
        }
    }

    private static IEnumerable<string> Sockets(HaproxyConfiguration configuration, Func<HaproxyLine, bool> isFit) =>
        configuration.Global("stats").Where(line => line[1] == "socket" && !line.IsConditional && isFit(line)).Select(line => line[2].StartsWith("unix@", StringComparison.Ordinal) ? line[2].Substring(5) : line[2]);

    private static string? ValueOf(HaproxyLine line, string name) => line.Words.Select(word => word.Value).Skip(3).SkipWhile(word => word != name).Skip(1).FirstOrDefault();

    private static EndPoint? EndPointOf(string address)
    {
        if (address.StartsWith("/", StringComparison.Ordinal)) return new UnixEndPoint(address);
        var parsed = new HaproxyAddress(address);
        return parsed is { Port: > 0, Address: { } ip } ? new IPEndPoint(ReachableAddress.Of(ip, []), parsed.Port) : null;
    }
}
