using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using Xunit;

namespace SslTools.Testing.StartTls;

/// <summary>A real server on loopback, with a folder and a port of its own, that begins TLS by a command of its protocol.</summary>
public sealed class StartTlsServer : IDisposable
{
    private static readonly IReadOnlyDictionary<string, Func<StartTlsSetup, StartTlsProgram>> Kinds = new Dictionary<string, Func<StartTlsSetup, StartTlsProgram>>
    {
        ["smtp"] = StartTlsPrograms.Postfix,
        ["imap"] = setup => StartTlsPrograms.Dovecot(setup, "imap"),
        ["pop3"] = setup => StartTlsPrograms.Dovecot(setup, "pop3"),
        ["ldap"] = StartTlsPrograms.Slapd,
        ["ftp"] = StartTlsPrograms.Vsftpd,
        ["mysql"] = StartTlsPrograms.MariaDb,
        ["postgres"] = StartTlsPrograms.PostgreSql,
    };

    private readonly TempFolder _folder = new();
    private readonly StartTlsProgram _program;
    private readonly Process _process;
    private readonly StringBuilder _log = new();

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="protocol">As OpenSSL's -starttls names it.</param>
    /// <param name="certificate">PEM.</param>
    /// <param name="key">PEM.</param>
    public StartTlsServer(string protocol, string certificate, string key)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && OperatingSystem.IsLinux(), "The packages' servers start as root.");
        Programs.Run("chmod", "755", _folder.Path).Succeeded();
        _program = Kinds[protocol](new StartTlsSetup(_folder, Port, _folder.Write("cert.pem", certificate), _folder.Write("key.pem", key)));
        var start = new ProcessStartInfo(_program.Program, _program.Arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Log(line.Data);
        _process.ErrorDataReceived += (_, line) => Log(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        if (SpinWait.SpinUntil(() => _process.HasExited || Listens(), TimeSpan.FromSeconds(30)) && !_process.HasExited) return;
        Dispose();
        Assert.Fail($"{_program.Program} does not listen:\n{_log}");
    }

    public int Port { get; } = FreePort.Next();

    public void Dispose()
    {
        // Each ends its own children when it is asked to end.
        if (_program.StopArguments is { } stop) Programs.Run(_program.Program, [.. stop]);
        else if (!_process.HasExited) Programs.Run("kill", "-s", _program.StopSignal, _process.Id.ToString(CultureInfo.InvariantCulture));
        if (!_process.WaitForExit(TimeSpan.FromSeconds(20))) _process.Kill(true);
        _process.Dispose();
        _folder.Dispose();
    }

    private bool Listens()
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Log(string? line)
    {
        lock (_log) _log.AppendLine(line);
    }
}
