using System;
using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Threading;
using SslTools.Ports;

namespace SslTools.Engine.Tests.Acme.Requests;

/// <summary>A run that dies at a step: from there on nothing reaches the store or the CA any more.</summary>
internal sealed class Cut(int steps)
{
    private int _left = steps;

    /// <summary>Whether it has died.</summary>
    public bool IsDead => _left < 0;

    /// <summary>The store as the run sees it.</summary>
    public IStore Of(IStore store) => Wrap(store);

    /// <summary>An engine whose CAs the run sees in the same way.</summary>
    public IEngine EngineOf(IClock clock)
    {
        var engine = RequestFixture.EngineOf(clock);
        ((RequestFixture.Proxy)(object)engine).Acme = Wrap(engine.Acme);
        return engine;
    }

    private T Wrap<T>(T inner)
        where T : class
    {
        var proxy = DispatchProxy.Create<T, Proxy>();
        ((Proxy)(object)proxy).Set(this, inner);
        return proxy;
    }

    public class Proxy : DispatchProxy
    {
        private Cut _cut = null!;
        private object _inner = null!;

        internal void Set(Cut cut, object inner) => (_cut, _inner) = (cut, inner);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var method = targetMethod!;
            var isStep = method is { IsSpecialName: false, Name: not "Dispose" and not "Connect" };
            if (isStep && Interlocked.Decrement(ref _cut._left) < 0) throw new KilledException();
            try
            {
                var result = method.Invoke(_inner, args);
                return result is IAcmeClient client ? _cut.Wrap(client) : result;
            }
            catch (TargetInvocationException e)
            {
                ExceptionDispatchInfo.Throw(e.InnerException!);
                throw;
            }
        }
    }
}

/// <summary>What ends a run; nothing in the code knows it.</summary>
internal sealed class KilledException : Exception;
