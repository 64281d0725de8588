"""What the demo needs done in Django before it starts, in one process to spare the start-up.

python -m scripts.prepare_demo [database] [static]
"""

import sys

import django
from django.core.management import call_command


def main(steps: list[str]) -> None:
    django.setup()
    if "database" in steps:
        call_command("migrate", interactive=False)
        call_command("createcachetable")
        call_command("load_demo")
    if "static" in steps:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)


if __name__ == "__main__":
    main(sys.argv[1:])
