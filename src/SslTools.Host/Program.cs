using System;
using System.IO;
using System.Management.Automation;

namespace SslTools.Hosting;

/// <summary>The program <c>ssltools</c>: the module on a machine without PowerShell.</summary>
internal static class Program
{
    // EX_SOFTWARE of sysexits.h, as PowerShell itself gives.
    private const int StartFailure = 70;

    private static int Main(string[] args)
    {
        Surroundings.Prepare();
        try
        {
            return Run(CommandLineArguments.Parse(args, Console.IsInputRedirected));
        }
        catch (UsageException e)
        {
            Console.Error.WriteLine("ssltools: " + e.Message);
            return UsageException.ExitCode;
        }
    }

    private static int Run(CommandLineArguments arguments)
    {
        switch (arguments.Form)
        {
            case CommandForm.Help:
                Console.Out.WriteLine(Usage.Text);
                return 0;
            case CommandForm.Version:
                Console.Out.WriteLine(Usage.Version);
                return 0;
        }

        var request = ScriptRequest.From(arguments);
        if (request is null)
        {
            Console.Error.WriteLine(Usage.Text);
            return UsageException.ExitCode;
        }

        using var interrupts = new Interrupts();
        var terminal = Terminal.Detect(arguments.NonInteractive);
        var host = new ConsoleHost(terminal, interrupts.Token);
        try
        {
            using var session = new Session(host, Path.Combine(AppContext.BaseDirectory, "SslTools", "SslTools.psd1"));
            var code = session.Run(request, interrupts.Token);
            return interrupts.ExitCode ?? code;
        }
        catch (RuntimeException e)
        {
            Console.Error.WriteLine("ssltools: It cannot start: " + e.Message + " Install it anew.");
            return StartFailure;
        }
    }
}
