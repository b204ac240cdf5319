using System;
using System.Globalization;
using SslTools.Fuzz;

// dotnet run -c Release --project tests/SslTools.Fuzz -- [--runs 1000000] [--seed 1] [--target pfx]
var fuzzer = new Fuzzer { Seed = int.Parse(Option("--seed") ?? "1", CultureInfo.InvariantCulture), Only = Option("--target") };
var failures = fuzzer.RunHostile() + fuzzer.Run(long.Parse(Option("--runs") ?? "1000000", CultureInfo.InvariantCulture));
Console.WriteLine(fuzzer.Report);
return failures == 0 ? 0 : 1;

string? Option(string name) => Array.IndexOf(args, name) is var i and >= 0 && i + 1 < args.Length ? args[i + 1] : null;
