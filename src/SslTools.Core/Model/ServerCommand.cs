using System.Collections.Generic;

namespace SslTools;

/// <summary>A program of the server that a change needs beside its files, with the one that undoes it.</summary>
/// <param name="Description">What it does, for the plan.</param>
/// <param name="Run">Program and arguments; run after the files are written.</param>
/// <param name="Undo">Program and arguments; run after the files are put back. None where nothing is to be undone.</param>
public sealed record ServerCommand(string Description, IReadOnlyList<string> Run, IReadOnlyList<string> Undo);
