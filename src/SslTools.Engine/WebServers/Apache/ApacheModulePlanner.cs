using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SslTools.Engine.WebServers.Text;
using SslTools.Ports;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>Plans what loads a module that is not loaded: a2enmod on Debian, elsewhere a LoadModule beside the others.</summary>
internal sealed class ApacheModulePlanner
{
    private const string Enabler = "a2enmod";

    private readonly ApacheConfiguration _configuration;
    private readonly IProcessRunner _processes;
    private readonly List<string> _enabled = [];
    private readonly List<(ApacheSource Source, TextEdit Edit)> _edits = [];
    private readonly List<string> _assumed = [];

    /// <summary>Makes the planner.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="processes">Finds programs.</param>
    public ApacheModulePlanner(ApacheConfiguration configuration, IProcessRunner processes)
    {
        _configuration = configuration;
        _processes = processes;
    }

    /// <summary>The modules that will be loaded.</summary>
    public IReadOnlyList<string> Assumed => _assumed;

    /// <summary>The lines to add.</summary>
    public IReadOnlyList<(ApacheSource Source, TextEdit Edit)> Edits => _edits;

    /// <summary>The programs to run.</summary>
    public IReadOnlyList<ServerCommand> Commands => _enabled.Count == 0 ? []
        : [new ServerCommand($"turn on {string.Join(", ", _enabled)} by a2enmod", Call(Enabler, "-q"), Call("a2dismod", "-q", "-f"))];

    /// <summary>Sees to it that a module is loaded.</summary>
    /// <param name="name">Its name without "_module": ssl, headers, rewrite.</param>
    /// <exception cref="SslToolsException">ServerModuleMissing.</exception>
    public void Require(string name)
    {
        if (_configuration.HasModule(name + "_module") || _assumed.Contains(name + "_module")) return;
        if (Directory.Exists(Available())) Enable(name, name);
        else Load(name);
        _assumed.Add(name + "_module");
    }

    private string Available(string? name = null) => Path.Combine(_configuration.Context.Folder, "mods-available", name is null ? "" : name + ".load");

    // With the modules it depends on, so that undoing turns off no other.
    private void Enable(string name, string wanted)
    {
        if (_enabled.Contains(name) || _configuration.HasModule(name + "_module")) return;
        if (!File.Exists(Available(name)) || _processes.Find(Enabler) is null)
            throw SslError.ServerModuleMissing(ApacheInstance.ServerName, wanted, $"Install Debian's package apache2 whole, or turn it on by hand: a2enmod {wanted}.");
        _enabled.Add(name);
        var depends = File.ReadLines(Available(name)).Where(line => line.StartsWith("# Depends:", StringComparison.Ordinal))
            .SelectMany(line => line.Substring("# Depends:".Length).Split([' ', ','], StringSplitOptions.RemoveEmptyEntries));
        foreach (var other in depends) Enable(other, wanted);
    }

    private void Load(string name)
    {
        var model = _configuration.Main.LastOrDefault(setting => setting.Is("LoadModule") && setting.Words.Count > 1 && !setting.Directive.Source.IsGenerated);
        var folder = model is null ? "" : model.Words[1].Substring(0, model.Words[1].LastIndexOf('/') + 1);
        var file = $"{folder}mod_{name}.so";
        var missing = model is null || !File.Exists(_configuration.PathOf(file));

        // openSUSE writes the file anew at each start.
        var advice = model?.Directive.Source.Path.Contains("sysconfig.d") == true ? $"Turn it on: a2enmod {name}; systemctl restart apache2."
            : missing ? name == "ssl" ? "Install it (Red Hat: dnf install mod_ssl; Alpine: apk add apache2-ssl)." : "Install it."
            : null;
        if (advice is not null) throw SslError.ServerModuleMissing(ApacheInstance.ServerName, $"mod_{name}", advice);
        _edits.Add((model!.Directive.Source, ApacheLines.Behind(model.Directive, $"LoadModule {name}_module {file}")));
    }

    private IReadOnlyList<string> Call(string program, params string[] options)
    {
        var folder = _configuration.Context.Folder;
        IReadOnlyList<string> environment = folder == "/etc/apache2" ? [] : ["env", "APACHE_CONFDIR=" + folder];
        return [.. environment, program, .. options, .. _enabled];
    }
}
