"""Mail where no mail server is set: kept as files, so that nothing is lost and nothing pretends to be sent."""

from django.core.mail.backends.filebased import EmailBackend


class FolderMail(EmailBackend):
    """Writes each message into the installation's mail folder."""
