"""What a stranger gets from ``make run``: two languages, and figures that come by themselves."""

import re
import signal
import urllib.request

import pytest

from tests.own_site import wait_until

# `make run` is the embedded default.
pytestmark = [pytest.mark.sqlite, pytest.mark.long]

# Months of the two accounts that the platforms themselves stated.
POLLED = "SELECT COUNT(*) FROM campaigns_entry WHERE source_ref LIKE 'account:%'"
GOOD_POLLS = "SELECT COUNT(DISTINCT account_id) FROM media_ingest_pollrun WHERE state = 'done'"


def pages(output: str) -> dict[str, str]:
    return dict(re.findall(r"(Bangla|English|Staff) +(http://127\.0\.0\.1:\d+/\w+/)", output))


def test_the_demo_runs_by_itself_and_again_the_next_day(own_site):
    own_site.environment["TICK_SECONDS"] = "1"
    # Where nobody points, the parts must ask the simulators and nobody else.
    for name in [n for n, v in own_site.environment.items() if v.startswith("http://127.0.0.1:9/")]:
        del own_site.environment[name]
    first = own_site.start("manage.py", "up", "--port", "0")
    wait_until(lambda: "Ctrl-C stops" in own_site.output() or first.poll() is not None, seconds=120)
    output = own_site.output()
    assert "Loading the demo programme" in output
    assert "nirapad-demo" in output
    for language in ("Bangla", "English"):
        with urllib.request.urlopen(pages(output)[language]) as answer:
            assert answer.status == 200
            assert 'class="demo"' in answer.read().decode()

    wait_until(lambda: own_site.rows(GOOD_POLLS) == [(2,)], seconds=60)
    first.send_signal(signal.SIGINT)
    assert first.wait(20) == 0
    ((stated,),) = own_site.rows(POLLED)
    assert stated > 0

    second = own_site.start("manage.py", "up", "--port", "0", log="second.log")
    wait_until(lambda: "Ctrl-C stops" in own_site.output("second.log"), seconds=60)
    assert "Loading" not in own_site.output("second.log")
    second.send_signal(signal.SIGINT)
    assert second.wait(20) == 0
    # What was stated before is still there, and what came with it is more.
    ((later,),) = own_site.rows(POLLED)
    assert later >= stated


def test_a_database_of_somebody_elses_gets_no_demo_and_no_invented_figures(own_site):
    made = own_site.manage(
        *("shell", "--no-imports", "-c"),
        "from django.contrib.auth.models import User; User.objects.create_user('rahima')",
    )
    assert made.returncode == 0, made.stderr
    up = own_site.start("manage.py", "up", "--port", "0")
    wait_until(lambda: "Ctrl-C stops" in own_site.output(), seconds=90)
    assert "already holds users" in own_site.output()
    assert "nirapad-demo" not in own_site.output()
    assert not (own_site.folder / "logs" / "simulators.log").exists()
    up.send_signal(signal.SIGINT)
    assert up.wait(20) == 0
    assert own_site.rows("SELECT id FROM media_ingest_account") == []
