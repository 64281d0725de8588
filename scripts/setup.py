"""Makes .venv from uv.lock and sees to it that the machine has what the wheels cannot bring.

Run by whatever `python3` the machine has, so only the standard library, and nothing newer than
Python 3.7 before the version is checked.

    python3 -m scripts.setup demo    what `make demo` needs
    python3 -m scripts.setup test    that, and everything `make test` and `make check` need
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "tool" / "bin" / "uv"  # apart from the application: uv sync would remove it
STAMP = VENV / "installed"
NEEDED_BYTES = {"demo": 1_000_000_000, "test": 2_000_000_000}
OPTIONS = {"demo": ["--no-dev", "--extra", "demo"], "test": ["--all-extras"]}

PANGO = {
    "libpango-1.0-0": "libpango-1.0.so.0",
    "libpangoft2-1.0-0": "libpangoft2-1.0.so.0",
    "libharfbuzz-subset0": "libharfbuzz-subset.so.0",
}
LIBATOMIC = ("libatomic1", "libatomic.so.1")  # the program that drives the browser in the tests


def main() -> None:
    level = sys.argv[1] if sys.argv[1:] in (["demo"], ["test"]) else "demo"
    require_python()
    if installed_level() is None:
        require_space(level)
    require_system_packages(level)
    install(level)


def stop(*lines: str) -> None:
    sys.exit("\n".join(lines))


# --- Python and disk ---------------------------------------------------------------------------
def require_python() -> None:
    if (3, 11) <= sys.version_info < (3, 14):
        return
    for name in ("python3.13", "python3.12", "python3.11"):
        other = shutil.which(name)
        if other and subprocess.run([other, "-c", ""], stderr=subprocess.DEVNULL).returncode == 0:
            os.execv(other, [other, "-m", "scripts.setup", *sys.argv[1:]])
    found = ".".join(str(part) for part in sys.version_info[:3])
    stop(f"Python 3.11, 3.12 eller 3.13 behövs, men {sys.executable} är {found}.")


def require_space(level: str) -> None:
    free, needed = shutil.disk_usage(PROJECT).free, NEEDED_BYTES[level]
    if free < needed:
        stop(
            f"Disken är för full: {free // 10**6} MB ledigt i {PROJECT}, "
            f"men installationen behöver {needed // 10**6} MB."
        )


# --- What the wheels cannot bring --------------------------------------------------------------
def require_system_packages(level: str) -> None:
    if sys.platform == "darwin":
        require_on_mac(level)
    elif shutil.which("apt-get"):
        apt_install(missing_debian_packages(level))
    else:
        require_by_hand(level)


def missing_debian_packages(level: str) -> list[str]:
    packages = [name for name, library in PANGO.items() if not loads(library)]
    if not PYTHON.exists() and importlib.util.find_spec("ensurepip") is None:
        packages.append(f"python3.{sys.version_info.minor}-venv")
    if level == "test":
        if not find_chromium():
            packages.append("chromium")
        if not shutil.which("msgfmt"):
            packages.append("gettext")
        if not loads(LIBATOMIC[1]):
            packages.append(LIBATOMIC[0])
    return packages


def apt_install(packages: list[str]) -> None:
    if not packages:
        return
    if "chromium" in packages and is_ubuntu():  # there it is a snap, which this cannot install
        stop(
            "Chromium saknas. Installera Google Chrome, eller kör:",
            "    sudo snap install chromium",
        )
    rights = [] if os.geteuid() == 0 else ["sudo"]
    update = [*rights, "apt-get", "update"]
    install = [*rights, "apt-get", "install", "-y", "--no-install-recommends", *packages]
    if rights and not sudo_without_password():
        stop(
            "Det saknas systempaket. Kör det här som administratör och försök sedan igen:",
            f"    {as_text(update, rights)} && {as_text(install, rights)}",
        )
    print(f"Installerar systempaket: {' '.join(packages)}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (update, install):
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        if done.returncode:
            stop(done.stdout + done.stderr, f"Kommandot misslyckades: {' '.join(command)}")


def as_text(command: list[str], rights: list[str]) -> str:
    """Without sudo on the machine, the administrator runs the same command as root."""
    return " ".join(command if shutil.which("sudo") else command[len(rights) :])


def sudo_without_password() -> bool:
    if not shutil.which("sudo"):
        return False
    return subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0


def is_ubuntu() -> bool:
    release = Path("/etc/os-release")
    return release.exists() and "\nID=ubuntu" in "\n" + release.read_text()


def require_on_mac(level: str) -> None:
    folders = ["", "/opt/homebrew/lib/", "/usr/local/lib/"]
    if not any(loads(f"{folder}libpango-1.0.dylib") for folder in folders):
        stop("Pango saknas, det behövs för PDF. Kör det här och försök sedan igen:",
             "    brew install pango")  # fmt: skip
    if level == "test" and not find_chromium():
        stop("Google Chrome eller Chromium saknas, det behövs för testerna:",
             "    brew install --cask google-chrome")  # fmt: skip
    if level == "test" and not shutil.which("msgfmt"):
        stop("gettext saknas, det behövs för översättningarna:", "    brew install gettext")


def require_by_hand(level: str) -> None:
    missing = [library for library in PANGO.values() if not loads(library)]
    if importlib.util.find_spec("ensurepip") is None:
        missing.append("ensurepip (python3-venv)")
    if level == "test" and not find_chromium():
        missing.append("chromium")
    if missing:
        stop(f"Installera det här med systemets pakethanterare: {', '.join(missing)}")


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def find_chromium() -> str | None:
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        found = shutil.which(name)
        if found:
            return found
    for name in ("Google Chrome", "Chromium"):
        app = Path(f"/Applications/{name}.app/Contents/MacOS/{name}")
        if app.exists():
            return str(app)
    return None


# --- The virtual environment -------------------------------------------------------------------
def install(level: str) -> None:
    had = installed_level()
    if had is None and (VENV / "pyvenv.cfg").exists():
        had = "test"  # made by hand, or interrupted: take nothing away
    level = "test" if "test" in (level, had) else "demo"
    wanted = f"{fingerprint()} {level}"
    if STAMP.exists() and STAMP.read_text() == wanted:
        return
    print("Installerar beroenden ur uv.lock i .venv ...", flush=True)
    make_venv()
    if not UV.exists():
        run([PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
             "--require-hashes", "-r", PROJECT / "scripts" / "uv.txt",
             "--target", VENV / "tool"])  # fmt: skip
    run([UV, "sync", "--frozen", "--quiet", "--inexact", *OPTIONS[level]])
    STAMP.write_text(wanted)


def installed_level() -> str | None:
    """None when .venv is missing or its Python is gone, as after an upgrade of the system."""
    if not STAMP.exists() or not works():
        return None
    return STAMP.read_text().split()[-1]


def fingerprint() -> str:
    contents = (PROJECT / "uv.lock").read_bytes() + str(VENV).encode()
    return hashlib.sha256(contents).hexdigest()


def make_venv() -> None:
    if works():
        return
    if VENV.exists():
        shutil.rmtree(VENV)
    run([sys.executable, "-m", "venv", VENV])


def works() -> bool:
    if not PYTHON.exists():
        return False
    test = "import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))"
    return subprocess.run([str(PYTHON), "-c", test], capture_output=True).returncode == 0


def run(command: list) -> None:
    environment = {
        **os.environ,
        "UV_PROJECT_ENVIRONMENT": str(VENV),
        "UV_PYTHON": str(PYTHON),
        "UV_PYTHON_DOWNLOADS": "never",
        "VIRTUAL_ENV": str(VENV),
    }
    done = subprocess.run([str(part) for part in command], cwd=PROJECT, env=environment)
    if done.returncode:
        stop(f"Installationen misslyckades: {' '.join(str(part) for part in command)}")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        stop("")
