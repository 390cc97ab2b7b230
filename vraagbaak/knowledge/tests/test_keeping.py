"""Files, intake scripts and the topic tree."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from vraagbaak.knowledge.actions.topics import BelowItself, Place, StillUsed, add_topic, change_topic
from vraagbaak.knowledge.models import Attachment, IndexPart, IntakeScript, Topic
from vraagbaak.knowledge.queries.topics import topic_tree
from vraagbaak.knowledge.queries.upl import find_upl_names
from vraagbaak.knowledge.tests.conftest import HOSTILE

PDF = b"%PDF-1.7\n<script>alert(1)</script>"


def page(name, *args):
    return reverse(f"knowledge:{name}", args=args)


class TestFiles:
    @pytest.fixture
    def kept(self, write, esra, signed_on):
        article = write()
        signed_on(esra).post(page("attachments", article.uuid), {"file": SimpleUploadedFile("tarieven.pdf", PDF)})
        return Attachment.objects.get()

    def test_anna_saves_a_file_that_never_opens_in_our_page(self, kept, anna, signed_on):
        response = signed_on(anna).get(page("attachment", kept.uuid))

        assert response.content == PDF
        assert response["Content-Disposition"] == 'attachment; filename="tarieven.pdf"'
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Type"] == "application/pdf"

    def test_a_file_of_a_draft_is_not_there_for_anna(self, kept, anna, dirk, bram, esra, signed_on):
        signed_on(esra).post(page("withdraw", kept.article.uuid))

        codes = [signed_on(agent).get(page("attachment", kept.uuid)).status_code for agent in (anna, dirk, bram)]

        assert codes == [404, 404, 200]

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("pagina.pdf", b"<html><script>alert(1)</script>"),
            ("plaat.png", b"<svg onload=alert(1)>"),
            ("leeg.pdf", b""),
            ("x.exe", b"MZ"),
        ],
    )
    def test_what_is_not_what_it_says_is_refused(self, write, esra, signed_on, name, content):
        response = signed_on(esra).post(page("attachments", write().uuid), {"file": SimpleUploadedFile(name, content)})

        assert response.status_code == 422
        assert not Attachment.objects.exists()

    def test_a_file_over_ten_megabytes_is_refused(self, write, esra, signed_on):
        large = SimpleUploadedFile("groot.pdf", PDF + b"x" * (10 * 1024 * 1024))

        assert signed_on(esra).post(page("attachments", write().uuid), {"file": large}).status_code == 422

    def test_a_path_in_the_name_is_only_a_name(self, write, esra, signed_on):
        signed_on(esra).post(page("attachments", write().uuid), {"file": SimpleUploadedFile("../../etc/passwd", PDF)})

        kept = Attachment.objects.get()
        assert kept.name == "passwd.pdf"
        assert kept.file.name.startswith("articles/")
        assert str(kept.uuid) in kept.file.name

    def test_taking_a_file_away_removes_it_from_the_disk(
        self, kept, esra, signed_on, django_capture_on_commit_callbacks
    ):
        storage, path = kept.file.storage, kept.file.name

        with django_capture_on_commit_callbacks(execute=True):
            signed_on(esra).post(page("attachment_remove", kept.uuid))

        assert not Attachment.objects.exists()
        assert not storage.exists(path)

    def test_anna_cannot_take_a_file_away(self, kept, anna, bram, signed_on):
        assert signed_on(anna).post(page("attachment_remove", kept.uuid)).status_code == 404
        assert signed_on(bram).post(page("attachment_remove", kept.uuid)).status_code == 404

    def test_a_zip_bomb_is_looked_at_without_unpacking(self, write, esra, signed_on):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("mimetype", b"\0" * 50_000_000)

        response = signed_on(esra).post(
            page("attachments", write().uuid), {"file": SimpleUploadedFile("a.odt", stream.getvalue())}
        )

        assert response.status_code == 422


class TestIntakePage:
    ROWS = {
        "need_hint": "Haalt de inwoner de reis?",
        "rows": "2",
        "0-key": "hoe",
        "0-text": "Kwijt of gestolen?",
        "0-kind": "choice",
        "0-choices": "Kwijt\nGestolen",
        "1-key": "v1",
        "1-text": "Aangifte gedaan?",
        "1-kind": "yesno",
        "1-shown_if_key": "hoe",
        "1-shown_if_value": "Gestolen",
    }

    def test_esra_writes_a_script_for_an_article(self, write, esra, signed_on):
        article = write()

        signed_on(esra).post(page("article_intake", article.uuid), self.ROWS | {"doe": "save"})

        script = IntakeScript.objects.get(article=article)
        assert [(asked.key, asked.shown_if_value) for asked in script.questions.all()] == [
            ("hoe", ""),
            ("v1", "Gestolen"),
        ]

    def test_rows_are_added_moved_and_taken_away_without_saving(self, topic, esra, signed_on):
        client, address = signed_on(esra), page("topic_intake", topic.uuid)

        added = client.post(address, self.ROWS | {"doe": "add"}).context["questions"]
        moved = client.post(address, self.ROWS | {"doe": "up-1"}).context["questions"]
        fewer = client.post(address, self.ROWS | {"doe": "remove-0"}).context["questions"]

        assert [form.initial["key"] for form in added] == ["hoe", "v1", "v2"]
        assert [form.initial["key"] for form in moved] == ["v1", "hoe"]
        assert [form.initial["key"] for form in fewer] == ["v1"]
        assert not IntakeScript.objects.exists()

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"0-text": ""}, "text"),
            ({"0-choices": "één"}, "choices"),
            ({"1-shown_if_value": "Vergeten"}, "shown_if_value"),
            ({"0-shown_if_key": "v1", "0-shown_if_value": "ja"}, "shown_if_key"),
            ({"1-key": "met spatie"}, "key"),
            ({"0-kind": "nonsense"}, "kind"),
        ],
    )
    def test_a_script_that_cannot_be_asked_is_refused_beside_the_field(self, topic, esra, signed_on, change, field):
        response = signed_on(esra).post(page("topic_intake", topic.uuid), self.ROWS | change | {"doe": "save"})

        assert response.status_code == 422
        assert any(field in form.errors for form in response.context["questions"])
        assert not IntakeScript.objects.exists()

    def test_two_questions_with_one_key_are_refused_kindly(self, topic, esra, signed_on):
        response = signed_on(esra).post(page("topic_intake", topic.uuid), self.ROWS | {"1-key": "hoe", "doe": "save"})

        assert response.status_code == 422

    def test_the_keyboard_goes_on_where_a_question_was_put(self, topic, esra, signed_on):
        client, address = signed_on(esra), page("topic_intake", topic.uuid)

        moved = client.post(address, self.ROWS | {"doe": "down-0"}).content.decode()
        added = client.post(address, self.ROWS | {"doe": "add"}).context["questions"][2]

        assert 'value="up-1" autofocus' in moved
        assert "Dit is nu vraag 2." in moved
        assert added.fields["text"].widget.attrs["autofocus"]

    def test_a_question_that_loses_its_condition_is_named(self, topic, esra, signed_on):
        response = signed_on(esra).post(page("topic_intake", topic.uuid), self.ROWS | {"doe": "remove-0"})

        assert "U stelt vraag 1 nu altijd." in response.content.decode()

    def test_a_question_can_only_depend_on_an_earlier_one(self, topic, esra, signed_on):
        response = signed_on(esra).post(page("topic_intake", topic.uuid), self.ROWS | {"doe": "x"})
        first, second = response.context["questions"]

        assert [key for key, _ in first.fields["shown_if_key"].choices] == [""]
        assert [key for key, _ in second.fields["shown_if_key"].choices] == ["", "hoe"]
        assert second.answers == ["Kwijt", "Gestolen"]

    def test_the_questions_of_a_colleague_are_not_written_over(self, topic, esra, signed_on):
        client, address = signed_on(esra), page("topic_intake", topic.uuid)
        seen = client.get(address).context["seen"]
        client.post(address, self.ROWS | {"doe": "save", "seen": seen})

        late = client.post(address, {"rows": "0", "doe": "save", "need_hint": "Mijn zin", "seen": seen})
        assert late.status_code == 409
        assert "Mijn zin" in late.content.decode()
        assert IntakeScript.objects.get().questions.count() == 2
        again = client.post(
            address, {"rows": "0", "doe": "save", "need_hint": "Mijn zin", "seen": late.context["seen"]}
        )

        assert again.status_code == 302

    def test_a_script_without_questions_is_no_script(self, topic, esra, signed_on):
        client, address = signed_on(esra), page("topic_intake", topic.uuid)
        client.post(address, self.ROWS | {"doe": "save"})

        client.post(address, {"rows": "0", "doe": "save", "need_hint": ""})

        assert not IntakeScript.objects.exists()

    @pytest.mark.parametrize("rows", ["", "-1", "x", "99999999999", "1e9"])
    def test_odd_counts_break_nothing(self, topic, esra, signed_on, rows):
        response = signed_on(esra).post(page("topic_intake", topic.uuid), self.ROWS | {"rows": rows, "doe": "add"})

        assert response.status_code == 200


class TestTopics:
    def test_what_a_colleague_changed_meanwhile_is_not_written_over(self, topic, burgerzaken, esra, signed_on):
        client, address = signed_on(esra), page("topic", topic.uuid)
        typed = {"department": burgerzaken.pk, "is_active": "on", "seen": client.get(address).context["seen"]}
        client.post(address, typed | {"name": "Van een ander"})

        late = client.post(address, typed | {"name": "Van mij"})

        topic.refresh_from_db()
        assert (late.status_code, topic.name) == (409, "Van een ander")
        assert "Een collega bewaarde hier iets" in late.content.decode()

    def test_a_topic_never_stands_below_itself(self, topic, burgerzaken, esra):
        below = add_topic(Place("ID-kaart", burgerzaken, parent=topic), by=esra)

        with pytest.raises(BelowItself):
            change_topic(topic, Place(topic.name, burgerzaken, parent=below), by=esra)

    def test_a_topic_in_use_is_not_closed(self, write, topic, burgerzaken, esra):
        write()

        with pytest.raises(StillUsed):
            change_topic(topic, Place(topic.name, burgerzaken, is_active=False), by=esra)

    def test_another_name_is_found_by_that_name(self, write, topic, burgerzaken, esra):
        article = write()
        before = IndexPart.objects.get(article=article).revision

        change_topic(topic, Place("Reisdocumenten", burgerzaken), by=esra)

        assert IndexPart.objects.get(article=article).revision > before

    def test_the_tree_counts_what_stands_below(self, write, topic, burgerzaken, esra):
        below = add_topic(Place("ID-kaart", burgerzaken, parent=topic), by=esra)
        write()
        write("ID-kaart kwijt", place=below)

        assert [(branch.topic.name, branch.depth, branch.own, branch.total) for branch in topic_tree()] == [
            ("Paspoort en ID", 0, 1, 2),
            ("ID-kaart", 1, 1, 1),
        ]

    def test_greet_makes_a_topic_with_an_official_name(self, burgerzaken, greet, signed_on):
        signed_on(greet).post(
            page("topic_new"),
            {"name": "Paspoort", "department": burgerzaken.pk, "upl_name": "paspoort", "is_active": "on"},
        )

        assert Topic.objects.get().upl_name == "paspoort"

    def test_a_name_that_is_not_in_the_list_is_refused(self, burgerzaken, greet, signed_on):
        response = signed_on(greet).post(
            page("topic_new"),
            {"name": "Paspoort", "department": burgerzaken.pk, "upl_name": "toverdrank", "is_active": "on"},
        )

        assert response.status_code == 422

    def test_official_names_come_while_typing_municipal_ones_first(self, greet, signed_on):
        assert find_upl_names("paspoort")[0].name == "paspoort"
        assert 'value="paspoort"' in signed_on(greet).get(page("upl"), {"upl_name": "pasp"}).content.decode()
        assert find_upl_names(" ") == []

    def test_anna_keeps_no_topics(self, topic, anna, signed_on):
        assert signed_on(anna).get(page("topics")).status_code == 404
        assert signed_on(anna).get(page("topic", topic.uuid)).status_code == 404

    def test_a_narrowed_editor_gives_no_topic_to_another_department(
        self, topic, make_agent, burgerzaken, sport, signed_on
    ):
        narrowed = make_agent("Ruud Kok", "editor", departments=(burgerzaken,))

        response = signed_on(narrowed).post(
            page("topic", topic.uuid), {"name": "Van mij", "department": sport.pk, "is_active": "on"}
        )

        assert response.status_code == 422

    def test_a_hostile_name_is_only_text(self, burgerzaken, greet, signed_on):
        signed_on(greet).post(page("topic_new"), {"name": HOSTILE, "department": burgerzaken.pk, "is_active": "on"})

        assert "<script>alert" not in signed_on(greet).get(page("topics")).content.decode()
