using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;
using SslTools.Services;

namespace SslTools.Infrastructure.Dns;

/// <summary>
/// A DNS provider that is a plugin of Posh-ACME: its script is read into a session state of its own in the user's
/// runspace, never Posh-ACME itself. What it is told is checked first, so that no prompt for a missing parameter hangs.
/// </summary>
internal sealed class PoshAcmePluginProvider : IDnsProvider
{
    // Plugins rely on $script:UseBasic and, a few, on small helpers that lie beside them in Posh-ACME.
    private const string Load = """
        param($Path)
        $plugin = [System.Management.Automation.PSModuleInfo]::new($true)
        . $plugin {
            param($Path)
            $script:UseBasic = if ($PSVersionTable.PSVersion.Major -lt 6) { @{ UseBasicParsing = $true } } else { @{} }
            $private = [IO.Path]::Combine([IO.Path]::GetDirectoryName([IO.Path]::GetDirectoryName($Path)), 'Private')
            if ([IO.Directory]::Exists($private)) {
                $text = [IO.File]::ReadAllText($Path)
                foreach ($helper in [IO.Directory]::GetFiles($private, '*.ps1')) {
                    if ($text.Contains([IO.Path]::GetFileNameWithoutExtension($helper))) { . $helper }
                }
            }
            $script:PluginVars = @{}
            function Export-PluginVar { param($VarName, $VarValue, [switch]$PreserveOld, $PluginName) $script:PluginVars[$VarName] = $VarValue }
            function Import-PluginVar { param($VarName, $PluginName) $script:PluginVars[$VarName] }
            . $Path
        } $Path
        $plugin
        & $plugin {
            if (Get-Command Get-CurrentPluginType -CommandType Function -ErrorAction Ignore) { Get-CurrentPluginType } else { '' }
            Get-Command Add-DnsTxt, Remove-DnsTxt, Save-DnsTxt -CommandType Function -ErrorAction Ignore
        }
        """;

    private const string Call = """
        param($Plugin, $Function, $Arguments)
        & $Plugin { param($Function, $Arguments) & $Function @Arguments } $Function $Arguments
        """;

    private static readonly HashSet<string> Record = new(StringComparer.OrdinalIgnoreCase) { "RecordName", "TxtValue" };

    private readonly PipelinePump _pump;
    private readonly UserScript _scripts;
    private readonly string _path;
    private readonly Dictionary<string, object?> _arguments;
    private readonly List<string> _secrets;
    private readonly Dictionary<string, HashSet<string>> _functions = new(StringComparer.OrdinalIgnoreCase);
    private object? _plugin;

    /// <summary>Finds the plugin; its script is not run yet.</summary>
    /// <param name="cmdlet">Whose runspace.</param>
    /// <param name="pump">Leads to the pipeline thread.</param>
    /// <param name="plugin">The plugin's name.</param>
    /// <param name="arguments">Its parameters.</param>
    /// <exception cref="SslToolsException">DnsPluginNotFound.</exception>
    public PoshAcmePluginProvider(PSCmdlet cmdlet, PipelinePump pump, string plugin, IDictionary arguments)
    {
        var installed = PoshAcmePlugins.Find();
        if (!installed.TryGetValue(plugin, out var path))
            throw SslError.DnsPluginNotFound(plugin, NearestName.Find(plugin, installed.Keys), installed.Count);
        Name = "-DnsPlugin " + installed.Keys.First(name => name.Equals(plugin, StringComparison.OrdinalIgnoreCase));
        _path = path;
        _pump = pump;
        _scripts = new UserScript(cmdlet, pump, Name);
        _arguments = arguments.Keys.Cast<object>().ToDictionary(
            key => key.ToString()!, key => arguments[key] is PSObject wrapped ? (object?)wrapped.BaseObject : arguments[key], StringComparer.OrdinalIgnoreCase);

        // A plugin may name what it was given in an error: any of it may be a secret.
        _secrets = _arguments.Values.Select(Text).OfType<string>().Where(value => value.Length > 3).ToList();
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public TimeSpan? PropagationTimeout => null;

    /// <inheritdoc/>
    public Task AddAsync(DnsTxtRecord record, CancellationToken cancellationToken) =>
        CallAsync("Add-DnsTxt", $"add the TXT record {record.Name}", record, cancellationToken);

    /// <inheritdoc/>
    public Task RemoveAsync(DnsTxtRecord record, CancellationToken cancellationToken) =>
        CallAsync("Remove-DnsTxt", $"remove the TXT record {record.Name}", record, cancellationToken);

    /// <inheritdoc/>
    public Task CommitAsync(CancellationToken cancellationToken) => CallAsync("Save-DnsTxt", "save the TXT records", null, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private async Task CallAsync(string function, string what, DnsTxtRecord? record, CancellationToken cancellationToken)
    {
        if (_plugin is null) await LoadAsync(cancellationToken).ConfigureAwait(false);
        var accepted = _functions[function];
        var arguments = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (var argument in _arguments.Where(argument => accepted.Contains(argument.Key))) arguments[argument.Key] = argument.Value;
        if (record is not null)
        {
            arguments["RecordName"] = record.Name;
            arguments["TxtValue"] = record.Value;
        }

        var parameters = new Hashtable { ["Plugin"] = _plugin, ["Function"] = function, ["Arguments"] = arguments };
        await _scripts.RunAsync(what, Call, parameters, _secrets, cancellationToken).ConfigureAwait(false);
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var output = await _scripts.RunAsync("load " + _path, Load, new Hashtable { ["Path"] = _path }, _secrets, cancellationToken).ConfigureAwait(false);
        _plugin = await _pump.RunAsync(() => Read(output), cancellationToken).ConfigureAwait(false);
    }

    // On the pipeline thread: PowerShell works out the parameters of a function when they are looked at.
    private object Read(IReadOnlyList<PSObject> output)
    {
        var functions = output.Select(item => item.BaseObject).OfType<FunctionInfo>().ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);
        var type = output.Select(item => item.BaseObject).OfType<string>().FirstOrDefault() ?? "";

        // Plugins from the time before there were other kinds have no Get-CurrentPluginType.
        if (type is not ("dns-01" or "")) throw SslError.DnsPluginUnsupported(Name, $"it answers challenges of the type {type}, not dns-01");
        if (functions.Count < 3) throw SslError.DnsPluginUnsupported(Name, "it lacks one of the functions Add-DnsTxt, Remove-DnsTxt and Save-DnsTxt");
        Check(functions);
        foreach (var function in functions) _functions[function.Key] = new(function.Value.Parameters.Keys, StringComparer.OrdinalIgnoreCase);
        return output.Select(item => item.BaseObject).OfType<PSModuleInfo>().First();
    }

    private void Check(IReadOnlyDictionary<string, FunctionInfo> functions)
    {
        var known = functions.Values.SelectMany(function => function.Parameters.Values).GroupBy(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.First().ParameterType, StringComparer.OrdinalIgnoreCase);
        foreach (var name in _arguments.Keys.ToList())
        {
            if (!known.TryGetValue(name, out var type) || Record.Contains(name))
            {
                var nearest = NearestName.Find(name, known.Keys.Except(Record));
                throw SslError.InvalidDnsArgument(Name, $"it has no parameter '{name}'{(nearest is null ? "" : $"; did you mean {nearest}?")}");
            }

            if (type == typeof(SecureString) && _arguments[name] is string text) _arguments[name] = Secure(text);
        }

        foreach (var function in functions.Values)
        {
            // Of several parameter sets, the one that lacks least is what the user meant.
            var missing = function.ParameterSets
                .Select(set => set.Parameters.Where(parameter => parameter.IsMandatory).Select(parameter => parameter.Name)
                    .Where(parameter => !Record.Contains(parameter) && !_arguments.ContainsKey(parameter)).ToList())
                .OrderBy(names => names.Count).First();
            if (missing.Count > 0) throw SslError.InvalidDnsArgument(Name, $"-PluginArgs needs {string.Join(", ", missing)} too");
        }
    }

    private static string? Text(object? value) => value switch
    {
        SecureString secure => new NetworkCredential("", secure).Password,
        PSCredential credential => credential.GetNetworkCredential().Password,
        _ => value as string,
    };

    private static SecureString Secure(string text)
    {
        var secure = new SecureString();
        foreach (var letter in text) secure.AppendChar(letter);
        secure.MakeReadOnly();
        return secure;
    }
}
