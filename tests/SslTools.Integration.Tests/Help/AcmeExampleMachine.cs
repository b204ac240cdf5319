using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SslTools.Integration.Tests.WebServers;
using SslTools.Testing;
using SslTools.Testing.Acme;
using SslTools.Testing.Help;

namespace SslTools.Integration.Tests.Help;

/// <summary>
/// What the machine of the documentation has, as far as a piece of code needs it: web roots, a name server that takes updates, the
/// user's own scripts, an nginx, and CAs. Places that belong to the real machine stand for others of the test's own.
/// </summary>
public sealed class AcmeExampleMachine : IDisposable
{
    private const string NameServer = "ns1.example.com";

    // What a user's own script does here: a signed update, and no more.
    private const string Script = """
        param($Action, $RecordName, $TxtValue)
        $to = if ($Action -eq 'add') { "add $RecordName 60 TXT $TxtValue" } else { "delete $RecordName TXT $TxtValue" }
        [IO.File]::WriteAllText("$PSScriptRoot/update", "server #SERVER#`nupdate $to`nsend`n")
        nsupdate -y 'hmac-sha256:ssltools:#SECRET#' "$PSScriptRoot/update"
        if ($LASTEXITCODE) { throw "nsupdate failed with $LASTEXITCODE" }
        """;

    private const string Plugin = """
        function Get-CurrentPluginType { 'dns-01' }
        function Add-DnsTxt { param([Parameter(Mandatory)][string] $RecordName, [Parameter(Mandatory)][string] $TxtValue, [Parameter(Mandatory)][securestring] $HetznerToken) & '#DNS#' add $RecordName $TxtValue }
        function Remove-DnsTxt { param([Parameter(Mandatory)][string] $RecordName, [Parameter(Mandatory)][string] $TxtValue, [Parameter(Mandatory)][securestring] $HetznerToken) & '#DNS#' remove $RecordName $TxtValue }
        function Save-DnsTxt { }
        """;

    private readonly AcmeSandbox _sandbox = new();
    private readonly TempFolder _folder = new();
    private readonly List<(string Documented, string Real)> _places = [];
    private readonly string? _plugins = Environment.GetEnvironmentVariable("POSHACME_PLUGINS");
    private BindServer? _names;
    private NginxFixture? _nginx;

    /// <summary>Sets up what the code mentions.</summary>
    public AcmeExampleMachine(HelpCode code)
    {
        Session.Succeed(HelpSetup.Commands.Replace("function ", "function global:"));
        foreach (var root in new[] { "html", "blog" }) Directory.CreateDirectory(_folder["www/" + root]);
        Place("/var/www", _folder["www"]);
        Place("/etc/ssltools", _folder["etc"]);
        Place("https://ca.home.example/acme/acme/directory", _sandbox.Pebble.Directory.AbsoluteUri);
        File.Copy(_sandbox.Pebble.RootPemPath, Path.Combine(Session.Folder, "root_ca.crt"));
        Default("Request-LetsEncryptCertificate:HttpPort", _sandbox.Pebble.HttpPort);
        Default("Request-LetsEncryptCertificate:TlsPort", _sandbox.Pebble.TlsPort);
        if (code.Code.Contains("Dns", StringComparison.Ordinal)) AddNames();
        if (code.Code.Contains("-SslBinding", StringComparison.Ordinal)) AddNginx();
        Session.Succeed(Here(HelpSetup.For(code)));
    }

    private ModuleSession Session => _sandbox.Session;

    /// <summary>Runs the code, and gives what the user sees, with the places as the documentation names them.</summary>
    public string Show(string code)
    {
        var shown = Session.Show(Here(code)).Replace(Session.Store, "/var/lib/ssltools");
        return _places.Aggregate(shown, (text, place) => text.Replace(place.Real, place.Documented));
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("POSHACME_PLUGINS", _plugins);
        _sandbox.Dispose();
        _names?.Dispose();
        _nginx?.Dispose();
        _folder.Dispose();
    }

    private string Here(string code) => _places.Aggregate(code, (text, place) => text.Replace(place.Documented, place.Real));

    private void Place(string documented, string real) => _places.Add((documented, real));

    private void Default(string parameter, object value)
    {
        Session.Set("value", value);
        Session.Succeed($"$PSDefaultParameterValues['{parameter}'] = $value");
    }

    private void AddNames()
    {
        Programs.Require("nsupdate", "bind9-dnsutils");
        _names = new BindServer().AddZone("example.com").Start();
        Place(NameServer, _names.EndPoint.ToString());
        Default("Request-LetsEncryptCertificate:DnsServer", _names.EndPoint.ToString());
        Session.Succeed($"$global:tsigSecret = '{_names.KeySecret}'");
        var script = _folder.Write("etc/dns.ps1", Script.Replace("#SERVER#", $"{_names.EndPoint.Address} {_names.EndPoint.Port}").Replace("#SECRET#", _names.KeySecret));
        _folder.Write("plugins/Hetzner.ps1", Plugin.Replace("#DNS#", script));
        Environment.SetEnvironmentVariable("POSHACME_PLUGINS", _folder["plugins"]);
    }

    private void AddNginx()
    {
        _nginx = new NginxFixture();
        foreach (var site in new[] { "www.example.com", "blog.example.com" }) _nginx.AddSite(site);
        _nginx.Start();
        Default("*-SslBinding:ConfigPath", _nginx.ConfigPath);
        Default("*-SslBinding:Port", _nginx.HttpsPort);
    }
}
