"""Django's own admin offers no way past the forms that empty images and documents.

Wagtail registers both there, with a form that stores what came. Its modules are imported here
so that they registered before this takes it back, whichever app is looked through first.
"""

import wagtail.documents.admin
import wagtail.images.admin
from django.contrib import admin
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

for model in (get_image_model(), get_document_model()):
    admin.site.unregister(model)
