using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Text;

namespace SslTools.Infrastructure.Dns;

/// <summary>
/// The arguments of DNS providers and plugins as bytes, which the store encrypts: PowerShell's own XML, with secure strings and
/// credentials opened, since those of one account are closed to another.
/// </summary>
internal static class DnsArguments
{
    private const string Secure = "SslTools.SecureString";
    private const string UserName = "SslTools.UserName";
    private const string Password = "SslTools.Password";

    /// <summary>Writes a table.</summary>
    /// <param name="arguments">The table.</param>
    /// <returns>Secret bytes.</returns>
    public static byte[] Write(Hashtable arguments) => Encoding.UTF8.GetBytes(PSSerializer.Serialize(Open(arguments)));

    /// <summary>Reads a table.</summary>
    /// <param name="secrets">What was written, or null.</param>
    /// <returns>The table; names in any case.</returns>
    public static Hashtable Read(byte[]? secrets) =>
        secrets is null ? new Hashtable(StringComparer.OrdinalIgnoreCase) : (Hashtable)Close(PSSerializer.Deserialize(Encoding.UTF8.GetString(secrets)))!;

    /// <summary>A table as the engine's providers take it.</summary>
    /// <param name="secrets">What was written, or null.</param>
    /// <returns>Names and texts. Secret.</returns>
    public static IReadOnlyDictionary<string, string> ReadTexts(byte[]? secrets) =>
        Read(secrets).Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => Text(entry.Value));

    private static string Text(object? value) => value switch
    {
        SecureString secret => new NetworkCredential("", secret).Password,
        IEnumerable and not string => string.Join(",", ((IEnumerable)value).Cast<object>()),
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "",
    };

    private static object? Open(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        SecureString secret => new Hashtable { [Secure] = new NetworkCredential("", secret).Password },
        PSCredential credential => new Hashtable { [UserName] = credential.UserName, [Password] = credential.GetNetworkCredential().Password },
        IDictionary table => Map(table, Open),
        ScriptBlock => throw SslError.UnsupportedDnsArgument("a script block"),
        string or null or ValueType => value,
        IEnumerable list => list.Cast<object>().Select(Open).ToArray(),
        var other => other.ToString(),
    };

    private static object? Close(object? value)
    {
        switch (value is PSObject wrapped ? wrapped.BaseObject : value)
        {
            case IDictionary table when table.Contains(Secure):
                return new NetworkCredential("", (string)table[Secure]!).SecurePassword;
            case IDictionary table when table.Contains(UserName):
                return new PSCredential((string)table[UserName]!, new NetworkCredential("", (string)table[Password]!).SecurePassword);
            case IDictionary table:
                return Map(table, Close);
            case string text:
                return text;
            case IEnumerable list:
                return list.Cast<object>().Select(Close).ToArray();
            case var other:
                return other;
        }
    }

    private static Hashtable Map(IDictionary table, Func<object?, object?> change)
    {
        var mapped = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in table) mapped[entry.Key.ToString()!] = change(entry.Value);
        return mapped;
    }
}
