"""Files that are attached to a merchant."""

import io

from PIL import Image

from app.services import attachments
from app.store import files


def picture(colour="red", size=(80, 40), form="PNG"):
    """The bytes of a picture of one colour."""
    whole = io.BytesIO()
    Image.new("RGB", size, colour).save(whole, form)
    return whole.getvalue()


def add(merchant, name="承诺书.png", content=None):
    return attachments.add("merchant", merchant, name, content or picture())


def names(merchant):
    return [row.name for row in attachments.of("merchant", merchant)]


def on_disk(store):
    return files.hashes(store.attachments)
