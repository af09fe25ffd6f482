"""The manual page of each rule: why it matters, a bad and a good example, what to do.

A page is the file `<id>.md` beside this one. It begins with why the rule matters and has the
sections `## Bad`, `## Good` and `## What to do`. What stands at its head (id, name, severity,
family, summary) comes from the rule. A fenced block whose info string names a file, such as
`yaml cases/elm.yaml`, is that file of the example study, which `study.md` shows whole; files that
a page does not show are as they are there. The block `findings` is what `check` then finds.
"""
