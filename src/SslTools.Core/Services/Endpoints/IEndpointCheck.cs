using System.Collections.Generic;

namespace SslTools.Services.Endpoints;

/// <summary>One question put to an endpoint. A new check is one more class, named in <see cref="EndpointService"/>.</summary>
internal interface IEndpointCheck
{
    /// <summary>Answers it; what could not be seen is no concern of the check.</summary>
    /// <param name="endpoint">What was seen.</param>
    /// <param name="context">What else is known.</param>
    /// <returns>What is wrong; nothing where all is well.</returns>
    IEnumerable<SslFinding> Find(EndpointView endpoint, EndpointContext context);
}
