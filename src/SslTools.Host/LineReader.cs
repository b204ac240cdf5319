using System;
using System.Management.Automation;
using System.Security;
using System.Threading;

namespace SslTools.Hosting;

/// <summary>Reads from the terminal. A read of the console cannot be interrupted, so that a thread of its own does it.</summary>
/// <param name="terminal">The terminal.</param>
/// <param name="stop">Ends the waiting.</param>
internal sealed class LineReader(Terminal terminal, CancellationToken stop)
{
    /// <summary>Reads a line.</summary>
    /// <returns>The line, or nothing at the end of input.</returns>
    public string? ReadLine() => Wait(Console.ReadLine);

    /// <summary>Reads a line that the terminal does not show.</summary>
    /// <returns>The line.</returns>
    public SecureString ReadSecret() => Wait(Secret);

    private SecureString Secret()
    {
        var secret = new SecureString();
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                if (secret.Length == 0) continue;
                secret.RemoveAt(secret.Length - 1);
                terminal.Questions.Write("\b \b");
            }
            else if (!char.IsControl(key.KeyChar))
            {
                secret.AppendChar(key.KeyChar);
                terminal.Questions.Write('*');
            }
        }

        terminal.Questions.WriteLine();
        secret.MakeReadOnly();
        return secret;
    }

    private T Wait<T>(Func<T> read)
    {
        T answer = default!;
        using var done = new ManualResetEventSlim();
        var thread = new Thread(() =>
        {
            answer = read();
            done.Set();
        })
        {
            IsBackground = true,
        };
        thread.Start();
        try
        {
            done.Wait(stop);
        }
        catch (OperationCanceledException)
        {
            terminal.Questions.WriteLine();
            throw new PipelineStoppedException();
        }

        return answer;
    }
}
