using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Infrastructure;
using SslTools.Services.Endpoints;
using SslTools.Services.Reports;

namespace SslTools.Commands;

/// <summary>Writes a report of certificates, bindings and endpoints: what expires when, what is broken and what to type.</summary>
[Cmdlet(VerbsCommon.New, "SslReport", SupportsShouldProcess = true, DefaultParameterSetName = OfMachine)]
[OutputType(typeof(FileInfo), typeof(SslReport))]
public sealed class NewSslReportCommand : BindingCmdlet
{
    private const string OfMachine = "Machine";
    private const string OfInput = "InputObject";

    private readonly List<object> _given = [];
    private ReportFile? _file;

    /// <summary>The file; or an existing folder, where it is named ssl-report.</summary>
    [Parameter(Position = 0)]
    [Alias("FilePath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = ".";

    /// <summary>The format; by default the one that the file's extension names, else Html.</summary>
    [Parameter]
    public SslReportFormat Format { get; set; }

    /// <summary>Names of certificates in the store; wildcards allowed. By default all.</summary>
    [Parameter(ParameterSetName = OfMachine)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CertificateNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Certificates, bindings and results of Test-SslEndpoint: the report is of these alone.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = OfInput)]
    [ValidateNotNull]
    public object[] InputObject { get; set; } = [];

    /// <summary>Only these web servers; by default all that are installed.</summary>
    [Parameter(ParameterSetName = OfMachine)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(WebServerCompleter))]
    public string[] Server { get; set; } = [];

    /// <summary>The main configuration file; by default the one that the server uses by itself.</summary>
    [Parameter(ParameterSetName = OfMachine)]
    [ValidateNotNullOrEmpty]
    public string? ConfigPath { get; set; }

    /// <summary>Endpoints to test beside those of the bindings: hosts, with or without a port.</summary>
    [Parameter]
    [HostNameTransformation]
    [ValidateNotNullOrEmpty]
    public string[] Endpoint { get; set; } = [];

    /// <summary>Leaves this machine's web servers out.</summary>
    [Parameter(ParameterSetName = OfMachine)]
    public SwitchParameter SkipBinding { get; set; }

    /// <summary>Connects to no site of a binding; its configuration alone is looked at.</summary>
    [Parameter]
    public SwitchParameter SkipBindingTest { get; set; }

    /// <summary>How long each connection may take, from its beginning to its end.</summary>
    [Parameter]
    [ValidateRange(1, 600)]
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>How many endpoints are tested at once.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 50;

    /// <summary>Replaces an existing file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emits the report instead of the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override Task BeginAsync(CancellationToken cancellationToken)
    {
        _file = ReportFile.Plan(Engine, this.ResolveFile(Path), IsBound(nameof(Format)) ? Format : null, Force);
        ReportService.CheckServers(Engine, Server);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var value in InputObject.Select(value => value is PSObject wrapped ? wrapped.BaseObject : value))
            await GuardAsync(() => Add(value), value);
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        var input = await InputAsync(cancellationToken);
        var plan = $"Write {(_file!.Format == SslReportFormat.Html ? "an" : "a")} {_file.Format} report of {input.Describe(Store.Location)} to '{_file.Path}'{(_file.Replaces ? ", replacing that file" : "")}";
        if (!ShouldProcess(plan, plan + "?", "SslTools")) return;
        var report = await OffPipelineAsync(() => new ReportService(Engine, Store, Reporter).MakeAsync(input, cancellationToken), cancellationToken);
        await OffPipelineAsync(() => Write(report), cancellationToken);
        WriteObject(PassThru ? report : new FileInfo(_file.Path));
    }

    private Task Add(object value)
    {
        if (value is not (SslCertificate or SslBinding or SslEndpointResult)) throw SslError.NotReportable(value);
        _given.Add(value);
        return Task.CompletedTask;
    }

    private Task<bool> Write(SslReport report)
    {
        _file!.Write(report);
        return Task.FromResult(true);
    }

    private async Task<ReportInput> InputAsync(CancellationToken cancellationToken)
    {
        var targets = new List<EndpointTarget>();
        foreach (var host in Endpoint)
        {
            await GuardAsync(() =>
            {
                targets.Add(EndpointTarget.Parse(host, 0, null));
                return Task.CompletedTask;
            }, host);
        }

        return new ReportInput
        {
            Names = ParameterSetName == OfMachine ? await NamesAsync(cancellationToken) : [],
            Servers = ParameterSetName == OfMachine && !SkipBinding ? Server : null,
            ConfigPath = FullPath(ConfigPath),
            Certificates = _given.OfType<SslCertificate>().ToList(),
            Bindings = _given.OfType<SslBinding>().ToList(),
            Endpoints = _given.OfType<SslEndpointResult>().ToList(),
            Targets = targets,
            TestBindings = !SkipBindingTest,
            Timeout = TimeSpan.FromSeconds(TimeoutSeconds),
            Limit = ThrottleLimit,
        };
    }

    private async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken)
    {
        var certificates = Engine.OpenCertificates(Store);
        var names = new List<string>();
        await ForEachNameAsync(Name, certificates.ListAsync, async name =>
        {
            if (!await certificates.ExistsAsync(name, cancellationToken)) throw SslError.NotFound("certificate", name, certificates.Location);
            names.Add(name);
        }, cancellationToken);
        return names.Distinct().ToList();
    }
}
