"""Chapters and tables as text: the only place that knows templates and languages."""

from qualcode.render.rules import RULES as RULES
