namespace SslTools.Engine.Cryptography.Validation.Rules;

/// <summary>One thing that must be right with each certificate by itself. A new rule is one more class, named in <see cref="CertificateRules"/>.</summary>
internal interface ICertificateRule
{
    /// <summary>Judges a certificate.</summary>
    /// <param name="judgement">The certificate, and where to say what is wrong.</param>
    void Judge(Judgement judgement);
}
