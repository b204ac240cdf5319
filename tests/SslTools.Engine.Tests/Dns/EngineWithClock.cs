using System;
using System.Collections.Generic;
using System.Reflection;
using SslTools.Ports;

namespace SslTools.Engine.Tests.Dns;

/// <summary>The real engine's DNS providers with a clock of the test.</summary>
internal sealed class EngineWithClock
{
    public EngineWithClock(IClock clock)
    {
        Engine = DispatchProxy.Create<IEngine, Proxy>();
        ((Proxy)(object)Engine).Clock = clock;
        ((Proxy)(object)Engine).Self = Engine;
    }

    public IEngine Engine { get; }

    public class Proxy : DispatchProxy
    {
        private readonly EngineServices _real = new();

        public IClock Clock { get; set; } = null!;

        public IEngine Self { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
        {
            "get_Clock" => Clock,
            "get_DnsProviders" => Kinds(),
            _ => targetMethod.Invoke(_real, args),
        };

        // The kinds keep the engine they were made with: they are made anew with this one.
        private List<IDnsProviderKind> Kinds()
        {
            var kinds = new List<IDnsProviderKind>();
            foreach (var kind in _real.DnsProviders) kinds.Add((IDnsProviderKind)Activator.CreateInstance(kind.GetType(), Self)!);
            return kinds;
        }
    }
}
