using System.Collections.Generic;

namespace SslTools.Services.Health;

/// <summary>Nobody but its owner can read the private key.</summary>
internal sealed class KeyFileCheck : ICertificateCheck
{
    /// <inheritdoc/>
    public IEnumerable<SslFinding> Find(StoredCertificate subject, HealthContext context)
    {
        // A key that could not be read has its finding already.
        if (subject.PrivateKeyPath is null || subject.PrivateKey is null) return [];
        try
        {
            return context.Files.FindExposure(subject.PrivateKeyPath) is not { } exposure ? [] : [new SslFinding(
                "KeyFileExposed", SslFindingSeverity.Error,
                $"Others than its owner can read the private key '{subject.PrivateKeyPath}': {exposure}.",
                "Take their rights away (chmod 600, or icacls /inheritance:r), and issue a new key: others may have read this one.", subject.Name)];
        }
        catch (SslToolsException e)
        {
            return [new SslFinding(
                "KeyFileNotChecked", SslFindingSeverity.Information,
                $"Who can read the private key '{subject.PrivateKeyPath}' could not be checked: {e.Message}",
                "Look at the file's permissions by hand.", subject.Name)];
        }
    }
}
