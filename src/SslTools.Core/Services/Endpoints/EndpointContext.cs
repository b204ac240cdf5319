using System;
using SslTools.Ports;

namespace SslTools.Services.Endpoints;

/// <summary>What checks know besides the endpoint.</summary>
/// <param name="Engine">The adapters.</param>
/// <param name="Now">The time.</param>
/// <param name="Roots">The anchors that count.</param>
internal sealed record EndpointContext(IEngine Engine, DateTimeOffset Now, EndpointRoots Roots);
