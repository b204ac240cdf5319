using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.Cryptography.Validation;

/// <summary>The place of a certificate on a path.</summary>
internal enum PathRole
{
    /// <summary>The end-entity certificate.</summary>
    Leaf,

    /// <summary>A CA between it and the anchor.</summary>
    Intermediate,

    /// <summary>The trust anchor.</summary>
    Anchor,
}

/// <summary>What the rules say of one certificate in one place.</summary>
/// <param name="certificate">The certificate.</param>
/// <param name="role">Its place.</param>
/// <param name="request">What is asked.</param>
internal sealed class Judgement(ParsedCertificate certificate, PathRole role, PathRequest request)
{
    private readonly List<PathReason> _reasons = [];

    /// <summary>The certificate.</summary>
    public ParsedCertificate Certificate { get; } = certificate;

    /// <summary>Its extensions.</summary>
    public ExtensionSet Extensions => Certificate.Extensions;

    /// <summary>Its place.</summary>
    public PathRole Role { get; } = role;

    /// <summary>What is asked.</summary>
    public PathRequest Request { get; } = request;

    /// <summary>Whether it issues certificates on the path.</summary>
    public bool IsIssuer => Role != PathRole.Leaf;

    /// <summary>Whether the baseline requirements count.</summary>
    public bool IsWeb => Request.Rules == PathRules.Web;

    /// <summary>What was found.</summary>
    public IReadOnlyList<PathReason> Reasons => _reasons;

    /// <summary>Whether a path may use the certificate.</summary>
    public bool Refuses => _reasons.Any(reason => Request.Strict || !reason.IsProfile);

    /// <summary>What every client refuses.</summary>
    /// <param name="id">The stable name.</param>
    /// <param name="what">What was found, going on from the certificate's name.</param>
    public void Refuse(string id, string what) => _reasons.Add(new PathReason(id, $"'{Certificate}' {what}.", false));

    /// <summary>What a profile forbids; nothing for an anchor that is not judged.</summary>
    /// <param name="id">The stable name.</param>
    /// <param name="what">What was found, going on from the certificate's name.</param>
    public void Breach(string id, string what)
    {
        if (Role == PathRole.Anchor && !Request.JudgeAnchors) return;
        _reasons.Add(new PathReason(id, $"'{Certificate}' {what}.", true));
    }
}
