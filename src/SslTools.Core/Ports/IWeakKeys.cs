namespace SslTools.Ports;

/// <summary>Knows public keys whose private key others can find, though they are long enough.</summary>
public interface IWeakKeys
{
    /// <summary>Looks for the known faults: ROCA, Debian's of 2008 (where the machine has its list), factors that are easily found.</summary>
    /// <param name="certificate">DER.</param>
    /// <param name="what">The certificate as messages name it.</param>
    /// <returns>What is wrong (RocaWeakKey, DebianWeakKey, FactorableKey), or null.</returns>
    SslToolsException? Find(byte[] certificate, string what);
}
