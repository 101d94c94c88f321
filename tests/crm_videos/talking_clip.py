"""Sixty seconds of somebody talking in Bangla before a phone, made by ffmpeg and espeak-ng.

``python -m tests.crm_videos.talking_clip FILE`` writes it: 1280x720 at 25 pictures a second, a
drawn head that moves, the noise of a small camera, a synthetic voice, the headers of a phone.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.crm_videos.talking_head import head

SECONDS, RATE, WIDTH, HEIGHT = 60, 25, 1280, 720
WORDS = (
    "আমার নাম শাপলা। আমি তিন বছর আগে কাজের জন্য বিদেশে গিয়েছিলাম। দালাল বলেছিল ভালো বেতন পাব, "
    "কিন্তু সেখানে গিয়ে দেখি কিছুই সত্যি নয়। পাসপোর্ট কেড়ে নিয়েছিল, বেতন দেয়নি। পরে দেশে ফিরে "
    "পুনরেকত্রীকরণ কেন্দ্রে সাহায্য পেয়েছি। এখন আমার একটা ছোট দোকান আছে। যারা যেতে চান, আগে "
    "সরকারি অফিসে খোঁজ নিন, চুক্তি পড়ে নিন, কাগজের কপি বাড়িতে রেখে যান। "
)
NEEDED = ("ffmpeg", "espeak-ng")


def lacking() -> str:
    """Name the programs that are not here; empty is well."""
    return ", ".join(name for name in NEEDED if shutil.which(name) is None)


def make_clip(path: Path) -> None:
    """Write the clip. Raises ``CalledProcessError``."""
    with tempfile.TemporaryDirectory() as folder:
        voice = Path(folder, "voice.wav")
        subprocess.run(["espeak-ng", "-v", "bn", "-w", voice, WORDS], check=True)
        command = [
            "ffmpeg", "-v", "error", "-y",
            *("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{WIDTH}x{HEIGHT}"),
            *("-r", str(RATE), "-i", "-", "-stream_loop", "-1", "-i", str(voice)),
            *("-t", str(SECONDS), "-vf", "noise=alls=5:allf=t", "-pix_fmt", "yuv420p"),
            *("-c:v", "libx264", "-preset", "ultrafast", "-crf", "21"),
            *("-c:a", "aac", "-b:a", "128k", "-ar", "48000", "-ac", "2"),
            *("-metadata", "title=CanaryBegum", "-metadata", "location=+23.7104+090.4074/"),
            str(path),
        ]  # fmt: skip
        with subprocess.Popen(command, stdin=subprocess.PIPE) as ffmpeg:
            assert ffmpeg.stdin is not None
            for number in range(SECONDS * RATE):
                ffmpeg.stdin.write(head(number / RATE, WIDTH, HEIGHT).tobytes())
            ffmpeg.stdin.close()
        if ffmpeg.returncode:
            raise subprocess.CalledProcessError(ffmpeg.returncode, command)


if __name__ == "__main__":
    make_clip(Path(sys.argv[1]))
