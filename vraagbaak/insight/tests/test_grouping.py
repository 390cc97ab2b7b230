"""Questions that ask the same in other words come together, and stay together."""

from hypothesis import given
from hypothesis import strategies as st

from vraagbaak.insight.rules.grouping import Asked, grouped

LOST = ("paspoort", "kwijt")


def ask(*wordings, topic=1):
    return [Asked(key, tuple(words.split()), topic) for key, words in enumerate(wordings, 1)]


def fillers_say_nothing(stem):
    return 0.0 if stem in {"ik", "ben", "mijn", "hoe"} else 1.0


def test_other_words_for_the_same_come_together_and_another_question_stays_apart():
    questions = ask(
        "ik ben mijn paspoort kwijt", "paspoort kwijt", "mijn paspoort kwijt vakantie", "hoe laat open", "zwembad laat open"
    )  # fmt: skip

    groups = grouped(questions, weigh=fillers_say_nothing)

    assert [group.keys for group in groups] == [(1, 2, 3), (4, 5)]


def test_the_largest_group_comes_first_and_its_most_shared_wording_speaks_for_it():
    questions = ask("rijbewijs", "paspoort kwijt spanje", "paspoort kwijt", "paspoort kwijt", "paspoort kwijt trein")

    first = grouped(questions)[0]

    assert first.keys == (2, 3, 4, 5)
    assert first.typical == 3
    assert first.others == (2, 5)


def test_alike_words_under_another_topic_need_to_be_more_alike():
    near = [Asked(1, ("kaart", "kwijt", "vakantie"), 1), Asked(2, ("kaart", "kwijt", "zwembad"), 1)]
    far = [near[0], Asked(2, near[1].stems, 2)]
    same = [near[0], Asked(2, near[0].stems, 2)]

    assert len(grouped([*near, *_noise()])) == len(grouped([*far, *_noise()])) - 1
    assert grouped([*same, *_noise()])[0].keys == (1, 2)


def test_questions_without_a_telling_word_are_not_thrown_together():
    assert [group.keys for group in grouped(ask("ik ben", "ik ben", ""), weigh=fillers_say_nothing)] == [
        (1,),
        (2,),
        (3,),
    ]


def _noise():
    return [Asked(100 + number, (f"woord{number}",), 9) for number in range(20)]


stems = st.lists(st.sampled_from([f"s{number}" for number in range(12)]), max_size=6).map(tuple)
questions = st.lists(st.tuples(stems, st.sampled_from([None, 1, 2])), max_size=40).map(
    lambda rows: [Asked(key, words, topic) for key, (words, topic) in enumerate(rows)]
)


@given(questions)
def test_every_question_is_in_exactly_one_group_and_groups_are_in_order(asked):
    groups = grouped(asked)

    assert sorted(key for group in groups for key in group.keys) == [each.key for each in asked]
    assert [len(group.keys) for group in groups] == sorted((len(group.keys) for group in groups), reverse=True)
    assert all({group.typical, *group.others} <= set(group.keys) for group in groups)
    assert all(len({group.typical, *group.others}) == 1 + len(group.others) for group in groups)


@given(questions, st.randoms())
def test_the_order_of_asking_changes_no_group(asked, chance):
    mixed = list(asked)
    chance.shuffle(mixed)

    assert {frozenset(group.keys) for group in grouped(mixed)} == {frozenset(group.keys) for group in grouped(asked)}


@given(questions)
def test_the_same_words_about_the_same_topic_are_never_parted(asked):
    home = {key: at for at, group in enumerate(grouped(asked)) for key in group.keys}
    by_wording = {}
    for each in asked:
        if each.stems:
            by_wording.setdefault((frozenset(each.stems), each.topic), set()).add(home[each.key])

    assert all(len(homes) == 1 for homes in by_wording.values())
