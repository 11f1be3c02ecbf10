"""Long runs over a corpus: windows to a runner, results to a file that survives whatever ends the run."""
