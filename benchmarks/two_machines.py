"""A Ray cluster of two machines that are both this one, reachable from here alone, and ways to hurt it.

    python benchmarks/two_machines.py [--processors 1]

Prints the address, then does as the lines on standard input say: ``kill worker`` kills a busy worker process of the
second machine with SIGKILL, ``kill machine`` the second machine's raylet with all its workers. Answers with the number
of processes that were struck. Ends with its standard input.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ |= {
    "RAY_USAGE_STATS_ENABLED": "0",
    # Ray's way to say: processes on this machine only. Without it Ray puts the machine's outer address for 127.0.0.1.
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
}
MEMORY = 80 * 2**20
"""Of a machine's object store, in bytes."""


def main() -> None:
    """Start, tell the address, obey."""
    from ray.cluster_utils import Cluster

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processors", type=int, default=1)
    each = {"num_cpus": parser.parse_args().processors, "object_store_memory": MEMORY, "node_ip_address": "127.0.0.1"}
    cluster = Cluster(initialize_head=True, head_node_args={**each, "include_dashboard": False})
    second = cluster.add_node(**each)
    print(cluster.address, flush=True)
    try:
        for line in sys.stdin:
            workers = list(_workers(second))
            if line == "kill worker\n":
                for worker in workers:
                    os.kill(worker, signal.SIGKILL)
            elif line == "kill machine\n":
                cluster.remove_node(second, allow_graceful=False)
            print(len(workers), flush=True)
    finally:
        cluster.shutdown()


def _workers(machine: Any) -> Iterator[int]:
    """Worker processes of a machine that hold one of our actors: children of its raylet."""
    raylet = machine.all_processes["raylet"][0].process.pid
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            name = (folder / "cmdline").read_bytes()
        except OSError:  # ended meanwhile
            continue
        if parent == raylet and name.startswith(b"ray::RayWorker"):
            yield int(folder.name)


if __name__ == "__main__":
    main()
