"""Of what parts English words are made: prefixes, endings, and nouns that are written together with another."""

from __future__ import annotations

PREFIXES = (
    "centi", "deci", "exa", "femto", "giga", "kilo", "milli", "peta", "pico", "tera", "acousto", "angio",
    "arterio", "biblio", "broncho", "chemo", "chrono", "cyto", "dermato", "endo", "entero", "gluco", "hepta",
    "hepato", "histo", "hypo", "lipo", "lympho", "myco", "nephro", "onco", "organo", "osteo", "oxy", "patho",
    "pedo", "penta", "peri", "pharmaco", "phyto", "pneumo", "quadri", "quad", "robo", "rheo", "spectro", "steno",
    "strato", "thio", "uni", "vaso", "xeno", "cryo", "crypto", "ferro", "hemo", "litho", "magneto", "mechano",
    "nitro", "opto", "phospho", "piezo", "psycho", "pyro", "retro", "servo", "silico", "sulfo", "turbo", "aero",
    "agri", "agro", "anti", "audio", "auto", "bi", "bio", "cardio", "chloro", "co", "counter", "cross", "cyber",
    "de", "deca", "di", "down", "eco", "electro", "ex", "fluoro", "gastro", "geo", "hexa", "hydro", "hyper",
    "immuno", "infra", "inter", "intra", "iso", "macro", "mega", "meta", "micro", "mid", "mini", "mis", "mono",
    "multi", "nano", "neo", "neuro", "non", "octo", "off", "omni", "ortho", "out", "over", "pan", "para", "petro",
    "photo", "poly", "post", "pre", "pro", "proto", "pseudo", "quasi", "radio", "re", "semi", "socio", "sub",
    "super", "techno", "tele", "tetra", "thermo", "trans", "tri", "ultra", "un", "under", "up", "video",
)  # fmt: skip
PREPOSITIONS = frozenset(("over", "under", "down", "counter", "cross"))
"""Prefixes that are words: an “oversite” is no site, but an oversight."""
SUFFIXES = (
    ("able", ("", "e")), ("ability", ("", "e")), ("ization", ("", "e", "ize")), ("izations", ("", "e", "ize")),
    ("ize", ("", "e", "y")), ("ized", ("", "e", "y")), ("izes", ("", "e", "y")), ("izing", ("", "e", "y")),
    ("er", ("", "e")), ("ers", ("", "e")), ("ings", ("", "e")), ("metric", ("meter", "metry")),
    ("ification", ("", "e", "y", "i")), ("ified", ("", "e", "y")), ("ifies", ("", "e", "y")),
    ("ifying", ("", "e", "y")),
    ("ee", ("", "e")), ("ees", ("", "e")), ("esque", ("",)), ("ward", ("",)), ("wards", ("",)), ("free", ("",)),
    ("hood", ("",)), ("dom", ("",)), ("ology", ("", "o")),
    ("wide", ("",)), ("less", ("",)), ("ness", ("",)), ("wise", ("",)), ("fold", ("",)), ("like", ("",)),
)  # fmt: skip
"""Endings, and what may have to be put back behind the stem: scal(e)able."""

_SECOND_PARTS = """
app apps back backs band bands bank banks based bed beds belt belts board boards boat boats bond bonded bonding
book books born borne bound box boxes breaker breakers breaking broker brokers builder builders building built
bush buster busters carrier carriers catcher catchers chain chains chair checker checkers checking coat coats
coin coins comic comics copter copters cutter cutters cutting day days dock docks dog dogs drawer driver drivers
dweller dwellers eater eaters eye eyed farm farmer farmers farming farms field fields fighter fighters fire fish
fisher flow flows force fork free fund funds gate gates gear goer goers grade grass ground grounds grower
growers growing grown guard guards gun hand handed handling haul hauler haulers head headed heads hold holder
holders holding hole holes house houses hub hubs keeper keepers keeping land landed lands layer layered lender
lenders lending lift lifter light line lined liner liners lines link list listed listing lists load loaded
loader loaders loading loads lock locked locks made maker makers making man mark market markets master mate
mates meal meals men metal metals mill miller millers mills miner miners mining mover movers name names novel
novels off out owned owner owners ownership paper papers park parks path paths people person pile pipe pipes
place plan plant plants plate plates play player players point points pole poles port ports post posts power
powered print printing prints producer producers proof proofed rail railway raiser raisers range rate ride rider
riders rigger ring road roads rod roll room rooms root runner runners running seed seller sellers selling setter
setters setting sheet sheets ship ships shop shops shot side sides site sites skin sled smith space spaces span
spot stage stand station stations stead stock stocks stone stop stopper store stores storm stream streamed
streamer streamers streaming streams strip style swapper swapping tail taker takers taking tank tanker tankers
tax tech technology techs tie time times top track tracked tracker trackers tracks trade trader traders trading
trap treatment tree trees ware wares warming wash watch watcher watchers water waters wave waves way ways weaver
weavers wheel wheeled wheeler wheelers wing winged wire woman women wood woods word words work worked worker
workers working works worm worms worthiness worthy yard yards
"""
_NO_FIRST_PARTS = """
and are but can for from had has have her his its nor not our than that the their them then these they this
those  was were which who will with would your you all any each every some such very
over under out off up down by on in through
"""
SECOND_PARTS = frozenset(_SECOND_PARTS.split())
"""What many nouns have behind them without a space: watchlist, orderbook. “marketshare” is a missing space."""
SHORTEST_FIRST_PART = 3
NO_FIRST_PARTS = frozenset(_NO_FIRST_PARTS.split())
"""Words of grammar, which make no nouns: “theworks” is a missing space."""
