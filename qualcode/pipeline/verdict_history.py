"""The history of a verdict: what it was at each revision, and what moved it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qualcode.diagnostics import Misuse, did_you_mean
from qualcode.model.case import Case
from qualcode.model.codebook import Codebook
from qualcode.model.study import Project, Study
from qualcode.model.typology import Typology
from qualcode.pipeline.checking import errors
from qualcode.pipeline.history import Moment
from qualcode.pipeline.snapshots import Snapshot
from qualcode.rules import allows_verdicts, check_codings
from qualcode.tables.moves import edit_said
from qualcode.tables.proofs import words_for
from qualcode.tables.questions import verdict_in_words
from qualcode.trail.change import Change, Kind
from qualcode.trail.parts import Part, changed_parts, mixed, part_in_words
from qualcode.typology.classify import Classifier
from qualcode.typology.edits import edits
from qualcode.typology.solver import UnansweredError
from qualcode.typology.verdict import CaseVerdict, Verdict
from qualcode.typology.verdict import Kind as VerdictKind

_MOST_EDITS = 3
_NEVER = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """The verdict of a case at a revision in words, empty where there is no case."""

    words: str = _NEVER
    case: Case | None = None
    codebook: Codebook | None = None


def verdict_changes(
    moments: Sequence[Moment], typology: str, names: frozenset[str]
) -> Mapping[str, tuple[Change, ...]]:
    """What moved the verdict of a case at each revision, by the ids of the revisions.

    Args:
        moments: the history of the study.
        typology: a typology, by its id or an alias.
        names: the names that the case has had.

    Raises:
        Misuse: there never was such a typology.
    """
    books = [one.after.codebook for one in moments if one.after.codebook is not None]
    known = dict.fromkeys(name for book in books for name in book.typologies)
    if not any(_typology(book, typology) for book in books):
        hint = did_you_mean(typology, known) or f"there are {', '.join(known) or 'none'}"
        raise Misuse(f"there is no typology '{typology}'; {hint}")
    judge = _Judge(typology, names)
    return {moment.revision.id: tuple(judge.changes(moment)) for moment in moments}


def _typology(codebook: Codebook, name: str) -> Typology | None:
    found = (one for one in codebook.typologies.values() if name in (one.id, *one.aliases))
    return next(found, None)


class _Judge:
    """Gives a case its verdict at each revision; what did not change is not judged again."""

    def __init__(self, typology: str, names: frozenset[str]) -> None:
        self._typology = typology
        self._names = names
        # The codebooks and cases are kept, so that their identities stay their own.
        self._books: dict[int, tuple[Codebook, Classifier | None]] = {}
        self._standings: dict[tuple[int, int], Standing] = {}

    def changes(self, moment: Moment) -> Iterator[Change]:
        """What happened to the case, and what moved its verdict."""
        for one in moment.changes:
            if one.case in self._names and one.kind in (Kind.REMOVED, Kind.RENAMED):
                yield one
            if one.kind is Kind.UNREADABLE and one.case in (*self._names, ""):
                yield one
        now = self._standing(moment.after)
        earlier = [self._standing(one) for one in moment.before] or [Standing()]
        if now.case is None or any(now.words == one.words for one in earlier):
            return
        before = earlier[0]
        codes, reasons = self._because(before, now, moment.after)
        moved = f"{before.words} -> {now.words}" if before.words else now.words
        because = f", because {' and '.join(reasons)}" if reasons else ""
        subject = f"verdict in {self._typology}:"
        said = f"{moved}{because}"
        case = now.case.id
        yield Change(Kind.VERDICT, subject, said, case, codes, before.words, now.words)

    def _standing(self, snapshot: Snapshot) -> Standing:
        cases = snapshot.cases.values()
        case = next((one for one in cases if one.id in self._names), None)
        if case is None or snapshot.codebook is None or snapshot.project is None:
            return Standing()
        key = (id(case), id(snapshot.codebook))
        if key not in self._standings:
            words = self._words(case, snapshot.codebook, snapshot.project)
            self._standings[key] = Standing(words, case, snapshot.codebook)
        return self._standings[key]

    def _words(self, case: Case, book: Codebook, project: Project) -> str:
        typology = _typology(book, self._typology)
        classifier = self._classifier(book, project)
        if typology is None:
            return "none (there was no such typology)"
        if case.unit != typology.unit:
            return f"none (the typology was for the unit {typology.unit})"
        if classifier is None:
            return "none (the codebook had errors)"
        study = Study(project=project, codebook=book, cases=(case,))
        found = errors(check_codings(study))
        if found:
            return f"none (the case had errors; {found[0].rule}: {found[0].message})"
        try:
            return _verdict_in_words(classifier.classify(case, typology))
        except UnansweredError:
            return "none (there were too many possible worlds for an exact answer)"

    def _classifier(self, book: Codebook, project: Project) -> Classifier | None:
        if id(book) not in self._books:
            study = Study(project=project, codebook=book, cases=())
            is_sound = allows_verdicts(study)
            self._books[id(book)] = (book, Classifier(book) if is_sound else None)
        return self._books[id(book)][1]

    def _because(
        self, before: Standing, now: Standing, after: Snapshot
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The codes and the reasons that moved a verdict: without any of them, it is another.

        A smallest set is found by taking one change after another back, as long as the verdict
        stays what it has become.
        """
        if before.case is None or before.codebook is None or after.project is None:
            return (), ()
        if now.case is None or now.codebook is None:
            return (), ()
        book, parts = now.codebook, changed_parts(before.case, now.case)
        project = after.project

        def still(codebook: Codebook, chosen: tuple[Part, ...]) -> bool:
            if before.case is None or now.case is None:
                return False
            case = mixed(before.case, now.case, chosen)
            return self._words(case, codebook, project) == now.words

        if before.codebook is not book and still(before.codebook, parts):
            book = before.codebook
        for part in parts:
            fewer = tuple(one for one in parts if one != part)
            if still(book, fewer):
                parts = fewer
        reasons = [part_in_words(part, before.case, now.case) for part in parts]
        if book is not before.codebook:
            reasons.append(self._edited(before.codebook, book))
        return tuple(name for section, name in parts if section == "codes"), tuple(reasons)

    def _edited(self, before: Codebook, after: Codebook) -> str:
        old, new = _typology(before, self._typology), _typology(after, self._typology)
        if old is None or new is None:
            return "the codebook changed"
        words = words_for(after)
        said = [edit_said(one, words) for one in edits((old, before), (new, after))]
        more = f" and {len(said) - _MOST_EDITS} more" if len(said) > _MOST_EDITS else ""
        shown = "; ".join(said[:_MOST_EDITS])
        return f"the codebook changed ({shown}{more})" if said else "the codebook changed"


def _verdict_in_words(verdict: CaseVerdict) -> str:
    if verdict.kind is not VerdictKind.INSUFFICIENT:
        return verdict_in_words(Verdict(verdict.kind, verdict.types))
    if verdict.probable:
        return f"insufficient (probably {', '.join(verdict.probable)})"
    if not verdict.ruled_out:
        return "insufficient (any type)"
    possible = f"possible: {', '.join(verdict.possible)}" if verdict.possible else "no type"
    return f"insufficient ({possible})"
