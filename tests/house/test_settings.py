import re
import tomllib

from scripts.servers import PROJECT


def test_every_environment_variable_is_in_the_example():
    """A setting that only the source tells about is a setting nobody finds."""
    names = set()
    for file in ("prioinit/settings.py", "gunicorn.conf.py", "docker-compose.yml"):
        text = (PROJECT / file).read_text()
        names |= set(re.findall(r'(?:env\.\w+\(\s*|environ\.get\()["\']([A-Z_]+)["\']', text))
        names |= set(re.findall(r"\$\{([A-Z_]+)", text))
    example = (PROJECT / ".env.example").read_text()

    assert names == set(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE))


def test_every_dependency_has_its_reason():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    wanted = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["demo"],
        *project["dependency-groups"]["dev"],
    ]
    rows = re.findall(r"^\| ([a-z].*?) \|", (PROJECT / "docs/dependencies.md").read_text(), re.M)
    given = {name.split("[")[0].split()[0] for row in rows for name in row.split(", ")}

    assert {re.match(r"[a-z0-9-]+", name).group() for name in wanted} == given
