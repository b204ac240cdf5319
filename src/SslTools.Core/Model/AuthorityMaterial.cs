namespace SslTools;

/// <summary>Certificates and keys of a local certificate authority. The keys are secret.</summary>
/// <param name="Root">The root certificate, DER.</param>
/// <param name="RootKey">Its key, unencrypted PKCS#8 DER.</param>
/// <param name="Intermediate">The signing certificate, DER; null where the root signs.</param>
/// <param name="IntermediateKey">Its key, unencrypted PKCS#8 DER; null where the root signs.</param>
public sealed record AuthorityMaterial(byte[] Root, byte[] RootKey, byte[]? Intermediate, byte[]? IntermediateKey);
