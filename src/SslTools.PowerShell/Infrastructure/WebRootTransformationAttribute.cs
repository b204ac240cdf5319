using System;
using System.Collections;
using System.Management.Automation;

namespace SslTools.Infrastructure;

/// <summary>Takes one folder for all names, or a table of folders by host name.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class WebRootTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is null) return null;
        var roots = new Hashtable(StringComparer.OrdinalIgnoreCase);
        if (value is not IDictionary table)
        {
            roots["*"] = value.ToString();
            return roots;
        }

        foreach (DictionaryEntry entry in table) roots[entry.Key.ToString()!] = entry.Value?.ToString() ?? "";
        return roots;
    }
}
