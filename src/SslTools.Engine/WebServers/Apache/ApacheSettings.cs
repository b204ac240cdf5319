using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>Sets directives of a site: those that stand there are replaced in place, others are added.</summary>
internal sealed class ApacheSettings
{
    private readonly ApacheConfiguration _configuration;
    private readonly ApacheSite _site;
    private readonly ApacheBlockEditor _editor;
    private readonly string _hostName;

    /// <summary>Makes the setter.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="site">The site.</param>
    /// <param name="editor">Its editor.</param>
    /// <param name="hostName">The site's name, for errors.</param>
    public ApacheSettings(ApacheConfiguration configuration, ApacheSite site, ApacheBlockEditor editor, string hostName)
    {
        _configuration = configuration;
        _site = site;
        _editor = editor;
        _hostName = hostName;
    }

    /// <summary>Sets a directive of which the last counts.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="arguments">Its arguments; none needs quotes.</param>
    /// <exception cref="SslToolsException">SettingIncluded: another file has the last word.</exception>
    public void Set(string name, string arguments)
    {
        // 'SSLCipherSuite TLSv1.3 ...' is a setting of its own.
        var last = _site.All(name).LastOrDefault(setting => setting.Words.Count < 2 || !setting.Is("SSLCipherSuite") || setting.First.Equals("SSL", StringComparison.OrdinalIgnoreCase));
        if (last is null) _editor.Add($"{name} {arguments}");
        else if (last.Says(arguments)) return;
        else if (_site.IsOwn(last)) _editor.ReplaceArguments(last.Directive, arguments);
        else throw SslError.SettingIncluded(name, last.Directive.Place, _hostName);
    }

    /// <summary>Sets the certificate or the key.</summary>
    /// <param name="name">The directive.</param>
    /// <param name="path">The file.</param>
    /// <param name="warnings">Takes what the user should know.</param>
    /// <exception cref="SslToolsException">SettingIncluded, PathNotUsable.</exception>
    public void SetCertificate(string name, string path, List<string> warnings)
    {
        // Apache reads forward slashes on Windows too; a backslash would be an escape.
        var portable = System.IO.Path.DirectorySeparatorChar == '\\' ? path.Replace('\\', '/') : path;
        var quoted = ApacheText.Quote(portable);
        var all = _site.All(name).ToList();
        if (all.FirstOrDefault(setting => !_site.IsOwn(setting)) is { } included) throw SslError.SettingIncluded(name, included.Directive.Place, _hostName);
        if (all.Count == 0) _editor.Add($"{name} {quoted}");
        else if (ByteText.Decode(all[0].First) != portable) _editor.ReplaceArguments(all[0].Directive, quoted);
        foreach (var other in all.Skip(1)) _editor.Delete(other.Directive);
        if (all.Count > 1 && name == "SSLCertificateFile")
            warnings.Add($"The site '{_hostName}' at {_site.Place} has {all.Count} certificates; this one takes the place of all.");
    }

    /// <summary>Takes out the file of the chain, which is a part of the certificate's file since Apache 2.4.8: the server would send both.</summary>
    /// <exception cref="SslToolsException">SettingIncluded.</exception>
    public void RemoveChain()
    {
        const string name = "SSLCertificateChainFile";
        var own = _site.All(name).Where(_site.IsOwn).ToList();
        var other = _site.All(name).Except(own).FirstOrDefault() ?? _configuration.Last(name);
        if (other is not null) throw SslError.SettingIncluded(name, other.Directive.Place, _hostName);
        foreach (var setting in own) _editor.Delete(setting.Directive);
    }
}
