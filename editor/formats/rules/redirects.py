"""Addresses that lead through somebody else: mail scanners, search engines, mailing services, tracking parameters.

What is published must lead to the page itself: a redirect carries the address of whoever copied the link.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qs, unquote, urlsplit, urlunsplit

_MOST_LAYERS = 5

# Host (or its ending, with a leading dot) to the parameters that may hold the address.
_PARAMETERS: dict[str, tuple[str, ...]] = {
    ".safelinks.protection.outlook.com": ("url",),
    ".safelinks.office.net": ("url",),
    "statics.teams.cdn.office.net": ("url",),
    ".google.com": ("q", "url"),
    ".youtube.com": ("q",),
    ".facebook.com": ("u",),
    ".instagram.com": ("u",),
    ".linkedin.com": ("url",),
    ".bing.com": ("u",),
    "slack-redir.net": ("url",),
    "urldefense.proofpoint.com": ("u",),
    "linkprotect.cudasvc.com": ("a",),
    "duckduckgo.com": ("uddg",),
    "out.reddit.com": ("url",),
    "medium.com": ("url",),
    "link.zhihu.com": ("target",),
    "weibo.cn": ("u",),
    "vk.com": ("to",),
    "t.umblr.com": ("z",),
    "nam.link": ("url",),
}
_PATHS = {
    ".google.com": ("/url",),
    ".youtube.com": ("/redirect",),
    ".facebook.com": ("/l.php",),
    ".linkedin.com": ("/redir/", "/safety/go"),
    ".bing.com": ("/ck/",),
    "medium.com": ("/r/",),
    "weibo.cn": ("/sinaurl",),
    "vk.com": ("/away.php",),
}
"""Paths of hosts that have pages of their own as well."""

_CLICK_HOST = re.compile(r"(?:^|[.-])(?:clicks?|track(?:ing)?|trk|redirect|redir|links?|lnks?|out)[0-9]*\.", re.I)
_CLICK_PARAMETERS = ("url", "u", "target", "redirect", "redirect_url", "dest", "destination", "to", "link", "l", "r")
_PROOFPOINT_3 = re.compile(r"^https://urldefense\.(?:com|us)/v3/__(?P<address>.+?)__;(?P<bytes>[^!]*)!", re.IGNORECASE)
_AMAZON = re.compile(r"^https?://[^/]+\.awstrack\.me/L0/(?P<address>https?:[^/]+)/", re.IGNORECASE)

_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|mc_[ce]id|mkt_tok|_hs(?:enc|mi|fp)|hsCtaTracking"
    r"|vero_(?:id|conv)|oly_(?:anon|enc)_id|s_cid|ncid|cmpid|spm|wickedid|__s|ref_src)$",
    re.IGNORECASE,
)
_SERVICES = (
    "list-manage.com", "sendgrid.net", "mandrillapp.com", "hubspotlinks.com", "createsend1.com", "rs6.net",
    "mlsend.com", "exct.net", "klclick.com", "cmail19.com", "cmail20.com", "sendibt2.com", "sendibt3.com",
    "hs-sites.com", "beehiiv.com",
)  # fmt: skip


@lru_cache(maxsize=512)
def direct(address: str) -> str:
    """The address without redirects and tracking parameters; itself where there are none."""
    for _ in range(_MOST_LAYERS):
        inner = _unwrapped(address)
        if inner is None:
            break
        address = inner
    return _untracked(address)


def is_opaque(address: str) -> bool:
    """Whether an address leads through a mailing service that does not tell where to."""
    host = _host(address)
    return any(host == service or host.endswith(f".{service}") for service in _SERVICES)


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def _unwrapped(address: str) -> str | None:
    third = _PROOFPOINT_3.match(address)
    if third:
        return _web(third["address"]) if "*" not in third["address"] else None
    amazon = _AMAZON.match(address)
    if amazon:
        return _web(unquote(amazon["address"]))
    host = _host(address)
    if not host:
        return None
    parts = urlsplit(address)
    for ending, parameters in _PARAMETERS.items():
        if host == ending.lstrip(".") or (ending.startswith(".") and host.endswith(ending)):
            paths = _PATHS.get(ending)
            if paths and not parts.path.startswith(paths):
                return None
            return _parameter(address, parameters)
    if _CLICK_HOST.search(host):
        return _parameter(address, _CLICK_PARAMETERS)
    return None


def _parameter(address: str, names: tuple[str, ...]) -> str | None:
    """The whole web address that one of these parameters holds."""
    parts = urlsplit(address)
    try:
        values = parse_qs(parts.query, max_num_fields=100)
    except ValueError:
        return None
    for name in names:
        for value in values.get(name, ()):
            if parts.hostname == "urldefense.proofpoint.com":
                value = unquote(value.replace("-", "%").replace("_", "/"))
            found = _web(value)
            if found:
                return found
    return None


def _web(text: str) -> str | None:
    text = text.strip()
    if text.lower().startswith(("http%3a", "https%3a")):
        text = unquote(text)
    text = re.sub(r"^(https?):/(?=[^/])", r"\1://", text)
    is_web = re.match(r"https?://[^\s/?#@\\]+\.[^\s\\]+$", text, re.IGNORECASE)
    return text if is_web else None


def _untracked(address: str) -> str:
    if "?" not in address:
        return address
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    if parts.scheme.lower() not in ("http", "https"):
        return address
    fields = parts.query.split("&")
    kept = [field for field in fields if not _TRACKING.fullmatch(field.partition("=")[0])]
    return address if len(kept) == len(fields) else urlunsplit(parts._replace(query="&".join(kept)))
