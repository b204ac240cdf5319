using System;
using System.Linq;
using System.Management.Automation;

namespace SslTools.Infrastructure;

/// <summary>Reads key algorithms as people write them: P256, P-256, ECDSA P-256, secp256r1, rsa-2048, RSA 2048, ed25519.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class KeyAlgorithmTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var input = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (input is SslKeyAlgorithm) return input;
        var text = new string(input.ToString()!.ToUpperInvariant().Where(char.IsLetterOrDigit).ToArray());
        foreach (var prefix in new[] { "ECDSA", "NIST", "EC" })
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal)) text = text.Substring(prefix.Length);
        }

        if (text.StartsWith("SECP", StringComparison.Ordinal) && text.EndsWith("R1", StringComparison.Ordinal))
            text = "P" + text.Substring(4, text.Length - 6);
        if (text is "256" or "384" or "521") text = "P" + text;
        var name = Enum.GetNames(typeof(SslKeyAlgorithm)).FirstOrDefault(n => n.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (name is not null) return Enum.Parse(typeof(SslKeyAlgorithm), name);
        throw new ArgumentTransformationMetadataException(
            $"'{input}' is not a key algorithm that SslTools makes. Use one of: {string.Join(", ", Enum.GetNames(typeof(SslKeyAlgorithm)))}.");
    }
}
