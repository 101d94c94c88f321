"""Forms whose files never touch the disk in plain: Django would write a larger one to a folder.

Which folder that is, and who reads it, nobody can say for each server.
"""

from io import BytesIO
from typing import Any, ClassVar

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt, csrf_protect


class InMemoryOnly(FileUploadHandler):
    """Keeps the files of one request in memory; what is too large is read on and let go.

    Reading on matters: the fields that come after the file are those that somebody typed.
    """

    def __init__(self, request: HttpRequest, most_bytes: int) -> None:
        super().__init__(request)
        # One byte more than what is taken says that it is too large.
        self.room = most_bytes + 1

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file, and let no handler after this one have it."""
        super().new_file(*args, **kwargs)
        self.file = BytesIO()
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep what there is room for."""
        self.room -= self.file.write(raw_data[: self.room])

    def file_complete(self, file_size: int) -> UploadedFile:
        """Give the file with the size that it has here: what was let go is not in it."""
        size = self.file.tell()
        self.file.seek(0)
        return InMemoryUploadedFile(
            self.file, self.field_name, self.file_name, self.content_type, size, self.charset
        )


@method_decorator(csrf_exempt, name="dispatch")
class UploadsOfOurOwn(View):
    """A view of a form whose files go where its ``handler`` puts them.

    It stands first among the classes of a view: what stands before it and has a ``dispatch``
    has to be exempt as well, or the middleware reads the form.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Say how files are read before anything is read: the check for forgery reads a form."""
        request.upload_handlers = [self.handler(request)]
        return self._checked(request, *args, **kwargs)

    def handler(self, request: HttpRequest) -> FileUploadHandler:
        """Give the one that takes the files of this request."""
        raise NotImplementedError

    @method_decorator(csrf_protect)
    def _checked(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().dispatch(request, *args, **kwargs)


class InMemoryUploads(UploadsOfOurOwn):
    """A view of a form with files; ``most_upload_bytes`` is how much of them it keeps.

    A file that was too large arrives one byte larger than that: whoever takes it refuses it.
    """

    most_upload_bytes: ClassVar[int]

    def handler(self, request: HttpRequest) -> FileUploadHandler:
        """Keep them in memory."""
        return InMemoryOnly(request, self.most_upload_bytes)
