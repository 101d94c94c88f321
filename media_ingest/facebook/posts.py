"""The counts of single posts: one call a post, candidates in order, dead names isolated.

A dead name fails the whole call without saying which it is. Then each name is
asked alone, once; the dead one is left out for the rest of the client's life.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime

from foundation.errors import Gone, MetricDead, MetricRefused, NotUnderstood, PermissionMissing
from media_ingest.answers import LIFETIME, METRIC_DEAD, Asked, Counted, Heard, PostAnswer, PostRef
from media_ingest.facebook.calls import PageCalls
from media_ingest.facebook.insights import Value, over_a_life
from media_ingest.facebook.metrics import CANDIDATES, POST, VIDEO, Candidate

EDGE_OF = {POST: "insights", VIDEO: "video_insights"}
NOT_SERVED: Value = (None, "no-data")
NOT_FOR_THIS: Value = (None, "not-for-this-object")
NOT_PERMITTED: Value = (None, "not-permitted")
NOT_SHOWN: Value = (None, "not-shown")


@dataclass
class Said:
    """What one post's metrics said so far, and in which answer."""

    values: dict[Candidate, tuple[Value, Heard]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    refused: str = ""


class PostReader:
    """Reads posts of one Page; remembers between them which names are dead and which live."""

    def __init__(self, calls: PageCalls) -> None:
        self._calls = calls
        self._dead: set[str] = set()
        self._alive: set[str] = set()

    def read_posts(
        self, posts: Sequence[PostRef], *, leave: AbstractSet[str], now: datetime
    ) -> Iterator[PostAnswer]:
        """Give an answer for each post as it comes; one that cannot be read does not stop it."""
        self._dead |= leave
        for ref in posts:
            before = self._calls.made
            said, shown = Said(), True
            try:
                self._read(ref, said, now=now)
            except Gone:
                shown = False
            except NotUnderstood as error:
                said.refused = error.reason
            yield PostAnswer(
                external_id=ref.external_id,
                shown=shown,
                counted=tuple(self._counted(ref, said)) if shown else (),
                asked=tuple(said.asked),
                calls=self._calls.made - before,
                refused=said.refused,
            )

    def _read(self, ref: PostRef, said: Said, *, now: datetime) -> None:
        """Ask the post, then the video inside it for what the post did not say."""
        wrapped = "_" in ref.external_id
        of_post = self._open(ref, said, POST) if wrapped else []
        of_video = self._open(ref, said, VIDEO) if ref.object_id else []
        if not of_post and not of_video:
            message = "Facebook no longer knows any metric of a post"
            raise MetricDead(message)
        if of_post:
            self._ask(ref.external_id, of_post, said, now=now)
        if ref.object_id:
            self._ask_video(ref, said, wrapped=wrapped, now=now)

    def _ask_video(self, ref: PostRef, said: Said, *, wrapped: bool, now: datetime) -> None:
        wanted = self._open(ref, said, VIDEO)
        try:
            if wanted:
                self._ask(ref.object_id, wanted, said, now=now)
        except (Gone, PermissionMissing) as error:
            if not wrapped:
                raise
            # The post itself answered: its video is a part that we can do without.
            gone = isinstance(error, Gone)
            said.refused = "" if gone else error.reason
            self._all(wanted, NOT_SHOWN if gone else NOT_PERMITTED, said)

    def _open(self, ref: PostRef, said: Said, subject: str) -> list[Candidate]:
        """Give the candidates of a subject for measures that have no value yet."""
        return [
            candidate
            for candidates in CANDIDATES[ref.kind].values()
            if not any(said.values.get(c, (NOT_SERVED,))[0][0] is not None for c in candidates)
            for candidate in candidates
            if candidate.subject == subject and candidate.metric not in self._dead
        ]

    def _ask(
        self, object_id: str, wanted: Sequence[Candidate], said: Said, *, now: datetime
    ) -> None:
        names = ",".join(candidate.metric for candidate in wanted)
        edge = EDGE_OF[wanted[0].subject]
        try:
            told = self._calls.ask(object_id, edge, metric=names, period=LIFETIME, now=now)
        except MetricDead as error:
            if len(wanted) == 1:
                self._bury(wanted[0], error.reason, said)
                return
            for candidate in wanted:
                self._ask(object_id, [candidate], said, now=now)
        except MetricRefused:
            self._all(wanted, NOT_FOR_THIS, said)
        else:
            values = over_a_life(told.rows)
            for candidate in wanted:
                self._note(candidate, values.get(candidate.metric, NOT_SERVED), said)

    def _note(self, candidate: Candidate, value: Value, said: Said) -> None:
        said.values[candidate] = (value, self._calls.heard)
        if value[0] is not None:
            self._alive.add(candidate.metric)
            said.asked.append(_about(candidate))

    def _all(self, candidates: Sequence[Candidate], value: Value, said: Said) -> None:
        for candidate in candidates:
            self._note(candidate, value, said)

    def _bury(self, candidate: Candidate, reason: str, said: Said) -> None:
        """Leave a name out from now on; one that another post just answered is not dead."""
        if candidate.metric in self._alive:
            self._note(candidate, NOT_FOR_THIS, said)
            return
        self._dead.add(candidate.metric)
        self._note(candidate, (None, METRIC_DEAD), said)
        said.asked.append(_about(candidate).found_dead(reason))

    def _counted(self, ref: PostRef, said: Said) -> Iterator[Counted]:
        """For each measure give the first candidate with a value, else the first one's reason."""
        for measure, candidates in CANDIDATES[ref.kind].items():
            answered = [c for c in candidates if c in said.values]
            known = [c for c in answered if said.values[c][0][0] is not None]
            for candidate in (known or answered)[:1]:
                (value, reason), heard = said.values[candidate]
                yield Counted(
                    measure=measure, metric=candidate.metric, value=value, null_reason=reason,
                    heard=heard,
                )  # fmt: skip
            if not answered and said.values and candidates[0].metric in self._dead:
                yield Counted(
                    measure=measure, metric=candidates[0].metric, value=None,
                    null_reason=METRIC_DEAD, heard=self._calls.heard,
                )  # fmt: skip


def _about(candidate: Candidate) -> Asked:
    return Asked(subject=candidate.subject, name=candidate.metric, period=LIFETIME)
