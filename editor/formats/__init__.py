"""Other formats in and out: so far the newsletter's text form. Pure values: no files, no Qt.

Reading is done in three passes: lines are marked for what each of them can be on its own, cut into sections,
and each section is read by a module of its own. Whatever finds no place is noted with its line.
"""
