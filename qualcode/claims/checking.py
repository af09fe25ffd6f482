"""The claims of a draft, each judged, with what is wrong with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from qualcode.claims import rules
from qualcode.claims.claim import Called, Count, Quote
from qualcode.claims.data import Data
from qualcode.claims.judging import AboutCases, Grounds, Judged, Standing, judge
from qualcode.claims.quoting import Looked, Source, look_for, sources_of
from qualcode.claims.reading import BadClaimError, codes_of, read_claim
from qualcode.claims.wording import Wording, disagreement
from qualcode.diagnostics import Diagnostic, Location, Related, finding
from qualcode.documents.nearest import differences_in_words
from qualcode.drafts.claims_in import Fault, WrittenClaim, claims_in
from qualcode.source.document import between

_MOST_NAMES = 12
"""As many cases are named in a hint."""

_FAULTS = {
    Fault.NO_COLON: ("a claim begins with 'claim' and a colon", "write it as <!-- claim: ... -->"),
    Fault.NOT_CLOSED: ("the comment of this claim does not end", "write '-->' after the claim"),
    Fault.CLOSES_NOTHING: (
        "this ends the words of a claim, but none begins in this block",
        "write <!-- claim: ... --> before the words, or delete this",
    ),
}


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim of a draft with what became of it.

    Attributes:
        written: the claim as it stands in the draft.
        at: where that is.
        kind: what it claims: count, comparison, word, type or quotation; empty if it is broken.
        standing: whether it follows; None if it is broken.
        codes: the codes that it asks for.
        facts: what the data say.
        grounds: the cases for and against.
        findings: what is wrong.
    """

    written: WrittenClaim
    at: Location
    kind: str = ""
    standing: Standing | None = None
    codes: tuple[str, ...] = ()
    facts: str = ""
    grounds: tuple[Grounds, ...] = ()
    findings: tuple[Diagnostic, ...] = ()


class ClaimChecker:
    """Checks the claims of drafts against one study."""

    def __init__(self, data: Data, wording: Wording) -> None:
        """A checker that knows the data, and how the study's languages say numbers."""
        self._data = data
        self._wording = wording

    @cached_property
    def _sources(self) -> tuple[Source, ...]:
        return sources_of(self._data.cases, self._data.excerpts)

    def check(self, draft: str, file: str) -> tuple[CheckedClaim, ...]:
        """The claims of a draft; `file` is its name in findings."""
        return tuple(self._checked(one, draft, file) for one in claims_in(draft))

    def _checked(self, written: WrittenClaim, draft: str, file: str) -> CheckedClaim:
        at = between(draft, file, written.start, written.end)
        bare = CheckedClaim(written, at)
        if written.fault is not None:
            found = finding(rules.BAD_CLAIM, at, *_FAULTS[written.fault])
            return replace(bare, findings=(found,))
        try:
            claim = read_claim(written.text, self._data.names)
        except BadClaimError as error:
            rule = rules.UNKNOWN_NAME if error.is_name else rules.BAD_CLAIM
            start = written.start + error.start
            end = min(written.start + error.end, max(written.end, start + 1))
            place = between(draft, file, min(start, written.end), end)
            found = finding(rule, place, error.message, error.hint)
            return replace(bare, findings=(found,))
        if not written.bound.text:
            hint = "put it right after the sentence, or around the words that it is about"
            found = finding(rules.BINDS_NOTHING, at, "there are no words before this claim", hint)
            return replace(bare, kind=claim.kind, findings=(found,))
        if isinstance(claim, Quote):
            return self._quoted(claim, bare)
        return self._judged(claim, bare)

    def _judged(self, claim: AboutCases, bare: CheckedClaim) -> CheckedClaim:
        judged = judge(claim, self._data)
        return replace(
            bare,
            kind=claim.kind,
            standing=judged.standing,
            codes=codes_of(claim),
            facts=judged.facts,
            grounds=judged.grounds,
            findings=tuple(self._findings(claim, judged, bare)),
        )

    def _findings(
        self, claim: AboutCases, judged: Judged, bare: CheckedClaim
    ) -> Iterator[Diagnostic]:
        if judged.standing is Standing.FAILS:
            message = f"this does not follow from the data: {judged.facts}"
            yield finding(rules.FAILS, bare.at, message, _by_side(judged.grounds))
        if judged.standing is Standing.OPEN:
            message = f"this is open, as not everything is known: {judged.facts}"
            hint = f"{_remedy(claim)}; {_by_side(judged.grounds)}"
            yield finding(rules.OPEN, bare.at, message, hint)
        if isinstance(claim, Count | Called):
            text = bare.written.bound.text
            wrong = disagreement(claim, text, judged.total, self._wording)
            if wrong:
                hint = "correct the one or the other, or put the claim around the words it is about"
                yield finding(rules.WORDS_DISAGREE, bare.at, wrong, hint)

    def _quoted(self, claim: Quote, bare: CheckedClaim) -> CheckedClaim:
        quoted = bare.written.bound.quoted
        if not quoted:
            hint = "put the quoted words in quotation marks, or the claim around them"
            message = "the sentence has no words in quotation marks"
            found = finding(rules.WORDS_DISAGREE, bare.at, message, hint)
            return replace(bare, kind=claim.kind, findings=(found,))
        looked = tuple(look_for(words, claim, self._sources) for words in quoted)
        findings = tuple(one for each in looked for one in _about(each, claim, bare.at))
        sources = dict.fromkeys(one for each in looked for one in (*each.found, *each.perhaps))
        standing = Standing.HOLDS
        if findings:
            is_open = all(one.rule == rules.OPEN.id for one in findings)
            standing = Standing.OPEN if is_open else Standing.FAILS
        having = tuple(dict.fromkeys(one.case for one in sources))
        return replace(
            bare,
            kind=claim.kind,
            standing=standing,
            facts="; ".join(f"in '{one.document}' of case '{one.case}'" for one in sources),
            grounds=(Grounds("quotation", having, ()),),
            findings=findings,
        )


def _remedy(claim: AboutCases) -> str:
    if isinstance(claim, Count | Called):
        return f"write 'of known {claim.among.name}' to claim it of the known cases alone"
    return "find out what is not known, or claim less"


def _by_side(grounds: Sequence[Grounds]) -> str:
    """The cases for and against, by their ids."""
    several = len(grounds) > 1
    said = []
    for one in grounds:
        sides = (("for", one.speaking_for), ("against", one.against), ("not known", one.unknown))
        words = "; ".join(f"{side}: {_listed(names)}" for side, names in sides if names)
        if words:
            said.append(f"in '{one.of}' {words}" if several else words)
    return "; ".join(said)


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return ", ".join(names[:_MOST_NAMES]) + more


def _about(looked: Looked, claim: Quote, at: Location) -> Iterator[Diagnostic]:
    if looked.found:
        return
    words = _shortened(looked.words)
    if looked.perhaps:
        source = looked.perhaps[0]
        message = (
            f"'{words}' is in '{source.document}', where several people speak; it is not said "
            f"whether {claim.role} said it"
        )
        hint = "write the role at the evidence, or leave 'role:' out"
        yield finding(rules.OPEN, at, message, hint, _here(source))
        return
    message = f"no passage or document{_asked_for(claim)} has the words '{words}'"
    if looked.elsewhere:
        source = looked.elsewhere[0]
        hint = f"they are in '{source.document}' of case '{source.case}'{_by(source)}"
        yield finding(rules.QUOTE_NOT_FOUND, at, message, hint, _here(source))
    elif looked.near is not None:
        source = looked.near.source
        told = differences_in_words(looked.near.nearest.differences)
        where = f"'{source.document}' of case '{source.case}'"
        hint = f"nearly the same is in {where}, which {told}"
        hint = hint if told else f"{where} has them, but not one after the other"
        yield finding(rules.QUOTE_NOT_FOUND, at, message, hint, _here(source))
    else:
        hint = "copy the exact words from the source"
        yield finding(rules.QUOTE_NOT_FOUND, at, message, hint)


def _here(source: Source) -> tuple[Related, ...]:
    return (Related(source.at, "here"),)


def _by(source: Source) -> str:
    return f", said by {' or '.join(source.roles)}" if source.roles else ""


def _asked_for(claim: Quote) -> str:
    given = (("case", claim.case), ("document", claim.document), ("role", claim.role))
    said = ", ".join(f"{name} '{value}'" for name, value in given if value)
    return f" ({said})" if said else ""


def _shortened(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59].rstrip()}…"
