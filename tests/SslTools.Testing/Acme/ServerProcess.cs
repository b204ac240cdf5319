using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace SslTools.Testing.Acme;

/// <summary>A program that serves until it is stopped. It, and nothing else, is stopped.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    /// <summary>Starts it and waits until it listens.</summary>
    public ServerProcess(string program, IReadOnlyDictionary<string, string> environment, IEnumerable<int> ports, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        foreach (var port in ports)
        {
            if (SpinWait.SpinUntil(() => _process.HasExited || Listens(port), TimeSpan.FromSeconds(20)) && !_process.HasExited) continue;
            var output = Output;
            Dispose();
            throw new InvalidOperationException($"{program} does not listen on {port}:\n{output}");
        }
    }

    /// <summary>What it wrote.</summary>
    public string Output => string.Join('\n', _output);

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static bool Listens(int port)
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
