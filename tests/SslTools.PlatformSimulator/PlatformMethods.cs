using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Testing.Platforms;

/// <summary>The methods of the API with their fields; a question mark stands behind those that may be left out.</summary>
internal static class PlatformMethods
{
    private static readonly Dictionary<string, string[]> Fields = new(StringComparer.Ordinal)
    {
        ["users/authentication/rest/signin"] = ["login", "password"],
        ["users/authentication/rest/signout"] = [],
        ["environment/control/rest/getenvs"] = [],
        ["environment/control/rest/getenvinfo"] = ["envName"],
        ["environment/control/rest/editenvsettings"] = ["envName", "settings"],
        ["environment/binder/rest/bindssl"] = ["envName", "cert_key", "cert", "intermediate"],
        ["environment/binder/rest/getssl"] = ["envName"],
        ["environment/binder/rest/removessl"] = ["envName"],
        ["environment/binder/rest/addsslcert"] = ["key", "cert", "interm?"],
        ["environment/binder/rest/editsslcert"] = ["id", "key?", "cert?", "interm?"],
        ["environment/binder/rest/getsslcerts"] = ["ids?"],
        ["environment/binder/rest/removesslcerts"] = ["ids"],
        ["environment/binder/rest/bindsslcert"] = ["envName", "certId", "entryPoint", "extDomains"],
        ["environment/binder/rest/unbindsslcert"] = ["envName", "extDomains?"],
        ["environment/binder/rest/checkextdomain"] = ["extdomain"],
        ["environment/binder/rest/bindextdomains"] = ["envName", "extDomains", "certId?"],
        ["environment/binder/rest/getextdomains"] = ["envName"],
        ["marketplace/jps/rest/install"] = ["jps", "envName", "nodeGroup", "settings"],
        ["marketplace/jps/rest/executeappaction"] = ["appUniqueName", "action", "params?"],
        ["marketplace/jps/rest/uninstall"] = ["appUniqueName"],
    };

    /// <summary>The method of a path, or null.</summary>
    public static string? Of(string path) =>
        path.StartsWith("/1.0/", StringComparison.Ordinal) && Fields.ContainsKey(path[5..]) ? path[(path.LastIndexOf('/') + 1)..] : null;

    /// <summary>What is wrong with the fields of a call, or null.</summary>
    public static string? Check(string path, IReadOnlyDictionary<string, string> fields)
    {
        var known = Fields[path[5..]];
        var names = known.Select(field => field.TrimEnd('?')).ToList();
        if (!path.EndsWith("/signin")) names.Add("session");
        return fields.Keys.FirstOrDefault(field => !names.Contains(field)) is { } unknown ? $"the field '{unknown}' is not known"
            : known.FirstOrDefault(field => !field.EndsWith('?') && !fields.ContainsKey(field)) is { } missing ? $"the field '{missing}' is missing"
            : null;
    }
}
