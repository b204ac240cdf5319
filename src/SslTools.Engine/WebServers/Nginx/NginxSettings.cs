using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.WebServers.Nginx;

/// <summary>Sets directives of a site: those that stand there are replaced in place, others are added.</summary>
internal sealed class NginxSettings
{
    private readonly NginxSite _site;
    private readonly NginxBlockEditor _editor;
    private readonly string _hostName;

    /// <summary>Makes the setter.</summary>
    /// <param name="site">The site.</param>
    /// <param name="editor">Its editor.</param>
    /// <param name="hostName">The site's name, for errors.</param>
    public NginxSettings(NginxSite site, NginxBlockEditor editor, string hostName)
    {
        _site = site;
        _editor = editor;
        _hostName = hostName;
    }

    /// <summary>Sets a directive.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="arguments">Its arguments; none needs quotes.</param>
    /// <exception cref="SslToolsException">SettingIncluded: it stands in another file.</exception>
    public void Set(string name, string arguments)
    {
        ThrowIfIncluded(name, arguments);
        var own = _site.Own(name);
        if (own.Count == 0 && _site.Last(name) is null) _editor.Add($"{name} {arguments};");
        foreach (var directive in own.Take(1))
            if (string.Join(" ", directive.Arguments) != arguments) _editor.ReplaceArguments(directive, arguments);
    }

    /// <summary>Sets the certificate or the key.</summary>
    /// <param name="name">The directive.</param>
    /// <param name="path">The file.</param>
    /// <param name="warnings">Takes what the user should know.</param>
    /// <exception cref="SslToolsException">SettingIncluded, PathNotUsable.</exception>
    public void SetCertificate(string name, string path, List<string> warnings)
    {
        // nginx reads forward slashes on Windows too; a backslash would be an escape.
        var portable = System.IO.Path.DirectorySeparatorChar == '\\' ? path.Replace('\\', '/') : path;
        var quoted = NginxText.Quote(portable);
        ThrowIfIncluded(name, portable);
        var own = _site.Own(name);
        if (own.Count == 0) _editor.Add($"{name} {quoted};");
        foreach (var directive in own.Take(1))
            if (directive.Tokens.Count < 2 || directive.Tokens[1].Value != portable) _editor.ReplaceArguments(directive, quoted);
        foreach (var directive in own.Skip(1)) _editor.Delete(directive);
        if (own.Count > 1 && name == "ssl_certificate")
            warnings.Add($"The site '{_hostName}' at {_site.Place} has {own.Count} certificates; this one takes the place of all.");
    }

    // What an included file says would be said twice, or stay in force; the file itself may belong to other sites too.
    private void ThrowIfIncluded(string name, string arguments)
    {
        var included = _site.All(name).FirstOrDefault(directive => !_site.IsOwn(directive));
        if (included is null || (_site.Own(name).Count == 0 && string.Join(" ", included.Arguments) == arguments && name.IndexOf("certificate", System.StringComparison.Ordinal) < 0)) return;
        throw SslError.SettingIncluded(name, included.Place, _hostName);
    }
}
