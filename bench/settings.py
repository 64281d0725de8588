"""The application as it is, with the bare page beside it."""

from prioinit.settings import *  # noqa: F403

ROOT_URLCONF = "bench.bare"
TEMPLATES[0]["DIRS"].append(BASE_DIR / "bench" / "templates")  # noqa: F405
