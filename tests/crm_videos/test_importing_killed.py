"""An import of the CRM app's files that is killed anywhere leaves a row whole or not at all."""

import json

import pytest

PROGRAM = "from tests.crm_videos.importing_killed import main; main()"


@pytest.mark.long
@pytest.mark.sqlite  # a transaction is whole or not on either
def test_a_row_is_here_whole_or_not_at_all_whenever_the_import_is_killed(own_site):
    told = own_site.manage("shell", "--no-imports", "-c", PROGRAM)
    assert told.returncode == 0, told.stderr
    found = json.loads(told.stdout.splitlines()[-1])
    # A testimony, its consent, three chapters, two files and the evidence, and where it is from.
    whole = [1, 1, 3, 3, 1]
    # Before each of these rows and before the commit nothing is here, after it all.
    assert found["after_deaths"] == {str([0] * len(whole)): sum(whole) + 1, str(whole): 1}
    assert found["once"] == found["counts"] == whole
    assert found["again"] == ["same"]
    # What the killed ones left on the disk is swept away.
    assert found["files"] == whole[3]
