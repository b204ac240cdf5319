using System;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Threading;

namespace SslTools.Hosting;

/// <summary>Standard input, line by line, as <c>$input</c> of the script.</summary>
internal static class InputFeed
{
    /// <summary>Begins to feed.</summary>
    /// <param name="input">Standard input, or nothing where the script does not read it.</param>
    /// <param name="pipeline">Runs the script.</param>
    public static void Start(TextReader? input, Pipeline pipeline)
    {
        if (input is null) pipeline.Input.Close();

        // A thread of its own: nothing can wake it from a read, and it must not keep the program alive.
        else new Thread(() => Copy(input, pipeline.Input)) { IsBackground = true }.Start();
    }

    private static void Copy(TextReader from, PipelineWriter to)
    {
        try
        {
            while (from.ReadLine() is { } line) to.Write(line);
            to.Close();
        }
        catch (Exception e) when (e is PipelineClosedException or ObjectDisposedException)
        {
            // The script did not want all of it.
        }
    }
}
