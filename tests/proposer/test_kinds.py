"""Of several cues in a clause, which one tells its kind."""

from datetime import date

import pytest

from claims.choices import Kind
from claims.proposer import propose
from claims.proposer.kinds import cue_for, kind_of
from claims.text.sentences import Span


def kind_told_by(words: str) -> Kind:
    return kind_of(words, Span(0, len(words)), None, None, [], None).kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The mayor rejected the union's demands", Kind.POSITION),
        ("The union demanded that the mayor reject the plan", Kind.DEMAND),
        ("The mayor denied having promised a refund", Kind.DENIAL),
        ("The mayor promised never to deny a refund", Kind.COMMITMENT),
        ("Aides were preparing to discuss a promise of refunds", Kind.EVENT),
        ("The council told Oslo to pay or face a lawsuit", Kind.COMMITMENT),
        ("The council told the operator to pay", Kind.DEMAND),
        ("Oslo is expected to attend the talks", Kind.EVENT),
        ("Fares are expected to rise", Kind.PREDICTION),
        ("Guards denied access to the lawyer", Kind.EVENT),
        ("Demand for trams rose", Kind.EVENT),
        ("The mayor has been threatened", Kind.EVENT),
        ("Prosecutors charged two former aides with fraud", Kind.ACCUSATION),
        ("Oslo remains committed to the treaty", Kind.POSITION),
        ("Parents were told to wait", Kind.DEMAND),
        ("Two men were arrested", Kind.EVENT),
        ("The city was founded by monks", Kind.BACKGROUND),
        ("The strike could last for weeks", Kind.EVENT),
    ],
)
def test_the_first_act_counts(words: str, kind: Kind) -> None:
    assert kind_told_by(words) is kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Drivers are required to stop at every crossing", Kind.LAW),
        ("Parliament passed a new transport law", Kind.LAW),
        ("Cyclists are not allowed to stop here", Kind.LAW),
        ("Smoking is banned in trams", Kind.LAW),
        ("It is an offence to cross the line", Kind.LAW),
        ("Drivers must carry a licence", Kind.LAW),
        ("It violated the transport act", Kind.LAW),
        ("The law firm hired 20 people", Kind.EVENT),
        ("The mayor acted at once", Kind.EVENT),
    ],
)
def test_laws(words: str, kind: Kind) -> None:
    assert kind_told_by(words) is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Fares will rise by 5 per cent next year.", Kind.PREDICTION),
        ("By 2050 a third of the city will be under water.", Kind.PREDICTION),
        ("Fares could rise by 5 per cent, Ann Lee said.", Kind.PREDICTION),
        ("The bank said fares would rise by 5 per cent if it rained.", Kind.PREDICTION),
        ("Ann Lee promised to buy 40 trams.", Kind.COMMITMENT),
        ("Ann Lee said she would buy 40 trams.", Kind.COMMITMENT),
        ("The bank said it would close 45 branches.", Kind.COMMITMENT),
        ("Ann Lee said he would travel to Bergen on Monday.", Kind.EVENT),
        ("The council will vote on the plan next month.", Kind.EVENT),
        ("The man who will lead 40 trams resigned.", Kind.FIGURE),
        ("Two thirds of voters backed the plan.", Kind.FIGURE),
        ("Ann Lee backed a plan for 40 trams.", Kind.POSITION),
        ("Ann Lee replied: “No.”", Kind.QUOTATION),
    ],
)
def test_what_is_to_come(text: str, kind: Kind) -> None:
    assert propose(text, date(2022, 1, 22))[0].kind is kind


def test_what_a_quotation_speaks_of_is_not_done_by_it() -> None:
    [proposal] = propose("“Nobody should ever have promised us a refund,” Ann Lee said.")
    assert proposal.kind is Kind.QUOTATION
    [proposal] = propose("Ann Lee promised “a full refund of all the fares”.")
    assert proposal.kind is Kind.COMMITMENT


def test_what_explains_a_rule_is_a_rule() -> None:
    text = "Ann Lee cited the union’s “founding principles”: every member is heard."
    assert propose(text)[-1].kind is Kind.LAW


def test_a_cue_is_short_and_in_one_line() -> None:
    assert cue_for(Kind.DENIAL, "denied\nany  plan") == "a denial: “denied any plan”"
    assert len(cue_for(Kind.DENIAL, "word " * 100)) < 80
