using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Tests.Trust;

/// <summary>An engine whose programs are played by the test; each command is remembered.</summary>
internal sealed class TrustEngine : DelegatingEngine, IProcessRunner, IReporter
{
    public TrustEngine()
    {
        IsElevated = true;
        TrustStores = [];
    }

    public List<string> Commands { get; } = [];

    public List<string?> Inputs { get; } = [];

    public List<string> Warnings { get; } = [];

    /// <summary>Where each program lies; others are not installed.</summary>
    public Dictionary<string, string> Installed { get; } = [];

    /// <summary>Plays the programs; by default all succeed and say nothing.</summary>
    public Func<IReadOnlyList<string>, ProcessResult> Play { get; set; } = _ => Ok();

    public override IProcessRunner Processes => this;

    public static ProcessResult Ok(string output = "") => new(0, output, "");

    public string? Find(string program) => Installed.GetValueOrDefault(program);

    public Task<ProcessResult> RunAsync(
        string program, IReadOnlyList<string> arguments, string? input, TimeSpan timeout, CancellationToken cancellationToken)
    {
        Commands.Add(string.Join(' ', [program, .. arguments]));
        Inputs.Add(input);
        return Task.FromResult(Play(arguments));
    }

    public void Verbose(string message)
    {
    }

    public void Warning(string message) => Warnings.Add(message);

    public void Progress(string activity, string status, int percent = -1)
    {
    }
}
