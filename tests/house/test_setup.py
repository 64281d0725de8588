"""The rule for what the wheels cannot bring: install when allowed, else say exactly what to run."""

import pytest

from scripts import setup


@pytest.fixture
def debian(monkeypatch):
    """A bare Debian: nothing installed, commands recorded instead of run."""
    commands = []
    monkeypatch.setattr(setup, "loads", lambda library: False)
    monkeypatch.setattr(setup, "find_chromium", lambda: None)
    monkeypatch.setattr(setup, "is_ubuntu", lambda: False)
    monkeypatch.setattr(setup.shutil, "which", lambda name: None)
    monkeypatch.setattr(setup.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(setup, "PYTHON", setup.PROJECT / "nowhere")

    def run(command, **_):
        commands.append(command)
        return setup.subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(setup.subprocess, "run", run)
    return commands


def test_demo_needs_pango_and_venv(debian):
    packages = setup.missing_debian_packages("demo")

    assert packages[:3] == ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"]
    assert packages[3].startswith("python3.")
    assert packages[3].endswith("-venv")
    assert len(packages) == 4


def test_test_needs_a_browser_and_gettext_too(debian):
    packages = setup.missing_debian_packages("test")
    assert packages[4:] == ["chromium", "gettext", "libatomic1"]


def test_root_installs(debian, monkeypatch):
    monkeypatch.setattr(setup.os, "geteuid", lambda: 0)

    setup.apt_install(["libpango-1.0-0"])

    assert debian == [
        ["apt-get", "update"],
        ["apt-get", "install", "-y", "--no-install-recommends", "libpango-1.0-0"],
    ]


def test_sudo_without_a_password_installs(debian, monkeypatch):
    monkeypatch.setattr(setup.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(setup.shutil, "which", lambda name: f"/usr/bin/{name}")

    setup.apt_install(["libpango-1.0-0"])

    assert debian[0] == ["sudo", "-n", "true"]
    assert [command[:2] for command in debian[1:]] == [["sudo", "apt-get"]] * 2


def test_others_get_the_exact_command(debian, monkeypatch):
    monkeypatch.setattr(setup.os, "geteuid", lambda: 1000)

    with pytest.raises(SystemExit) as stopped:
        setup.apt_install(["libpango-1.0-0"])

    assert debian == []
    assert str(stopped.value).splitlines()[1].strip() == (
        "apt-get update && apt-get install -y --no-install-recommends libpango-1.0-0"
    )


def test_python_too_old_is_one_line(debian, monkeypatch):
    monkeypatch.setattr(setup.sys, "version_info", (3, 9, 6))

    with pytest.raises(
        SystemExit, match=r"^Python 3\.11, 3\.12 eller 3\.13 behövs, men .*3\.9\.6\.$"
    ):
        setup.require_python()


def test_full_disk_is_one_line(monkeypatch):
    monkeypatch.setattr(setup, "NEEDED_BYTES", {"demo": 10**18})

    with pytest.raises(SystemExit, match=r"^Disken är för full: \d+ MB ledigt i .*MB\.$"):
        setup.require_space("demo")
