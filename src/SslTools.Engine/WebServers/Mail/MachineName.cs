using System;
using System.IO;
using System.Linq;
using System.Net;

namespace SslTools.Engine.WebServers.Mail;

/// <summary>The name of this machine, as mail servers tell it.</summary>
internal static class MachineName
{
    private const string Hosts = "/etc/hosts";

    /// <summary>The name with its domain, where the machine's own files tell it: asking the DNS could take long.</summary>
    public static string Full
    {
        get
        {
            var name = Dns.GetHostName();
            return name.Contains(".") || !File.Exists(Hosts) ? name : FromHosts(name) ?? name;
        }
    }

    // "127.0.1.1 mail.example.com mail", hosts(5).
    private static string? FromHosts(string name) => File.ReadLines(Hosts)
        .Select(line => line.Split('#')[0].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Skip(1).ToList())
        .Where(names => names.Contains(name, StringComparer.OrdinalIgnoreCase)).SelectMany(names => names)
        .FirstOrDefault(other => other.StartsWith(name + ".", StringComparison.OrdinalIgnoreCase));
}
