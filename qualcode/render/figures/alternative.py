"""What a figure shows, in sentences: for those who cannot see it, and for search."""

from collections.abc import Iterator

from qualcode.render.figures.content import Chart, Content, Edge, Ladder, Node, Rows
from qualcode.render.language import Language


def alternative(content: Content, language: Language) -> str:
    """The text that stands for a figure."""
    return " ".join(_sentences(content, language))


def _sentences(content: Content, language: Language) -> Iterator[str]:
    match content:
        case Chart():
            yield from _chart(content, language)
        case Ladder():
            yield from _ladder(content, language)
        case Rows():
            yield from _rows(content, language)


def _chart(chart: Chart, language: Language) -> Iterator[str]:
    word = language.gettext
    spans = sorted({(node.first, node.last) for node in chart.nodes})
    for first, last in spans:
        inside = [_box(node) for node in chart.nodes if (node.first, node.last) == (first, last)]
        named = [chart.bands[i] for i in range(first, last + 1) if chart.bands[i]]
        boxes = {"boxes": language.list(inside)}
        if not named:
            yield word("The figure shows %(boxes)s.") % boxes
        else:
            bands = language.list(word("“%(name)s”") % {"name": name} for name in named)
            pattern = word("%(bands)s contains %(boxes)s.")
            if len(named) > 1:
                pattern = word("%(bands)s together contain %(boxes)s.")
            yield pattern % {"bands": bands, **boxes}
    yield from (_line(edge, chart, language) for edge in chart.edges)
    dashed = [node.title for node in chart.nodes if node.dashed]
    if dashed:
        yield _dashed(chart.dashed, language.list(dashed), language)
    if not chart.is_complete:
        yield more_than_shown(language)


def more_than_shown(language: Language) -> str:
    """What is said of a chart of records that may not be all there are."""
    return language.gettext("There may be more than the figure shows.")


def _box(node: Node) -> str:
    own = [detail.removeprefix("(").removesuffix(")") for detail in node.details]
    return f"{node.title} ({'; '.join(own)})" if own else node.title


def _line(edge: Edge, chart: Chart, language: Language) -> str:
    word, relation = language.gettext, chart.relations[edge.relation]
    titles = {node.id: node.title for node in chart.nodes}
    label = f"{relation.label}; {edge.mark}" if edge.mark else relation.label
    names = {"start": titles[edge.start], "end": titles[edge.end], "label": label}
    if relation.directed:
        return word("An arrow leads from “%(start)s” to “%(end)s” (%(label)s).") % names
    return word("A line joins “%(start)s” and “%(end)s” (%(label)s).") % names


def _dashed(meaning: str, boxes: str, language: Language) -> str:
    word, names = language.gettext, {"boxes": boxes, "meaning": meaning}
    if meaning:
        return word("Dashed lines (%(meaning)s) surround: %(boxes)s.") % names
    return word("Dashed lines surround: %(boxes)s.") % names


def _ladder(ladder: Ladder, language: Language) -> Iterator[str]:
    word = language.gettext
    steps = {"n": language.number_word(len(ladder.steps))}
    names = language.list(step.title for step in ladder.steps)
    steps["steps"] = names
    yield word("The ladder has %(n)s steps, from the highest to the lowest: %(steps)s.") % steps
    for step in ladder.steps:
        if step.examples:
            examples = {"step": step.title, "examples": "; ".join(step.examples)}
            yield word("Examples of “%(step)s”: %(examples)s.") % examples


def _rows(rows: Rows, language: Language) -> Iterator[str]:
    word = language.gettext
    columns = language.list(rows.columns)
    yield word("Each row leads through %(columns)s.") % {"columns": columns}
    for row in rows.rows:
        cells = ("; ".join(cell) or word("not stated") for cell in row)
        named = zip(rows.columns, cells, strict=True)
        yield ", ".join(f"{column}: {cell}" for column, cell in named) + "."
