"""Picture and sound of one piece, put together as they come.

Nothing here knows Django: the child imports it.
"""

from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from crm_videos.videos.light_mp4 import LightMp4, Weight
from crm_videos.videos.picture_shown import Look, PictureShown, rate_shown
from crm_videos.videos.voice_shown import VoiceShown


class Film:
    """Takes recorded frames in the order of the file and gives an MP4."""

    def __init__(
        self, picture: VideoStream | None, sound: AudioStream | None, weight: Weight
    ) -> None:
        self.picture = picture
        self.streams = [stream for stream in (picture, sound) if stream is not None]
        self.file = LightMp4(weight)
        if sound is not None:
            self.file.has_sound()
        self.shown: PictureShown | None = None
        self.heard: VoiceShown | None = None
        # Sound that came before the first picture: how large that is must be known first.
        self.waits: list[AudioFrame] = []

    def see(self, frame: VideoFrame, at: float, look: Look | None) -> None:
        """Take a picture at its time in seconds."""
        if self.picture is None or look is None:
            return
        if self.shown is None:
            rate = rate_shown(self.picture.average_rate, look.rate or 1)
            shape = self.picture.sample_aspect_ratio
            self.shown = PictureShown(frame, look, shape=shape, rate=rate)
            self.file.has_picture(self.shown.width, self.shown.height, rate)
            self._let_go()
        for one in self.shown.push(frame, at):
            self.file.add(one)

    def hear(self, frame: AudioFrame, at: float, voice: str, seconds: float) -> None:
        """Take a sound at its time in seconds."""
        if self.heard is None:
            self.heard = VoiceShown(frame, voice, seconds)
        self.waits += self.heard.push(frame, at)
        if self.picture is None or self.shown is not None:
            self._let_go()

    @property
    def is_empty(self) -> bool:
        """Whether what there should be to see, or else to hear, never came."""
        return (self.heard if self.picture is None else self.shown) is None

    @property
    def size(self) -> dict[str, int]:
        """Its width and height in pixels; a sound has none."""
        if self.shown is None:
            return {}
        return {"width": self.shown.width, "height": self.shown.height}

    def whole(self) -> bytes:
        """End it and give the file."""
        for picture in self.shown.end() if self.shown else ():
            self.file.add(picture)
        for sound in self.heard.end() if self.heard else ():
            self.file.add(sound)
        return self.file.whole()

    def _let_go(self) -> None:
        for one in self.waits:
            self.file.add(one)
        self.waits.clear()
