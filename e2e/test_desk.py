"""Journeys at the desk: answer and register in one breath, by keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from e2e.axe import assert_accessible
from vraagbaak.contacts.models import Channel, Contact, Draft, Question
from vraagbaak.core.models import EventRecord
from vraagbaak.knowledge.actions.indexing import rewrite_index_part
from vraagbaak.knowledge.models import Article, Feedback, IntakeQuestion, IntakeScript, SearchEntry, Topic, Version

SAYS = "ben me paspoort kwijt wat nu"


@pytest.fixture
def phone_channel(live) -> Channel:
    return Channel.objects.get_or_create(key="telefoon", defaults={"name": "Telefoon", "position": 1})[0]


@pytest.fixture
def answers(live, burgerzaken) -> dict[str, Version]:
    """Three published answers; the first asks questions of its own."""
    from django.utils import timezone

    topic = Topic.objects.create(key="pas", name="Paspoort", sort_key="paspoort", department=burgerzaken)
    made = {}
    for key, title, say in (
        ("kwijt", "Paspoort kwijt of gestolen", "Wat vervelend. U meldt de vermissing aan de balie."),
        ("kapvergunning", "Boom kappen: vergunning", "Voor een grote boom heeft u een vergunning nodig."),
        ("grofvuil", "Grofvuil laten ophalen", "Wij halen uw grofvuil op na een afspraak."),
    ):
        article = Article.objects.create(key=key, topic=topic)
        version = Version.objects.create(article=article, number=1, title=title, say=say, published_at=timezone.now())
        article.published, article.state = version, Article.State.PUBLISHED
        article.save()
        rewrite_index_part(article)
        made[key] = version
    script = IntakeScript.objects.create(article=made["kwijt"].article, need_hint="Moet iemand snel op reis?")
    IntakeQuestion.objects.create(
        script=script, position=1, key="hoe", text="Kwijt of gestolen?", kind="choice", choices=["Kwijt", "Gestolen"]
    )
    IntakeQuestion.objects.create(
        script=script, position=2, key="aangifte", text="Al aangifte gedaan?", kind="yesno",
        shown_if_key="hoe", shown_if_value="Gestolen",
    )  # fmt: skip
    return made


@pytest.fixture
def desk(page, signed_on_as, anna, phone_channel, answers):
    signed_on_as(anna)
    page.goto("/werkplek/")
    return page


def say(page, words: str) -> None:
    """Type what the resident says, and see it kept."""
    page.locator("#words").fill("")
    page.locator("#words").press_sequentially(words)
    expect(page.locator("[data-saved-at]")).to_have_attribute("data-state", "saved")


def test_a_common_contact_takes_two_keys_beside_the_question(desk):
    desk.keyboard.type(SAYS)
    expect(desk.locator(".hit").first).to_contain_text("Paspoort kwijt")

    desk.keyboard.press("Enter")
    expect(desk.locator("#answer")).to_contain_text("Wat vervelend")
    desk.keyboard.press("Control+Enter")

    expect(desk.locator("undo-toast")).to_be_visible()
    question = Question.objects.get()
    assert (question.words, question.outcome, question.article.key) == (SAYS, "answered", "kwijt")
    assert question.topic.key == "pas"
    assert not Draft.objects.exists()
    assert EventRecord.objects.filter(name="ContactClosed").count() == 1
    expect(desk.locator("#words")).to_be_focused()
    expect(desk.locator("#words")).to_have_value("")


def test_the_best_answer_opens_while_the_resident_still_speaks(desk):
    desk.keyboard.type("paspoort kwijt")

    expect(desk.locator("#answer .speak")).to_contain_text("U meldt de vermissing")


def test_answers_are_walked_through_with_the_arrows(desk):
    say(desk, "vergunning om een boom te kappen of paspoort kwijt")
    expect(desk.locator("#answer .speak")).to_be_visible()
    first = desk.locator(".hit").first.inner_text()

    desk.keyboard.press("ArrowDown")
    expect(desk.locator(".hit.on")).to_have_count(1)
    assert desk.locator(".hit.on").inner_text() != first
    expect(desk.locator("#words")).to_be_focused()


def test_a_draft_survives_a_closed_window(desk, new_page, signed_on_as, anna):
    say(desk, SAYS)
    desk.context.close()

    again = signed_on_as(anna, new_page())
    again.goto("/werkplek/")
    again.locator(".tab", has_text="paspoort").click()

    expect(again.locator("#words")).to_have_value(SAYS)


def test_a_draft_is_kept_without_being_asked(desk):
    with desk.expect_response(re.compile("/bewaren/")):
        desk.keyboard.type(SAYS)

    expect(desk.locator("[data-saved-at]")).to_have_attribute("data-state", "saved")
    assert Draft.objects.get().content["fields"]


def test_a_close_is_undone_within_its_seconds(desk):
    say(desk, SAYS)
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("undo-toast")).to_be_visible()
    assert Contact.objects.count() == 1

    desk.keyboard.press("Control+z")

    expect(desk.locator("#words")).to_have_value(SAYS)
    assert Contact.objects.count() == 0
    assert Draft.objects.count() == 1


def test_intake_answers_are_kept_and_ask_on(desk):
    say(desk, SAYS)
    desk.keyboard.press("Enter")
    expect(desk.locator("#answer")).to_contain_text("Kwijt of gestolen?")
    expect(desk.get_by_text("Al aangifte gedaan?")).to_be_hidden()

    desk.locator(".intake-question input[value=Gestolen]").check(force=True)
    expect(desk.get_by_text("Al aangifte gedaan?")).to_be_visible()
    desk.locator("[data-saved-at][data-state=saved]").wait_for()
    desk.locator("#words").focus()
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("undo-toast")).to_be_visible()

    intake = Question.objects.get().intake
    assert [asked["answer"] for asked in intake if asked["key"] == "hoe"] == ["Gestolen"]


def test_a_second_question_keeps_the_first(desk):
    say(desk, SAYS)
    desk.keyboard.press("Enter")
    desk.keyboard.press("Alt+q")
    expect(desk.locator(".question-list a")).to_have_count(2)

    say(desk, "en wanneer halen jullie grofvuil op")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("undo-toast")).to_be_visible()

    words = list(Question.objects.order_by("position").values_list("words", "outcome"))
    assert words == [(SAYS, "answered"), ("en wanneer halen jullie grofvuil op", "answered")]


def test_calling_back_asks_for_a_number_and_keeps_what_was_typed(desk):
    say(desk, SAYS)

    desk.keyboard.press("Alt+t")

    expect(desk.locator("[data-error='resident.phone']")).not_to_be_empty()
    expect(desk.locator("#words")).to_have_value(SAYS)
    expect(desk.locator("input[name='resident.phone']")).to_be_focused()
    desk.keyboard.type("06 12 34 56 78")
    desk.keyboard.press("Alt+t")
    expect(desk.locator("undo-toast")).to_be_visible()
    contact = Contact.objects.get()
    assert contact.party.addresses.get().value == "+31612345678"


def test_personal_data_in_free_text_is_masked_with_one_key(desk):
    say(desk, "mijn bsn is 111222333 en ik ben mijn paspoort kwijt")
    expect(desk.locator("#words-warning")).not_to_be_empty()

    desk.keyboard.press("Alt+m")

    expect(desk.locator("#words")).to_have_value("mijn bsn is [bsn] en ik ben mijn paspoort kwijt")


def test_two_agents_in_one_conversation_see_each_other(desk, new_page, signed_on_as, samir):
    say(desk, SAYS)
    conversation = Draft.objects.get().uuid
    other = signed_on_as(samir, new_page())
    other.goto(f"/werkplek/{conversation}/")
    expect(other.locator("#words")).to_have_value(SAYS)

    other.locator("#need").fill("moet morgen vliegen")
    expect(other.locator("[data-saved-at]")).to_have_attribute("data-state", "saved")

    desk.goto(f"/werkplek/{conversation}/")
    expect(desk.locator("#need")).to_have_value("moet morgen vliegen")
    other.locator("#need").fill("moet overmorgen vliegen")
    expect(desk.locator("#need")).to_have_value("moet overmorgen vliegen")


def test_a_change_at_the_same_moment_is_said_beside_its_own_field(desk, new_page, signed_on_as, samir):
    say(desk, SAYS)
    other = signed_on_as(samir, new_page())
    other.goto(f"/werkplek/{Draft.objects.get().uuid}/")
    desk.context.set_offline(True)
    desk.locator("#need").fill("reist voor werk")
    other.locator("#need").fill("reist met kind")
    expect(other.locator("[data-saved-at]")).to_have_attribute("data-state", "saved")
    desk.context.set_offline(False)

    beside = desk.locator(".field", has=desk.locator("#need")).locator(".error")
    expect(beside).to_contain_text("reist met kind", timeout=8000)
    expect(desk.locator("#need")).to_have_value("reist voor werk")
    beside.get_by_role("button").first.focus()
    desk.keyboard.press("Enter")

    expect(desk.locator("#need")).to_have_value("reist met kind")


def test_who_opens_a_conversation_again_sees_its_answers(desk):
    say(desk, SAYS)
    desk.reload()

    expect(desk.locator(".hit").first).to_contain_text("Paspoort kwijt")


def test_mailing_without_an_address_asks_for_it_and_can_be_done_again(desk):
    say(desk, SAYS)
    desk.locator("#mailed button").press("Enter")
    expect(desk.locator("#mailed")).to_contain_text("Typ eerst het e-mailadres")

    desk.keyboard.press("Alt+i")
    desk.locator("[name='resident.email']").fill("els@voorbeeld.example")
    desk.locator("#mailed button").press("Enter")

    expect(desk.locator("#mailed")).to_contain_text("onderweg")


def test_a_knowledge_gap_and_a_remark_take_one_key(desk):
    say(desk, "waar kan ik mijn olifant parkeren")
    desk.keyboard.press("Alt+g")
    expect(desk.locator("#gap-line")).to_have_attribute("role", "status")
    assert SearchEntry.objects.get(is_gap=True).words == "waar kan ik mijn olifant parkeren"

    say(desk, SAYS)
    expect(desk.locator("#answer")).to_contain_text("Wat vervelend")
    desk.keyboard.press("Enter")
    desk.keyboard.press("Alt+f")
    expect(desk.locator("#remark[role=status]")).to_be_visible()
    assert Feedback.objects.get().words == SAYS


def test_everything_is_found_in_one_box(desk, answers):
    desk.keyboard.press("Control+k")
    desk.keyboard.type("paspoort kwijt")
    expect(desk.locator(".found").first).to_contain_text("Paspoort kwijt")

    desk.keyboard.press("Enter")

    expect(desk).to_have_url(re.compile(str(answers["kwijt"].article.uuid)))


def test_a_call_appears_beside_what_is_typed(desk, anna, phone_channel):
    from vraagbaak.contacts.actions.calls import announce_call
    from vraagbaak.people.actions import make_service_token

    token = make_service_token(name="Centrale", scope="telephony", by=anna)[0]
    say(desk, SAYS)

    announce_call(call="1", number="0612345678", agent=anna, channel=phone_channel, token=token)

    expect(desk.locator(".ringing")).to_contain_text("06 12345678")
    expect(desk.locator("#words")).to_be_focused()
    expect(desk.locator("#words")).to_have_value(SAYS)
    desk.keyboard.press("Alt+a")
    expect(desk.locator("#words")).to_have_value("")
    expect(desk.locator(".tab")).to_have_count(3)


@pytest.fixture
def exchange(anna, phone_channel):
    """What the telephone exchange tells of one call at Anna's desk."""
    from vraagbaak.contacts.actions.calls import announce_call, answer_call, end_call
    from vraagbaak.people.actions import make_service_token

    token = make_service_token(name="Centrale", scope="telephony", by=anna)[0]
    said = {"call": "1", "agent": anna, "token": token}
    at_work = said | {"number": "0612345678", "channel": phone_channel}
    return {
        "rings": lambda: announce_call(**at_work),
        "answered": lambda: answer_call(**at_work),
        "ended": lambda: end_call(**said),
    }


def test_a_missed_call_goes_from_the_screen_and_what_was_typed_elsewhere_stays(desk, exchange):
    say(desk, SAYS)
    exchange["rings"]()
    expect(desk.locator(".ringing")).to_be_visible()

    exchange["ended"]()

    expect(desk.locator(".ringing")).to_have_count(0)
    expect(desk.locator(".tab")).to_have_count(2)
    expect(desk.locator("#words")).to_have_value(SAYS)
    expect(desk.locator("#words")).to_be_focused()


def test_a_missed_call_that_was_open_makes_room(desk, exchange):
    say(desk, "eerst iets anders")
    exchange["rings"]()
    expect(desk.locator(".ringing")).to_be_visible()
    desk.keyboard.press("Alt+a")
    expect(desk.locator(".tab.on")).to_contain_text("06 12345678")

    exchange["ended"]()

    expect(desk.locator("#toasts")).to_contain_text("hing op")
    expect(desk.locator(".tab.on")).to_contain_text("Nieuw gesprek")
    expect(desk.locator("#words")).to_be_focused()


def test_a_call_that_is_missed_while_the_page_still_connects_is_told_after_all(desk, exchange):
    say(desk, "eerst iets anders")
    exchange["rings"]()
    expect(desk.locator(".ringing")).to_be_visible()
    desk.route("**/live/**", lambda stream: stream.abort())
    desk.keyboard.press("Alt+a")
    expect(desk.locator(".tab.on")).to_contain_text("06 12345678")
    desk.reload()
    expect(desk.locator(".tab.on")).to_contain_text("06 12345678")

    exchange["ended"]()
    desk.unroute("**/live/**")

    expect(desk.locator("#toasts")).to_contain_text("hing op", timeout=10_000)
    expect(desk.locator(".tab.on")).to_contain_text("Nieuw gesprek")


def test_what_is_being_typed_in_a_missed_call_stays(desk, exchange):
    say(desk, "eerst iets anders")
    exchange["rings"]()
    expect(desk.locator(".ringing")).to_be_visible()
    desk.keyboard.press("Alt+a")
    expect(desk.locator(".tab.on")).to_contain_text("06 12345678")
    desk.keyboard.type("ik wilde")

    exchange["ended"]()
    desk.keyboard.type(" net opnemen")

    expect(desk.locator("[data-saved-at]")).to_have_attribute("data-state", "saved")
    expect(desk.locator("#words")).to_have_value("ik wilde net opnemen")


def test_a_call_that_ends_is_wrapped_up_while_typing_goes_on(desk, exchange):
    say(desk, "eerst iets anders")
    exchange["rings"]()
    exchange["answered"]()
    expect(desk.locator(".ringing")).to_be_visible()
    desk.keyboard.press("Alt+a")
    expect(desk.locator(".tab.on")).to_contain_text("06 12345678")
    desk.keyboard.type(SAYS[:10])

    exchange["ended"]()
    expect(desk.locator(".tab.on")).to_contain_text("afronden")
    desk.keyboard.type(SAYS[10:])

    expect(desk.locator("#words")).to_have_value(SAYS)
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("undo-toast")).to_be_visible()
    assert Contact.objects.get().caller_number == "+31612345678"


def test_a_parked_conversation_is_taken_up_from_its_tab(desk):
    say(desk, SAYS)
    desk.keyboard.press("Alt+p")
    parked = desk.locator(".tab", has_text="geparkeerd")
    expect(parked).to_be_visible()

    parked.focus()
    desk.keyboard.press("Enter")

    expect(desk.locator("#words")).to_have_value(SAYS)
    expect(parked).to_have_count(0)
    assert Draft.objects.get().parked_at is None


def test_the_first_key_gives_the_conversation_its_tab(desk):
    say(desk, SAYS)

    expect(desk.locator(".tab.on")).to_contain_text("ben me paspoort")
    expect(desk.locator(".tab.on run-timer")).to_be_visible()
    expect(desk.locator("[data-shortcut=new]")).to_be_visible()
    expect(desk.locator("#words")).to_be_focused()


def test_a_day_is_shown_while_typed_and_written_out_when_left(desk, answers):
    from django.utils import timezone

    from vraagbaak.contacts.rules.dutch_dates import date_in_words, read_date

    IntakeQuestion.objects.create(
        script=IntakeScript.objects.get(), position=3, key="wanneer", text="Wanneer vertrekt u?", kind="date"
    )
    meant = date_in_words(read_date("volgende week vrijdag", today=timezone.localdate()))
    say(desk, SAYS)
    desk.keyboard.press("Enter")
    day = desk.get_by_label("Wanneer vertrekt u?")

    day.press_sequentially("volgende week vrijdag")
    expect(desk.locator("said-day .meant")).to_contain_text(meant)
    day.press("Tab")

    expect(day).to_have_value(meant)
    day.fill("zodra het kan")
    expect(desk.locator("said-day .meant")).to_contain_text("Dit is geen dag")
    assert_accessible(desk)


def test_a_telephone_opens_the_desk_and_one_key_says_who_calls(desk):
    from vraagbaak.contacts.models import Party

    els = Party.objects.create(name="Els de Wit", sort_key="els de wit")
    els.addresses.create(kind="phone", value="+31612345678")
    say(desk, SAYS)

    desk.goto("/werkplek/nieuw?kanaal=telefoon&nummer=0612345678")
    expect(desk.locator("#caller")).to_contain_text("Waarschijnlijk Els de Wit")
    desk.keyboard.press("Alt+h")

    expect(desk.locator("#caller")).to_contain_text("De inwoner is Els de Wit")
    expect(desk.locator(".tab.on")).to_contain_text("Els de Wit")
    assert_accessible(desk)
    desk.locator(".tab", has_text="ben me").click()
    expect(desk.locator("#words")).to_have_value(SAYS)


def test_a_text_is_inserted_by_its_key(desk, anna):
    from vraagbaak.contacts.models import Snippet

    Snippet.objects.create(key="groet", text="Met vriendelijke groet", owner=anna)
    desk.locator("#own-answer").press_sequentially("Tot dan. :gr")
    expect(desk.locator(".snippets")).to_be_visible()

    desk.keyboard.press("Enter")

    expect(desk.locator("#own-answer")).to_have_value("Tot dan. Met vriendelijke groet")


def test_a_long_answer_is_read_on_while_the_caret_stays_in_the_question(desk, answers):
    version = answers["kwijt"]
    version.explanation = "<p>Lang verhaal.</p>" * 80
    Version.objects.filter(pk=version.pk).update(explanation=version.explanation)
    IntakeQuestion.objects.all().delete()
    say(desk, SAYS)
    expect(desk.locator("#answer .speak")).to_be_visible()

    desk.keyboard.press("PageDown")

    assert desk.evaluate("document.querySelector('#answer').scrollTop") > 0
    expect(desk.locator("#words")).to_be_in_viewport()
    expect(desk.locator("[data-shortcut=answered]")).to_be_in_viewport()


def test_an_agent_may_switch_the_keys_off(desk, anna):
    anna.preferences = {"shortcuts_on": False}
    anna.save()
    desk.reload()
    say(desk, SAYS)

    desk.keyboard.press("Alt+t")

    expect(desk.locator("[data-error='resident.phone']")).to_be_empty()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_is_accessible(new_page, signed_on_as, anna, phone_channel, answers, scheme):
    page = signed_on_as(anna, new_page(color_scheme=scheme, viewport={"width": 1440, "height": 960}))
    page.goto("/werkplek/")
    assert_accessible(page)
    page.keyboard.type(SAYS)
    expect(page.locator("#answer .speak")).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Control+k")
    page.keyboard.type("paspoort")
    expect(page.locator(".found").first).to_be_visible()
    assert_accessible(page)


def test_the_desk_works_on_a_phone(phone, signed_on_as, anna, phone_channel, answers):
    page = signed_on_as(anna, phone)
    page.goto("/werkplek/")
    say(page, SAYS)
    page.locator(".hit").first.tap()
    expect(page.locator("#answer .speak")).to_be_visible()
    assert_accessible(page)
    page.locator("[data-shortcut=answered]").tap()
    expect(page.locator("undo-toast")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
