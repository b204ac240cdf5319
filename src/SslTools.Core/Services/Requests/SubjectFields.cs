using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace SslTools.Services.Requests;

/// <summary>The parts of a subject as people know them; null where nothing was given.</summary>
public sealed record SubjectFields
{
    // Upper bounds of RFC 5280 appendix A.1.
    private const int LongestName = 64;
    private const int LongestPlace = 128;

    /// <summary>CN.</summary>
    public string? CommonName { get; init; }

    /// <summary>O.</summary>
    public string? Organization { get; init; }

    /// <summary>OU. Public CAs no longer certify it.</summary>
    public string? OrganizationalUnit { get; init; }

    /// <summary>L.</summary>
    public string? Locality { get; init; }

    /// <summary>ST.</summary>
    public string? State { get; init; }

    /// <summary>C: two letters.</summary>
    public string? Country { get; init; }

    /// <summary>The name of the first part that was given, or null.</summary>
    public string? Given => Parts().Where(part => part.Value is not null).Select(part => part.Name).FirstOrDefault();

    /// <summary>Makes the subject.</summary>
    /// <returns>RFC 4514; empty where nothing was given.</returns>
    /// <exception cref="SslToolsException">InvalidSubject.</exception>
    public string ToSubject()
    {
        if (Country is not null && (Country.Length != 2 || !Country.All(c => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z'))))
            throw SslError.InvalidSubject(Country, "-Country is a code of two letters, such as DE or US (ISO 3166-1)");
        var parts = new List<string>();
        foreach (var (name, type, value, longest) in Parts())
        {
            if (value is null) continue;
            if (value.Trim().Length == 0) throw SslError.InvalidSubject(value, $"-{name} is empty");
            if (value.Length > longest) throw SslError.InvalidSubject(value, $"-{name} is longer than {longest} characters");
            parts.Add($"{type}={Escape(type == "C" ? value.ToUpperInvariant() : value.Trim())}");
        }

        return string.Join(",", parts);
    }

    // RFC 4514 section 2.4.
    private static string Escape(string value)
    {
        var escaped = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            if (c is ',' or '+' or '"' or '\\' or '<' or '>' or ';' or '=' || (c == '#' && escaped.Length == 0)) escaped.Append('\\');
            escaped.Append(c);
        }

        return escaped.ToString();
    }

    private IEnumerable<(string Name, string Type, string? Value, int Longest)> Parts() =>
    [
        (nameof(CommonName), "CN", CommonName, LongestName),
        (nameof(OrganizationalUnit), "OU", OrganizationalUnit, LongestName),
        (nameof(Organization), "O", Organization, LongestName),
        (nameof(Locality), "L", Locality, LongestPlace),
        (nameof(State), "ST", State, LongestPlace),
        (nameof(Country), "C", Country, 2),
    ];
}
