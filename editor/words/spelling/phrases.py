"""Foreign phrases of English prose, whose words no English dictionary has one by one: en masse, force majeure."""

from __future__ import annotations

import re

from editor.words.spelling.tokens import Token

# With straight apostrophes, which typographic ones are compared with.
_PHRASES = """
a fortiori, ad hoc, ad infinitum, ad interim, ad valorem, aide-mémoire, annus horribilis, annus mirabilis, bête
noire, bona fide, bona fides, carte blanche, cause célèbre, ceteris paribus, chargé d'affaires, chargés
d'affaires, coup d'état, coups d'état, coup de grâce, cri de coeur, cui bono, de facto, de jure, de novo, de
rigueur, dernier cri, éminence grise, en bloc, en masse, en passant, en route, ex ante, ex officio, ex post,
fait accompli, faits accomplis, feng shui, force majeure, haute couture, haute cuisine, hoi polloi, idée fixe,
in absentia, in camera, in extremis, in flagrante, in loco parentis, in situ, in silico, in toto, in vitro, in
vivo, inter alia, inter se, ipso facto, joie de vivre, mea culpa, modus operandi, modus vivendi, mutatis
mutandis, ne plus ultra, nom de guerre, non sequitur, nouveau riche, nouveaux riches, par excellence, per annum,
per capita, per diem, per se, persona non grata, pièce de résistance, prima facie, primus inter pares, pro bono,
pro forma, pro rata, pro tempore, quid pro quo, raison d'état, raison d'être, savoir faire, savoir-faire, sine
qua non, status quo ante, sub judice, sui generis, terra incognita, tour de force, tours de force, ultra vires,
vice versa, vis à vis, acquis communautaire, ad nauseam, al fresco, à la carte, a la carte, au courant, bon mot,
cordon sanitaire, cum laude, de lege ferenda, de minimis, deus ex machina, double entendre, en clair, erga
omnes, esprit de corps, ex nihilo, fin de siècle, habeas corpus, in lieu, in rem, ius soli, jus cogens, lex
mercatoria, lex specialis, lingua franca, magnum opus, nolens volens, nota bene, pacta sunt servanda, pax
americana, pax sinica, post hoc, post mortem, pro tem, res judicata, savoir vivre, sotto voce, stare decisis,
sub rosa, tabula rasa, tête-à-tête, trompe l'oeil, volte-face, numerus clausus, ratio decidendi, obiter dictum,
ex aequo et bono
"""
_LONGEST = 24
_ALTERNATIVES = "|".join(re.escape(" ".join(phrase.split())) for phrase in _PHRASES.split(","))
_FOUND = re.compile(rf"(?<!\w)(?:{_ALTERNATIVES})(?!\w)", re.IGNORECASE)


def is_in_phrase(text: str, found: Token) -> bool:
    """Whether a word of a text is part of such a phrase, with either apostrophe."""
    first = max(0, found.start - _LONGEST)
    around = text[first : found.end + _LONGEST].replace("’", "'").replace("\n", " ").replace("\u00a0", " ")
    start, end = found.start - first, found.end - first
    return any(match.start() <= start and end <= match.end() for match in _FOUND.finditer(around))
