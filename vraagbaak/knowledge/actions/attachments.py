"""Files that belong to an article."""

from django.core.files.base import ContentFile
from django.db import transaction

from vraagbaak.core.events import announce
from vraagbaak.knowledge.events import AttachmentAdded, AttachmentRemoved
from vraagbaak.knowledge.models import Article, Attachment
from vraagbaak.knowledge.rules.files import ENDINGS, LARGEST, kind_of_file, safe_name
from vraagbaak.people.models import Agent

MOST_FILES = 20


class FileTooLarge(Exception):
    """More than ten megabytes."""


class FileNotAllowed(Exception):
    """The content is not of a kind that we keep."""


class TooManyFiles(Exception):
    """An article has at most twenty files."""


@transaction.atomic
def add_attachment(article: Article, *, name: str, content: bytes, by: Agent) -> Attachment:
    """Keep a file with an article; refused when it is too large or not what we keep, whatever it is called."""
    if len(content) > LARGEST:
        raise FileTooLarge
    kind = kind_of_file(content)
    if kind is None:
        raise FileNotAllowed
    Article.objects.select_for_update().get(pk=article.pk)
    if article.attachments.count() >= MOST_FILES:
        raise TooManyFiles
    attachment = Attachment(
        article=article, name=safe_name(name, kind), content_type=kind, size=len(content), added_by=by
    )
    attachment.file.save(f"{attachment.uuid}.{ENDINGS[kind]}", ContentFile(content), save=False)
    attachment.save()
    announce(
        AttachmentAdded(article=article.uuid, attachment=attachment.uuid, content_type=kind, size=len(content)),
        by=by.uuid,
    )
    return attachment


@transaction.atomic
def remove_attachment(attachment: Attachment, *, by: Agent) -> None:
    """Take a file away; from the disk too, once that holds."""
    announce(AttachmentRemoved(article=attachment.article.uuid, attachment=attachment.uuid), by=by.uuid)
    storage, path = attachment.file.storage, attachment.file.name
    attachment.delete()
    if path:
        transaction.on_commit(lambda: storage.delete(path))
