"""What is measured: the pages and steps, each time of another claim, article, word."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from random import Random
from typing import Any
from urllib.parse import urlencode

from django.contrib.postgres.search import SearchQuery
from django.db.models import Model, QuerySet, TextField
from django.db.models.functions import MD5, Cast
from django.urls import reverse

from claims.choices import Kind, Stage, Verdict
from claims.models import Article, Claim, Claimant, Passage, Source, User
from claims.seeding.articles import EQUAL, LONG, size_of
from claims.seeding.prose import NOUNS
from claims.selectors.queue import queue
from claims.text.sentences import Span, sentences_of
from tests.bench.browser import Request

READ, WRITE = "bare read", "bare write"
MIXED = MD5(Cast("pk", TextField()))  # An order that has nothing to do with the claims.
WORD = re.compile(r"\b[A-Z][a-z]{5,}\b")
RARE = 20  # Claims.


@dataclass(frozen=True)
class Row:
    """A page or a step, with the most that it may take as a multiple of the bare view."""

    name: str
    budget: int
    requests: list[Request]
    yardstick: str = READ


def rows_for(person: User, number: int) -> list[Row]:
    """Every row with `number` requests. A step has a claim of its own for each, a page has as many
    others as the desk holds of them."""
    return Requests(person, number).rows()


class Requests:
    def __init__(self, person: User, number: int) -> None:
        self.person = person
        self.number = number
        self.random = Random(1)

    def rows(self) -> list[Row]:
        claims = self._keys(Claim)
        names = [name for (name,) in self._sample(Claimant.objects.values_list("name"))]
        titles = [title for (title,) in self._sample(Source.objects.values_list("title"))]
        articles = self._sample(Article.objects.with_headline())
        common, rare = NOUNS[:10], self._rare_words()
        queue_page, go = reverse("claims"), reverse("go")
        return [
            Row(READ, 1, self._pages(f"/bare/{pk}/" for pk in claims)),
            Row(
                WRITE,
                1,
                self._repeated(
                    Request(f"/bare/{pk}/write/", {})
                    for pk in self._keys(Claim, stage=Stage.CLOSED)
                ),
                WRITE,
            ),
            Row("claim panel", 4, self._panels()),
            Row("claim page", 5, self._pages(reverse("claim", args=[pk]) for pk in claims)),
            self._step("accept", Stage.PROPOSED, "claim-accept"),
            self._step("take", Stage.OPEN, "claim-take"),
            self._step("submit", Stage.CHECKING, "claim-submit", {
                "verdict": Verdict.UNVERIFIABLE.value, "rationale": "Nobody knows.",
                "tried": "The register.",
            }),
            self._step("approve", Stage.APPROVAL, "claim-approve"),
            Row("step: clear", 6, self._clearances(), WRITE),
            Row("queue", 6, self._pages([queue_page])),
            Row("queue, a deep page", 6, self._deep_pages()),
            self._filtered("stage", [*Stage, "all"]),
            self._filtered("verdict", Verdict, stage="all"),
            self._filtered("kind", Kind),
            self._filtered("claimant", names),
            self._filtered("article", [str(article.pk) for article in articles]),
            self._filtered("outlet", [article.outlet for article in articles]),
            self._filtered("assignee", ["me", "nobody", *map(str, self._keys(User))]),
            self._filtered("due", ["overdue", "day", "week", "none"]),
            self._searched("queue, common word", 8, queue_page, common, stage="all"),
            self._searched("queue, rare word", 8, queue_page, rare, stage="all"),
            Row("desk", 6, self._pages([reverse("desk")])),
            Row("articles", 6, self._pages([reverse("articles")])),
            Row("articles, a deep page", 6, self._pages(
                f"{reverse('articles')}?after={article.pk}" for article in articles
            )),
            self._searched("articles, searched", 6, reverse("articles"), [
                *(article.headline for article in articles), *common[:3],
            ]),
            Row("sources", 6, self._pages([reverse("sources")])),
            self._searched("sources, searched", 6, reverse("sources"), [*titles, *common[:3]]),
            Row("claimants", 6, self._pages([reverse("claimants")])),
            self._searched("claimants, searched", 6, reverse("claimants"), [*names, "mayor"]),
            Row("autocomplete: claimants", 3, self._repeated(
                Request(_with(reverse("claimant-names"), claimant=typed), from_page=queue_page)
                for typed in self._typed(names)
            )),
            Row("autocomplete: sources", 3, self._repeated(
                Request(_with(reverse("source-titles"), source=typed), from_page=queue_page)
                for typed in self._typed(titles)
            )),
            Row("go anywhere", 8, self._repeated(
                Request(_with(go, q=word), from_page=reverse("desk"))
                for word in self._typed([*common, *rare, *names])
            )),
            Row("workbench of 40 claims", 7, self._workbenches(EQUAL)),
            Row("workbench of 400 passages", 20, self._workbenches(LONG)),
        ]  # fmt: skip

    def _pages(self, paths: Iterable[str]) -> list[Request]:
        return self._repeated(Request(path) for path in paths)

    def _repeated(self, requests: Iterable[Request]) -> list[Request]:
        return list(islice(cycle(list(requests)), self.number))

    def _filtered(self, name: str, values: Iterable[str], **fixed: str) -> Row:
        """The queue under one filter, as its form asks for it."""
        page = reverse("claims")
        blank = dict.fromkeys(["q", "stage", "verdict", "kind", "claimant", "article", "outlet",
                               "assignee", "due"], "")  # fmt: skip
        requests = [
            Request(f"{page}?{urlencode(blank | fixed | {name: str(value)})}", from_page=page)
            for value in values
        ]
        return Row(f"queue by {name}", 6, self._repeated(requests))

    def _searched(
        self, name: str, budget: int, page: str, words: Iterable[str], **fixed: str
    ) -> Row:
        return Row(name, budget, self._pages(_with(page, q=word, **fixed) for word in words))

    def _panels(self) -> list[Request]:
        return self._repeated(
            Request(f"{page}?claim={claim.pk}", from_page=page)
            for claim, page, _ in self._in_text(Claim.objects.all())
        )

    def _step(
        self, verb: str, stage: Stage, address: str, typed: dict[str, str] | None = None
    ) -> Row:
        """A step from the workbench, with a claim of its own for each request."""
        claims = Claim.objects.filter(stage=stage).exclude(submitted_by=self.person)
        requests = [
            Request(
                reverse(address, args=[claim.pk]),
                {"version": str(claim.version), "article": str(article)} | (typed or {}),
                from_page=page,
            )
            for claim, page, article in self._in_text(claims)
        ]
        return Row(f"step: {verb}", 6, requests, WRITE)

    def _in_text(self, claims: QuerySet[Claim]) -> list[tuple[Claim, str, int]]:
        """Claims, each with the address and the key of the short article that it stands in."""
        sampled = claims.order_by(MIXED)[: self.number * 4]
        passages = Passage.objects.filter(claim__in=list(sampled)).current()
        passages = passages.exclude(article__handed_in_by=self.person).select_related("claim")
        once = {
            passage.claim_id: passage
            for passage in passages.order_by(MIXED)
            if size_of(passage.article_id) < LONG
        }
        return [
            (passage.claim, reverse("article", args=[passage.article_id]), passage.article_id)
            for passage in islice(once.values(), self.number)
        ]

    def _clearances(self) -> list[Request]:
        """Of sentences that nobody has read, in short articles in work."""
        return list(islice(self._clearing(), self.number))

    def _clearing(self) -> Iterator[Request]:
        articles = Article.objects.exclude(handed_in_by=self.person).order_by("-pk")
        for article in articles.iterator():
            if size_of(article.pk) == LONG:
                continue
            revision = article.current_revision
            read = [*revision.clearances.all(), *revision.passages.all()]
            spans = [Span(row.start, row.end) for row in read]
            page = reverse("article", args=[article.pk])
            for sentence in sentences_of(revision.text, article.language):
                if any(map(sentence.overlaps, spans)):
                    continue
                place = {"start": str(sentence.start), "end": str(sentence.end)}
                form = place | {"article": str(article.pk), "number": str(revision.number)}
                yield Request(reverse("article-clear", args=[article.pk]), form, from_page=page)

    def _deep_pages(self) -> list[Request]:
        """From a third of the queue on."""
        rows = list(queue(self.person, {}).values_list("due", "pk"))
        chosen = self.random.sample(rows[len(rows) // 3 :], min(40, len(rows) // 3))
        return self._pages(
            _with(reverse("claims"), after=f"{due.isoformat() if due else ''}~{pk}")
            for due, pk in chosen
        )

    def _workbenches(self, size: int) -> list[Request]:
        keys = Article.objects.order_by("-pk").values_list("pk", flat=True)
        chosen = list(islice((pk for pk in keys.iterator() if size_of(pk) == size), self.number))
        return self._pages(reverse("article", args=[pk]) for pk in chosen)

    def _typed(self, words: Iterable[str]) -> list[str]:
        """Each as far as somebody has typed it, who pauses after any letter."""
        return [word[: 2 + n % 8] for n, word in enumerate(words)]

    def _rare_words(self) -> list[str]:
        """Names of places that few claims have."""
        found: list[str] = []
        for (statement,) in self._sample(Claim.objects.values_list("statement"), 2000):
            for word in WORD.findall(statement)[:1]:
                query = SearchQuery(word, config="english")
                if word not in found and Claim.objects.filter(search=query).count() <= RARE:
                    found.append(word)
            if len(found) == 20:
                break
        return found

    def _keys(self, model: type[Model], **where: Any) -> list[int]:
        return [
            pk for (pk,) in self._sample(model._default_manager.filter(**where).values_list("pk"))
        ]

    def _sample(self, rows: Any, number: int = 0) -> list[Any]:
        return list(rows.order_by(MIXED)[: number or self.number])


def _with(page: str, **query: str) -> str:
    return f"{page}?{urlencode(query)}"
