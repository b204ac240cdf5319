using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Mail;

namespace SslTools.Engine.WebServers.Dovecot;

/// <summary>A block "local_name NAME { ... }": settings for clients that ask for the name.</summary>
internal sealed class DovecotLocalName
{
    /// <summary>What it begins with.</summary>
    public const string Word = "local_name";

    /// <summary>Reads a block.</summary>
    /// <param name="section">The block.</param>
    public DovecotLocalName(DovecotSection section)
    {
        Section = section;
        Names = section.Name.Split([' '], StringSplitOptions.RemoveEmptyEntries).Select(name => name.ToLowerInvariant()).ToList();
    }

    /// <summary>The block.</summary>
    public DovecotSection Section { get; }

    /// <summary>Its names; several in version 2.3 alone.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>How its settings are found.</summary>
    public string Scope => $"{Word} {Section.Name}";

    /// <summary>Whether it is for a name alone.</summary>
    /// <param name="hostName">The name; it may be a wildcard.</param>
    /// <returns>True when it is.</returns>
    public bool IsFor(string hostName) => Names.Count == 1 && MailCertificates.IsSame(Names[0], hostName);

    /// <summary>Whether it answers a name.</summary>
    /// <param name="hostName">The name.</param>
    /// <returns>True when it does.</returns>
    public bool Answers(string hostName) => Names.Any(name => DnsName.Covers(name, hostName));
}
