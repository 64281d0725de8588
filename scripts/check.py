"""`make check`: one line per check, the tool's own words where one fails.

python -m scripts.check            all
python -m scripts.check typer      those whose name is given
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from scripts.servers import PROJECT, Postgres, Problem

APPS = ("prioinit", "roles", "initiatives", "checkpoints", "programme")
TYPED = ("services", "policy", "access", "permissions", "reports")  # where the rules live
BIN = PROJECT / ".venv" / "bin"
MANAGE = [sys.executable, "manage.py"]


@dataclass(frozen=True)
class Check:
    name: str
    command: list[str | Path]
    environment: dict[str, str] = field(default_factory=dict)

    def run(self, database_url: str) -> tuple[Check, str | None]:
        environment = {**os.environ, "DATABASE_URL": database_url, "TESTING": "1"}
        for name in ("DEBUG", "DEMO"):
            environment.pop(name, None)
        done = subprocess.run(
            [str(part) for part in self.command],
            cwd=PROJECT,
            env=environment | self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return self, done.stdout.strip() or "(inget svar)" if done.returncode else None


def checks() -> list[Check]:
    return [
        Check("kod", [BIN / "ruff", "check", "."]),
        Check("format", [BIN / "ruff", "format", "--check", "."]),
        Check("mallar", [BIN / "djlint", "templates", "--lint", "--quiet"]),
        Check("typer", [BIN / "mypy", "--follow-imports=silent", *typed_files()]),
        Check("importer", [BIN / "lint-imports", "--no-logo", "--no-cache"]),
        Check("migrationer", [*MANAGE, "makemigrations", "--check", "--dry-run"]),
        Check(
            "produktion", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], production()
        ),
        Check("översättningar", [sys.executable, "-m", "scripts.check_translations"]),
    ]


def typed_files() -> Iterator[Path]:
    for app in APPS:
        for name in TYPED:
            module = PROJECT / app / name
            yield from [module.with_suffix(".py")] if module.with_suffix(".py").exists() else []
            yield from sorted(module.glob("**/*.py"))


def production() -> dict[str, str]:
    return {
        "TESTING": "0",
        "SECRET_KEY": secrets.token_urlsafe(48),
        "ALLOWED_HOSTS": "prio.example",
        "SITE_URL": "https://prio.example",
    }


def main() -> int:
    chosen = [check for check in checks() if check.name in sys.argv[1:] or not sys.argv[1:]]
    try:
        postgres = Postgres().start()
    except Problem as problem:
        print(problem)
        return 1
    failed = 0
    try:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for check, words in pool.map(lambda check: check.run(postgres.url), chosen):
                print(f"{check.name:<15} {'fel' if words else 'ok'}", flush=True)
                if words:
                    failed += 1
                    print("\n".join(f"    {line}" for line in words.splitlines()))
    finally:
        postgres.stop()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
