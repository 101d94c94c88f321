"""What a newcomer reads first is there, and is complete."""

import re

from tests.architecture.tracked import ROOT

READERS = (
    r"(?:text|list|flag|level|url|seconds|count|database|graph_version|email)_setting|kept_secret"
)


def test_the_readme_begins_with_the_two_commands():
    block = re.search(r"(?s)```\w*\n(.*?)```", (ROOT / "README.md").read_text())
    assert block, "no command is shown"
    commands = [line.split("#")[0].strip() for line in block[1].splitlines()]
    assert [c for c in commands if c.startswith("make")][:2] == ["make run", "make test"]


def test_every_variable_of_the_environment_is_explained():
    settings = ROOT / "site" / "portal" / "settings"
    text = "".join(path.read_text() for path in settings.glob("*.py"))
    read = set(re.findall(rf'(?:{READERS}|demanded_\w+)\(\s*"([A-Z_]+)"', text))
    assert {"DATABASE_URL", "CELERY_BROKER_URL", "SECRET_KEY", "TICK_SECONDS"} <= read
    explained = set(re.findall(r"`([A-Z_]+)`", (ROOT / "site/docs/settings.md").read_text()))
    assert not read - explained


def test_every_target_of_make_says_what_it_does():
    makefile = (ROOT / "Makefile").read_text()
    (phony,) = re.findall(r"(?m)^\.PHONY: (.+)$", makefile)
    for target in phony.split():
        assert re.search(rf"(?m)^{target}:.*## \w", makefile), target
