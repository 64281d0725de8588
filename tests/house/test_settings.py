import re

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
