using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Tests.Trust;

/// <summary>An engine whose programs are played by the test; each command is remembered.</summary>
internal sealed class TrustEngine : IEngine, IProcessRunner, IReporter
{
    public List<string> Commands { get; } = [];

    public List<string?> Inputs { get; } = [];

    public List<string> Warnings { get; } = [];

    /// <summary>Where each program lies; others are not installed.</summary>
    public Dictionary<string, string> Installed { get; } = [];

    /// <summary>Plays the programs; by default all succeed and say nothing.</summary>
    public Func<IReadOnlyList<string>, ProcessResult> Play { get; set; } = _ => Ok();

    public bool IsElevated { get; set; } = true;

    public IReadOnlyList<ITrustStore> TrustStores { get; set; } = [];

    public IProcessRunner Processes => this;

    public IClock Clock => throw new NotSupportedException();

    public ICertificateIssuer Issuer => throw new NotSupportedException();

    public ICertificateReader Reader => throw new NotSupportedException();

    public IReadOnlyList<ICertificateExporter> Exporters => throw new NotSupportedException();

    public IProtectedFiles Files => throw new NotSupportedException();

    public ITrustAnchors TrustAnchors => throw new NotSupportedException();

    public static ProcessResult Ok(string output = "") => new(0, output, "");

    public IStore OpenStore(string path) => throw new NotSupportedException();

    public ICertificateStore OpenCertificates(IStore store) => throw new NotSupportedException();

    public IAuthorityStore OpenAuthorities(IStore store) => throw new NotSupportedException();

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
