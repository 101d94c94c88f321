"""No tracked file names a package registry or a folder of one machine."""

import re

from tests.architecture.tracked import ROOT, tracked_files

# Put together here, so that this file does not name them either.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("deb", "debian", "org"),
        ("docker", "io"),
        ("ghcr", "io"),
    )
]
A_MACHINE = re.compile(r"(?<![\w.:/~-])/(?:work|root|Users|opt|home/\w+)/\w")


def texts() -> dict[str, str]:
    found = {}
    for path in tracked_files():
        try:
            found[str(path)] = (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:  # a picture, a compiled catalogue
            continue
    return found


def test_no_registry_is_named():
    assert not [name for name, text in texts().items() if any(host in text for host in REGISTRIES)]


def test_no_folder_of_a_machine_is_named():
    assert not {n: m[0] for n, text in texts().items() if (m := A_MACHINE.search(text))}
