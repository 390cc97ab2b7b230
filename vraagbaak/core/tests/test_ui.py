"""Small page parts say what they should, and let no markup through."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone

from vraagbaak.core.templatetags import ui


def shown(markup: str, **context: object) -> str:
    return Template(markup).render(Context(context))


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (Decimal("86.85"), "€\xa086,85"),
        (Decimal("1234567.5"), "€\xa01.234.567,50"),
        (0, "€\xa00,00"),
        (Decimal(-3), "€\xa0-3,00"),
    ],
)
def test_money_is_written_as_people_here_write_it(amount, expected):
    assert ui.money(amount) == expected


def test_thousands_have_points():
    assert [ui.thousands(number) for number in (0, 999, 4200, 1000000)] == ["0", "999", "4.200", "1.000.000"]


def test_found_characters_are_marked():
    assert ui.highlight("Paspoort kwijt", [(0, 8), (9, 14)]) == "<mark>Paspoort</mark> <mark>kwijt</mark>"


def test_marks_may_overlap_or_lie_outside_the_text():
    assert ui.highlight("afval", [(-3, 2), (1, 3), (4, 99), (7, 9)]) == "<mark>af</mark><mark>v</mark>a<mark>l</mark>"


def test_highlight_lets_no_markup_through():
    marked = ui.highlight("<b>x</b> & y", [(0, 3)])

    assert marked == "<mark>&lt;b&gt;</mark>x&lt;/b&gt; &amp; y"


def test_rich_text_is_cleaned_again_when_it_is_shown():
    assert "<script" not in shown("{{ text|sanitised }}", text="<p>Hoi</p><script>alert(1)</script>")


def test_a_chip_escapes_what_stands_in_it():
    assert shown('{% chip text "good" %}', text="<i>") == '<span class="chip good">&lt;i&gt;</span>'


def test_a_share_never_grows_out_of_its_bar():
    assert 'width="100.0"' in ui.share(140)
    assert 'width="0.0"' in ui.share(-2)


def test_a_goal_is_a_line_in_the_share():
    assert 'class="goal" x="79.0"' in ui.share(78, goal=80)


def test_links_keep_the_filters_and_begin_paging_again():
    request = RequestFactory().get("/", {"zoek": "afval", "vanaf": "abc", "kanaal": "balie"})

    assert shown("{% query kanaal='' dag='vandaag' %}", request=request) == "?zoek=afval&amp;dag=vandaag"


def test_a_moment_long_ago_is_a_date():
    assert ui.since(timezone.now() - timedelta(days=800)).endswith(
        str((timezone.localtime() - timedelta(days=800)).year)
    )


def test_the_pager_turns_pages_of_both_kinds():
    request = RequestFactory().get("/", {"zoek": "afval"})
    numbered = Paginator(range(30), 10).page(2)

    turned = render_to_string("core/_pager.html", {"page": numbered, "request": request})

    assert "?zoek=afval&amp;pagina=1" in turned
    assert "?zoek=afval&amp;pagina=3" in turned


class PlainForm(forms.Form):
    name = forms.CharField(help_text="Zoals in het paspoort")
    day = forms.DateField(required=False)
    agrees = forms.BooleanField()


def test_a_refused_field_tells_what_is_wrong_and_is_joined_to_it():
    markup = PlainForm({"name": "", "day": "gisteren"}).as_div()

    assert 'aria-describedby="id_name_helptext id_name_error"' in markup
    assert 'id="id_name_error"' in markup
    assert 'aria-invalid="true"' in markup


def test_what_was_typed_stays_when_it_is_refused():
    assert 'value="gisteren"' in PlainForm({"day": "gisteren"}).as_div()


def test_a_day_is_asked_as_a_date():
    assert '<input type="date" name="day" class="input short"' in PlainForm().as_div()


def test_a_box_to_tick_has_its_label_behind_it():
    field = PlainForm()["agrees"].as_field_group()

    assert 'class="check"' in field
    assert 'class="input"' not in field
