using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace SslTools.Infrastructure;

/// <summary>
/// Loads SslTools.Engine and its packages apart from other modules' copies. Every BouncyCastle.Cryptography 2.x has the
/// assembly version 2.0.0.0, so on PowerShell 7 only a private AssemblyLoadContext keeps two of them apart. Windows
/// PowerShell 5.1 has no such contexts: there Assembly.LoadFile keeps a copy of its own for each path.
/// </summary>
internal static class EngineLoader
{
    private const string EngineName = "SslTools.Engine";

    private static readonly object Gate = new();
    private static readonly string Dependencies =
        Path.Combine(Path.GetDirectoryName(typeof(EngineLoader).Assembly.Location)!, "dependencies");

    // AssemblyLoadContext is not in .NET Standard 2.0.
    private static readonly Type? LoadContext = Type.GetType("System.Runtime.Loader.AssemblyLoadContext, System.Runtime.Loader");

    private static bool _subscribed;
    private static Assembly? _engine;

    /// <summary>Answers requests for Engine from now on; a second call does nothing.</summary>
    public static void Subscribe()
    {
        lock (Gate)
        {
            if (_subscribed) return;
            AppDomain.CurrentDomain.AssemblyResolve += Resolve;
            _subscribed = true;
        }
    }

    private static Assembly? Resolve(object? sender, ResolveEventArgs request)
    {
        var name = new AssemblyName(request.Name).Name;
        if (LoadContext is null) return ResolveDesktop(name, request.RequestingAssembly);
        return name == EngineName ? LoadPrivately() : null;
    }

    private static Assembly LoadPrivately()
    {
        lock (Gate)
        {
            if (_engine is not null) return _engine;
            var context = Activator.CreateInstance(LoadContext!, EngineName, false)!;
            var load = LoadContext!.GetMethod("LoadFromAssemblyPath", [typeof(string)])!;

            // Packages first: what is in the context already is found before the default context is asked.
            var packages = Directory.GetFiles(Dependencies, "*.dll").Where(f => Path.GetFileNameWithoutExtension(f) != EngineName && !IsPlatforms(f));
            foreach (var package in packages) load.Invoke(context, [package]);
            return _engine = (Assembly)load.Invoke(context, [Path.Combine(Dependencies, EngineName + ".dll")])!;
        }
    }

    // What .NET Framework lacks and .NET has (System.Memory, ...): a second Span would be another type, and the platform's
    // own implementation is the one for this operating system.
    private static bool IsPlatforms(string file)
    {
        var name = Path.GetFileName(file);
        if (!name.StartsWith("System.", StringComparison.Ordinal) && !name.StartsWith("Microsoft.Win32.", StringComparison.Ordinal)) return false;
        var trusted = AppDomain.CurrentDomain.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "";
        return trusted.Split(Path.PathSeparator).Any(path => Path.GetFileName(path).Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    // Answers only our own assemblies, so that another module never gets our packages.
    private static Assembly? ResolveDesktop(string? name, Assembly? requester)
    {
        var path = Path.Combine(Dependencies, name + ".dll");
        var ours = name == EngineName || requester?.Location.StartsWith(Dependencies, StringComparison.OrdinalIgnoreCase) == true;
        return ours && File.Exists(path) ? Assembly.LoadFile(path) : null;
    }
}
