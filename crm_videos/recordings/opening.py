"""Opening a recording for decoding: as what its first bytes say, and as nothing else.

FFmpeg would guess, and a guess can be led: a playlist named ``.mp4`` opens as a playlist,
which names other files and hosts. So the demuxer is forced, only the decoders for what phones
make are there, and whatever a file asks to be opened besides itself is refused.

Nothing here knows Django: children import it.
"""

from typing import BinaryIO, NoReturn

import av
import av.logging

# PyAV imports it when it meets the first such stream; then there is no file left to import from.
import av.subtitles.stream
from av.container import InputContainer

# As FFmpeg calls the containers that we take. Each is one more reader that could be wrong.
MP4, MATROSKA, OGG, WAV, MP3, AAC = "mp4", "matroska", "ogg", "wav", "mp3", "aac"
AMR = "amr"
# The box that an MP4 begins with; QuickTime's older files have no ``ftyp``.
FIRST_BOXES = frozenset({b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"})
# A picture of the family of MP4 (HEIC, AVIF, Canon's raw) is none of our business here.
PICTURE_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"crx "})
PICTURES_CODECS = frozenset({"h264", "hevc", "vp8", "vp9", "av1", "mpeg4", "h263"})
SOUNDS_CODECS = frozenset(
    {
        *("aac", "mp3", "opus", "vorbis", "amr_nb", "amr_wb"),
        *("pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_f32le", "pcm_u8"),
    }
)
# FFmpeg's names for the programs that decode these.
DECODERS = (
    *("h264", "hevc", "vp8", "vp9", "libdav1d", "av1", "mpeg4", "h263"),
    *("aac", "mp3", "mp3float", "opus", "vorbis", "amrnb", "amrwb"),
    *("pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_f32le", "pcm_u8"),
)
# DCI 4K, however it is held.
MOST_PIXELS = 4096 * 2160
# A phone writes two streams, some a third or fourth with times and positions.
MOST_STREAMS = 8
ID3_HEADER = 10


class AsksForMore(PermissionError):
    """The file asked for another file or for a host."""


def demuxer_for(recording: BinaryIO) -> str | None:
    """Tell from its first bytes as what a recording may be read; None for what is none."""
    start = _start_behind_tag(recording)
    if start[4:8] in FIRST_BOXES and start[8:12] not in PICTURE_BRANDS:
        return MP4
    if start[:4] == b"\x1a\x45\xdf\xa3":
        return MATROSKA
    if start[:4] == b"OggS":
        return OGG
    if start[:4] == b"RIFF" and start[8:12] == b"WAVE":
        return WAV
    # RFC 4867, one channel: no telephone writes more.
    if start.startswith((b"#!AMR\n", b"#!AMR-WB\n")):
        return AMR
    # Eleven bits say that a frame begins, two of the later ones which layer of MPEG it is.
    if len(start) > 1 and start[0] == 0xFF and start[1] & 0xE0 == 0xE0:
        return AAC if start[1] & 0xF6 == 0xF0 else MP3 if start[1] & 0x06 else None
    return None


def _start_behind_tag(recording: BinaryIO) -> bytes:
    """Give the first bytes; an ID3 tag stands before the sound of an MP3, or of AAC."""
    recording.seek(0)
    start = recording.read(16)
    if start[:3] == b"ID3" and len(start) > ID3_HEADER:
        # Seven bits a byte.
        size = sum(byte << 7 * (9 - at) for at, byte in enumerate(start[6:10], 6))
        recording.seek(ID3_HEADER + size)
        start = recording.read(16)
    recording.seek(0)
    return start


def open_recording(recording: BinaryIO, demuxer: str) -> InputContainer:
    """Open it with this demuxer alone. Raises ``av.error.FFmpegError`` and whatever PyAV does."""
    av.logging.set_level(av.logging.PANIC)
    limits = {
        "codec_whitelist": ",".join(DECODERS),
        "format_whitelist": av.ContainerFormat(demuxer, "r").name,
        "protocol_whitelist": "",
        "enable_drefs": "0",
        "max_streams": str(MOST_STREAMS),
        "max_pixels": str(MOST_PIXELS),
    }
    container = av.open(
        recording,
        "r",
        format=demuxer,
        options=limits,
        io_open=_refuse,
        # A tag that is no UTF-8 is no reason to lose a recording.
        metadata_errors="replace",
    )
    for stream in container.streams:
        if stream.codec_context is not None:
            # Each thread costs memory of its own.
            stream.codec_context.thread_count = 1
            stream.codec_context.options = {
                "max_pixels": str(MOST_PIXELS),
                "codec_whitelist": ",".join(DECODERS),
            }
    return container


def _refuse(url: str, *_how: object) -> NoReturn:
    raise AsksForMore(url)
