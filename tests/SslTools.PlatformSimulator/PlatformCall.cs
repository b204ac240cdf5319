using System.Collections.Generic;

namespace SslTools.Testing.Platforms;

/// <summary>A call that came.</summary>
/// <param name="Method">The method's name, such as <c>getenvinfo</c>.</param>
/// <param name="Fields">Its form fields.</param>
public sealed record PlatformCall(string Method, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>The environment, or null.</summary>
    public string? Environment => Fields.GetValueOrDefault("envName");
}
