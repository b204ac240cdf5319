using System.Globalization;

namespace SslTools.Benchmarks;

/// <summary>One line of the table: what was measured, the peer measured in the same run, and their ratio against the goal.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Ours">Our figure.</param>
/// <param name="Peer">The peer's figure, or 0 where the goal is absolute.</param>
/// <param name="Unit">The unit of both.</param>
/// <param name="Goal">The highest ratio, or the highest figure where there is no peer.</param>
internal sealed record Measurement(string What, double Ours, double Peer, string Unit, double Goal)
{
    public static string Header => $"{"what",-62} {"ours",10} {"peer",10} {"unit",-6} {"ratio",7} {"goal",7}";

    private double Compared => Peer > 0 ? Ours / Peer : Ours;

    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture,
        "{0,-62} {1,10:0.00} {2,10} {3,-6} {4,7} {5,7:0.##} {6}",
        What, Ours, Peer > 0 ? Peer.ToString("0.00", CultureInfo.InvariantCulture) : "-", Unit,
        Peer > 0 ? Compared.ToString("0.000", CultureInfo.InvariantCulture) : "-", Goal, Compared <= Goal ? "met" : "NOT MET");
}
