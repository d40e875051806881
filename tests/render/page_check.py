"""A quick check of PDF/UA-1 without Java, for every test that makes a PDF (package page-validation, MIT).

It is fast (about 15 ms a file) but does not see all that veraPDF sees: content with CSS `opacity` passes here
and fails there. Whether a file may claim PDF/UA is for veraPDF to say. The package's own check of PDF/A-2a is
not used: version 0.11 refuses good files that have a stream whose last byte is a carriage return.
"""

import page


def ua1_problems(pdf: bytes) -> list[str]:
    """The rules of PDF/UA-1 that `pdf` breaks, as "RULE-ID: message"; empty when it is compliant.

    Raises page.ParseError when the bytes are no PDF.
    """
    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    problems = [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
    if not report.is_compliant and not problems:
        return ["not compliant, for a reason that was not given"]
    return problems
