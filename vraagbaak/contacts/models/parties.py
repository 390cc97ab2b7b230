"""Residents and organisations, their addresses, and which of them turned out to be one."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from vraagbaak.core.models import Entity
from vraagbaak.people.models import Agent


class PartyQuerySet(models.QuerySet["Party"]):
    """Parties by what is still known of them."""

    def known(self) -> "PartyQuerySet":
        """Neither pseudonymised nor merged into another."""
        return self.filter(pseudonymised_at__isnull=True).exclude(
            models.Exists(PartyMerge.objects.filter(gone=models.OuterRef("pk"), undone_at__isnull=True))
        )


PartyManager = models.Manager.from_queryset(PartyQuerySet)


class Party(Entity):
    """A resident or organisation that we know; made only when the outcome needs it."""

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        ORGANISATION = "organisation", _("organisation")

    kind = models.CharField(max_length=16, choices=Kind, default=Kind.PERSON)
    name = models.CharField(_("name"), max_length=160, blank=True)
    sort_key = models.CharField(max_length=200, db_index=True, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    bsn_encrypted = models.TextField(blank=True)
    bsn_hash = models.CharField(max_length=64, null=True, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    pseudonymised_at = models.DateTimeField(null=True)

    objects: ClassVar["PartyManager[Party]"] = PartyManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pseudonymised_at__isnull=True)
                | Q(name="", sort_key="", address="", bsn_encrypted="", bsn_hash__isnull=True),
                name="pseudonymised_party_has_no_name",
            ),
            models.CheckConstraint(
                condition=Q(bsn_encrypted="", bsn_hash__isnull=True)
                | (~Q(bsn_encrypted="") & Q(bsn_hash__isnull=False)),
                name="bsn_is_kept_with_its_hash",
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"#{self.uuid.hex[:6]}"


class DigitalAddress(models.Model):
    """A phone number or mail address of a party, in one notation so that it matches however it was typed."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("phone number")
        EMAIL = "email", _("e-mail address")

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="addresses")
    kind = models.CharField(max_length=8, choices=Kind)
    value = models.CharField(max_length=254, help_text="E.164 for a phone number, lower case for mail.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party", "kind", "value"], name="party_has_address_once"),
            models.CheckConstraint(
                condition=~Q(kind="phone") | Q(value__regex=r"^\+[0-9]{6,15}$"), name="phone_number_is_e164"
            ),
            models.CheckConstraint(condition=~Q(kind="email") | Q(value=Lower("value")), name="mail_address_is_lower"),
        ]
        indexes = [models.Index(fields=["kind", "value"], name="address_by_value")]

    def __str__(self) -> str:
        return self.kind


class PartyMerge(Entity):
    """Two parties that turned out to be one; what moved is kept by number, so that it can be undone."""

    kept = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="merges")
    gone = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="merges_away")
    contacts = ArrayField(models.BigIntegerField(), default=list, help_text="The contacts that moved.")
    addresses = ArrayField(models.BigIntegerField(), default=list, help_text="The addresses that moved.")
    by = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="party_merges_with_another"),
            models.UniqueConstraint(fields=["gone"], condition=Q(undone_at__isnull=True), name="party_is_merged_once"),
        ]

    def __str__(self) -> str:
        return f"{self.uuid}"
