"""Every page is HTML that a strict parser accepts; and, where there is one, the Nu HTML checker.

AppClient parses every page with html5lib and raises. The Nu checker is run when NU_CHECKER names its
vnu.jar: it knows the rules about content and ARIA that a parser does not (docs/accessibility.md).
"""

import os
import subprocess

import pytest

from tests.accessibility.seen_by import DIFFERS
from tests.accessibility.site import Site, further, main_views, role_views

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(db, tmp_path):
    site = Site()
    views = [*main_views(site), *further(site), *role_views(site, DIFFERS)]
    for view in views:
        response = site.client(view.who).get(view.path, follow=True)
        (tmp_path / f"{view.file_name}.html").write_bytes(response.content)
    return sorted(tmp_path.glob("*.html"))


def test_every_page(pages):
    assert len(pages) > 100
    if jar := os.environ.get("NU_CHECKER"):
        checker = ["java", "-jar", jar, "--format", "gnu", *map(str, pages)]
        told = subprocess.run(checker, capture_output=True, text=True, check=False).stderr
        assert not told, told
