"""Answers about worlds from a solver, where there are too many to follow.

A world chooses an option for each variable. Whether some world has a verdict is a question of
satisfiability with sums (Roussel and Manquinho, "Pseudo-Boolean and cardinality constraints", in
Biere et al. 2009, Handbook of Satisfiability, ch. 22). The verdicts of all worlds are found by
asking for a world with a verdict not yet seen, until the solver proves that there is none. The
solver is z3 (de Moura and Bjørner 2008, TACAS, LNCS 4963, p. 337-340); it never guesses.
"""

import importlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qualcode.diagnostics import Misuse
from qualcode.typology.formula import And, Atom, Count, Formula, Or
from qualcode.typology.states import Score, State, verdict_of
from qualcode.typology.verdict import Naming, Verdict

SECONDS = 60
"""How long the solver may think about one question."""

LARGEST = 2**31
"""From here on numbers do not fit z3's own sums of terms; its integers are slower."""

Term = Any
"""A Boolean term of z3, which has no types of its own."""

Options = Mapping[int, tuple[Term, ...]]
"""For each variable the terms that it takes its first option, its second, and so on."""


class UnansweredError(Misuse):
    """Why a question about a case gets no answer, and what to do."""


@dataclass(frozen=True, slots=True)
class Solver:
    """Questions about worlds over variables with so many options each (`sizes`)."""

    sizes: Sequence[int]

    def truth(self, start: State) -> frozenset[bool]:
        """The truth values of a state's only formula over the possible worlds."""
        question = _Question(self.sizes)
        options = question.world(start, "a")
        formula = question.term(start.holding[0], options)
        wanted = ((True, formula), (False, question.z3.Not(formula)))
        return frozenset(value for value, term in wanted if question.model(term) is not None)

    def verdicts(self, state: State, naming: Naming) -> frozenset[Verdict]:
        """The verdicts of all worlds that a state stands for."""
        question = _Question(self.sizes)
        options = question.world(state, "a")
        marks = question.marks(state, naming, options)
        found: set[Verdict] = set()
        while (model := question.model()) is not None:
            found.add(verdict_of(_chosen(state, options, model), naming))
            question.add(question.z3.Or([mark != model(mark) for mark in marks]))
        return frozenset(found)

    def depends_on(self, state: State, variable: int, naming: Naming) -> bool:
        """Whether two possible worlds that differ in one variable only have other verdicts."""
        question = _Question(self.sizes)
        one = question.world(state, "a")
        if variable not in one:
            return False
        other = {**one, variable: question.options(variable, "b")}
        question.add(question.term(state.possible, other))
        marks = (question.marks(state, naming, options) for options in (one, other))
        differ = [question.z3.Xor(*pair) for pair in zip(*marks, strict=True)]
        return question.model(question.z3.Or(differ)) is not None


def _chosen(state: State, options: Options, model: "Callable[[Term], Term]") -> State:
    for variable, terms in options.items():
        state = state.choose(variable, [bool(model(term)) for term in terms].index(True))
    return state


class _Question:
    """One question to the solver, built up from terms."""

    def __init__(self, sizes: Sequence[int]) -> None:
        try:
            # Late, and only here: few cases ever need it.
            self.z3 = importlib.import_module("z3")
        except ImportError:
            raise UnansweredError(
                "too many possible worlds to follow without a solver; "
                "install one with: pip install 'qualcode[solver]'"
            ) from None
        self._sizes = sizes
        self._solver = self.z3.Solver()
        self._solver.set("timeout", SECONDS * 1000)

    def add(self, term: Term) -> None:
        """From now on the term must hold."""
        self._solver.add(term)

    def model(self, *terms: Term) -> "Callable[[Term], Term] | None":
        """The values of terms in a world where some hold too; None if there is no such world."""
        answer = self._solver.check(*terms)
        if answer == self.z3.unknown:
            raise UnansweredError(
                f"the solver found no answer in {SECONDS} seconds, and nothing is guessed; "
                "code more of the case, or make the conditions of the types simpler"
            )
        if answer == self.z3.unsat:
            return None
        found = self._solver.model()
        return lambda term: found.eval(term, model_completion=True)

    def world(self, state: State, name: str) -> Options:
        """A possible world as the options of the variables that a state depends on."""
        options = {v: self.options(v, name) for v in sorted(state.open_variables())}
        self.add(self.term(state.possible, options))
        return options

    def options(self, variable: int, name: str) -> tuple[Term, ...]:
        """One term an option of a variable, of which exactly one holds."""
        size = self._sizes[variable]
        if size == 2:
            second = self.z3.Bool(f"{name}{variable}")
            return (self.z3.Not(second), second)
        terms = tuple(self.z3.Bool(f"{name}{variable}.{option}") for option in range(size))
        self.add(self.z3.PbEq([(term, 1) for term in terms], 1))
        return terms

    def term(self, formula: Formula, options: Options) -> Term:
        """A formula as a term."""
        match formula:
            case bool():
                return self.z3.BoolVal(formula)
            case Atom(variable, chosen, _):
                return self.z3.Or([options[variable][option] for option in sorted(chosen)])
            case And(parts):
                return self.z3.And([self.term(part, options) for part in parts])
            case Or(parts):
                return self.z3.Or([self.term(part, options) for part in parts])
            case Count(least, parts):
                return self.z3.PbGe([(self.term(part, options), 1) for part in parts], least)

    def marks(self, state: State, naming: Naming, options: Options) -> list[Term]:
        """Terms that tell verdicts apart: two worlds have one verdict if they agree on all."""
        number = len(naming.types)
        holding = [self.term(formula, options) for formula in state.holding]
        holds, firm = holding[:number], holding[number:]
        alone = self.z3.PbLe([(term, 1) for term in holds], 1) if holds else True
        none = self.z3.Not(self.z3.Or(holds))
        marks = [*holds, *(self.z3.And(alone, *pair) for pair in zip(holds, firm, strict=False))]
        marks += [self.z3.And(none, near) for near in self._near(state.scores, naming, options)]
        return [self._named(mark, i) for i, mark in enumerate(marks)]

    def _named(self, mark: Term, number: int) -> Term:
        name = self.z3.FreshConst(self.z3.BoolSort(), f"mark{number}")
        self.add(name == mark)
        return name

    def _near(self, scores: Sequence[Score], naming: Naming, options: Options) -> "Iterator[Term]":
        """For each type whether its resemblance is high enough, and near enough to the best."""
        sums = [
            (reached, [(self.term(part, options), share) for part, share in parts])
            for reached, parts in scores
        ]
        for reached, shares in sums:
            enough = self._at_least(shares, [], naming.blend - reached)
            others = (
                self._at_least(shares, best, top - naming.margin - reached) for top, best in sums
            )
            yield self.z3.And(enough, *others)

    def _at_least(
        self, plus: Sequence[tuple[Term, int]], minus: Sequence[tuple[Term, int]], least: int
    ) -> Term:
        """The term that one sum exceeds another by at least so much."""
        turned = [(self.z3.Not(term), share) for term, share in minus]
        least += sum(share for _, share in minus)
        weighted = [(term, share) for term, share in (*plus, *turned) if share]
        if not weighted:
            return self.z3.BoolVal(least <= 0)
        if max(least, sum(share for _, share in weighted)) < LARGEST:
            return self.z3.PbGe(weighted, least)
        return self.z3.Sum([self.z3.If(term, share, 0) for term, share in weighted]) >= least
