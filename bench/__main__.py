"""All benchmarks, one after another: `make bench`. Each runs by its own name too: `python -m bench.register`."""

import subprocess
import sys

NAMES = ("bench.register", "bench.desk", "bench.answer_search", "bench.spikes", "bench.insight")


def main() -> int:
    """Run each in a process of its own, so that none warms up another; gives the worst outcome."""
    outcomes = []
    for name in NAMES:
        print(f"\n== {name}", flush=True)
        outcomes.append(subprocess.run([sys.executable, "-m", name], check=False).returncode)
    return max(outcomes)


if __name__ == "__main__":
    sys.exit(main())
