"""How an agent writes a conversation down: mood, the question behind the question, intake answers, answer given."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from vraagbaak.contacts.models import Outcome
from vraagbaak.contacts.rules.intake import answered_intake
from vraagbaak.knowledge.models import Article, IntakeQuestion, Topic
from vraagbaak.knowledge.rules.intake import YES_NO, Asked
from vraagbaak.town.content_files import Entry, entries, table

WRITES_NEED, OWN_NEED = 0.3, 0.45
ASKS_INTAKE, ASKS_ON = 0.3, 0.75
WRITES_ANSWER = {
    Outcome.ANSWERED: 0.3,
    Outcome.DONE: 0.55,
    Outcome.REFERRED: 0.4,
    Outcome.CALLBACK: 0.85,
    Outcome.TRANSFERRED: 0.6,
    Outcome.NO_ANSWER: 0.7,
    Outcome.DROPPED: 0.25,
}
SHORT = 32


class Talk:
    """What agents note down, read once from the content."""

    def __init__(self) -> None:
        self.moods, self.needs, self.given = table("talk", "moods"), table("talk", "needs"), table("talk", "given")
        self.done, self.own = table("talk", "done"), table("talk", "own")
        self.parts, self.said = table("talk", "parts"), table("talk", "intake")
        self.heard = [(entry["mood"], tuple(entry["words"])) for entry in entries("talk", "heard")]
        self.about = {key: mood for mood, keys in table("talk", "about").items() for key in keys}
        self.past = frozenset(table("talk", "past")["keys"])
        self.by_article: dict[int, list[Asked]] = defaultdict(list)
        self.by_topic: dict[int, list[Asked]] = defaultdict(list)
        for question in IntakeQuestion.objects.select_related("script").order_by("position"):
            script = question.script
            if script.article_id:
                self.by_article[script.article_id].append(_asked(question))
            elif script.topic_id:
                self.by_topic[script.topic_id].append(_asked(question))
        topics = Topic.objects.prefetch_related("external_parties")
        self.parties = {topic.pk: [party.name for party in topic.external_parties.all()] for topic in topics}

    def mood(self, words: str, topic: Topic, luck: Random) -> str:
        """How the resident sounded: by the words, else as usual for the topic."""
        heard = next((mood for mood, signs in self.heard if any(sign in words for sign in signs)), "")
        kind = heard or (self.about.get(topic.key, "usual") if luck.random() < 0.5 else "usual")
        return str(_pick(self.moods[kind], luck))

    def need(self, saying: Entry, topic: Topic, luck: Random) -> str:
        """The question behind the question, when the agent heard one and wrote it down."""
        own, typed = saying.get("need", ""), self.needs.get(topic.key, ())
        if luck.random() >= WRITES_NEED or not (own or typed):
            return ""
        return str(own if own and (not typed or luck.random() < OWN_NEED) else luck.choice(typed))

    def answer(self, outcome: str, topic: Topic, article: Article | None, luck: Random) -> str:
        """The answer given, in a few words; often nothing."""
        if luck.random() >= WRITES_ANSWER[Outcome(outcome)]:
            return ""
        facts = _facts(article) | {"department": topic.department.name}
        if len(parties := self.parties[topic.pk]) == 1:
            facts["party"] = parties[0]
        return str(luck.choice(self._ways(outcome, topic, facts))).format(**facts)

    def intake(
        self, words: str, topic: Topic, article: Article | None, day: date, luck: Random
    ) -> list[dict[str, str]]:
        """The answers to the first intake questions; what the resident said already is taken from the words."""
        script = (article and self.by_article.get(article.pk)) or self.by_topic.get(topic.pk, [])
        if not script or luck.random() >= ASKS_INTAKE:
            return []
        owner = article.key if article and self.by_article.get(article.pk) else topic.key
        answers: dict[str, str] = {}
        for question in script:
            answer = self._said(question, owner, words, day, luck)
            if answer:
                answers[question.key] = answer
            if luck.random() >= ASKS_ON:
                break
        return answered_intake(script, answers)

    def _ways(self, outcome: str, topic: Topic, facts: dict[str, str]) -> Sequence[str]:
        ways: list[str] = self.given[outcome]
        if outcome == Outcome.DONE:
            return self.done.get(topic.key, ways)  # type: ignore[no-any-return]
        if topic.department.key == "kcc":
            ways = self.own.get(outcome, ways)
        told = {Outcome.REFERRED: ("party", "apply"), Outcome.ANSWERED: ("bring", "duration", "cost", "apply")}
        return ways + [way for part in told.get(Outcome(outcome), ()) if part in facts for way in self.parts[part]]

    def _said(self, question: Asked, owner: str, words: str, day: date, luck: Random) -> str:
        if question.kind == IntakeQuestion.Kind.YESNO:
            return luck.choice(YES_NO)
        if question.kind == IntakeQuestion.Kind.CHOICE:
            told = [choice for choice in question.choices if _is_told(choice, words)]
            return luck.choice(told or question.choices)
        named = f"{owner}.{question.key}"
        if question.kind == IntakeQuestion.Kind.DATE:
            is_past = not {named, question.key}.isdisjoint(self.past)
            return (day + timedelta(days=-luck.randrange(1, 30) if is_past else luck.randrange(3, 60))).isoformat()
        known = self.said.get(named) or self.said.get(question.key)
        return luck.choice(known) if known else ""


def _asked(question: IntakeQuestion) -> Asked:
    return Asked(
        question.key,
        question.text,
        question.kind,
        tuple(question.choices),
        question.shown_if_key,
        question.shown_if_value,
    )


def _facts(article: Article | None) -> dict[str, str]:
    """What of the article an agent names in a note."""
    version = article.published if article else None
    if version is None:
        return {}
    facts = {"bring": _lowered(version.bring[0])} if version.bring else {}
    if version.duration and len(version.duration) <= SHORT and not set(".,:") & set(version.duration):
        facts["duration"] = _lowered(version.duration)
    amounts = [cost["amount"] for cost in version.costs if cost["amount"] != "0.00"]
    if amounts:
        facts["cost"] = f"€ {amounts[0].replace('.', ',')}"
    return facts | ({"apply": version.apply_url} if version.apply_url else {})


def _lowered(text: str) -> str:
    """The text as part of a sentence; a word in capitals stays as it is."""
    text = text.rstrip(".")
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _is_told(choice: str, words: str) -> bool:
    return any(word[:5] in words for word in choice.lower().split() if len(word) > 3)


def _pick(weights: dict[str, int], luck: Random) -> str:
    return luck.choices(list(weights), list(weights.values()))[0]
