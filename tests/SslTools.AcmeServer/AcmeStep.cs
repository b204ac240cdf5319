namespace SslTools.Testing.Acme;

/// <summary>What a request asks for.</summary>
public enum AcmeStep
{
    Directory,
    NewNonce,
    NewAccount,
    Account,
    KeyChange,
    NewOrder,
    Order,
    Orders,
    Authorization,
    Challenge,
    Finalize,
    Certificate,
    AlternateCertificate,
    RevokeCert,
    RenewalInfo,
}
