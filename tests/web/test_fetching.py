import gzip
import tracemalloc
import zlib
from pathlib import Path
from time import monotonic

import pytest
from pytest_django import Settings

from claims.errors import Unreadable
from claims.web.addresses import Target
from claims.web.fetching import USER_AGENT, Limits, fetch
from tests.web.site import Answer, Site, answer, dripping, late, redirect, running_site

HERE = Path(__file__).parent
PAGE = "<html><body><p>Talks go on, the minister said.</p></body></html>"
IMPATIENT = Limits(body=100_000, connect=1, silence=0.3, total=0.35)


def test_a_page_is_fetched_as_it_is(site: Site) -> None:
    site.pages["/news?id=1"] = answer(PAGE)
    fetched = fetch(site.url("/news?id=1#comments"))
    assert fetched.url == site.url("/news?id=1")
    assert fetched.content == PAGE.encode()
    assert fetched.content_type == "text/html; charset=utf-8"
    [request] = site.requests
    assert request.startswith("GET /news?id=1 HTTP/1.1\r\n")
    assert f"Host: 127.0.0.1:{site.port}\r\n" in request
    assert f"User-Agent: {USER_AGENT}\r\n" in request


@pytest.mark.parametrize(
    ("packing", "packed"),
    [
        ("gzip", gzip.compress(PAGE.encode(), mtime=0)),
        ("deflate", zlib.compress(PAGE.encode())),
        ("gzip, gzip", gzip.compress(gzip.compress(PAGE.encode(), mtime=0), mtime=0)),
    ],
)
def test_a_packed_page_is_unpacked(site: Site, packing: str, packed: bytes) -> None:
    site.pages["/"] = answer(packed, Content_Encoding=packing)
    assert fetch(site.url()).content == PAGE.encode()


def test_a_page_in_chunks_and_one_without_length(site: Site) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    site.pages["/chunks"] = (
        head + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    )
    site.pages["/open"] = head + b"\r\nabcde"
    assert fetch(site.url("/chunks")).content == b"abcde"
    assert fetch(site.url("/open")).content == b"abcde"


def test_nothing_of_the_environment_and_no_cookie_goes_along(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    site.pages["/"] = answer(status="302 Found", Location="/page", Set_Cookie="reader=anna")
    site.pages["/page"] = answer(PAGE)
    assert fetch(site.url()).url == site.url("/page")
    assert not any("Cookie" in request for request in site.requests)


@pytest.mark.parametrize("location", ["/ümlaut?a=ü", "/%C3%BCmlaut?a=%C3%BC", "../ümlaut?a=ü"])
def test_a_redirect_in_any_spelling_is_followed(site: Site, location: str) -> None:
    site.pages["/"] = redirect(location)
    site.pages["/%C3%BCmlaut?a=%C3%BC"] = answer(PAGE)
    assert fetch(site.url()).content == PAGE.encode()


def test_five_redirects_are_followed_and_not_a_sixth(site: Site) -> None:
    site.pages |= {f"/{n}": redirect(f"/{n + 1}") for n in range(6)}
    site.pages["/6"] = answer(PAGE)
    assert fetch(site.url("/1")).url == site.url("/6")
    with pytest.raises(Unreadable, match="more than 5 times"):
        fetch(site.url("/0"))


def test_a_redirect_in_a_circle_is_said(site: Site) -> None:
    site.pages |= {"/a": redirect("/b"), "/b": redirect("/a#again")}
    with pytest.raises(Unreadable, match="leads back to itself"):
        fetch(site.url("/a"))
    assert len(site.requests) == 2


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("http://10.0.0.1/", "private network"),
        ("http://169.254.169.254/latest/meta-data/", "private network"),
        ("http://[::1]/", "private network"),
        ("//192.168.1.1/admin", "private network"),
        ("http://127.0.0.2:8080/", "private network"),
        ("file:///etc/passwd", "must begin with http"),
        ("gopher://news.example/", "must begin with http"),
        ("http://anna:secret@news.example/", "user name"),
        ("http://[::1", "not the address of a web page"),
        ("", "leads back to itself"),
    ],
)
def test_a_redirect_out_of_the_web_is_refused(site: Site, location: str, words: str) -> None:
    site.pages["/"] = redirect(location)
    with pytest.raises(Unreadable, match=words):
        fetch(site.url())


def test_this_machine_is_out_of_bounds(site: Site, settings: Settings) -> None:
    settings.IMPORT_ALLOWS_LOOPBACK = False
    with pytest.raises(Unreadable, match="this machine or a private network"):
        fetch(site.url())
    assert not site.requests


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("401 Unauthorized", r"shows this page only to its own readers: paste its text.*\(401\)"),
        ("403 Forbidden", r"shows this page only to its own readers.*\(403\)"),
        ("404 Not Found", r"127\.0\.0\.1 has no page at this address \(404\)\."),
        ("410 Gone", "has no page at this address"),
        ("429 Too Many Requests", "has been asked too often: try again later"),
        ("500 Internal Server Error", "cannot answer at the moment"),
        ("503 Service Unavailable", "cannot answer at the moment"),
        ("304 Not Modified", "did not answer with a page"),
        ("204 No Content", "The page is empty"),
    ],
)
def test_what_a_site_answers_in_place_of_a_page_is_said(
    site: Site, status: str, words: str
) -> None:
    site.pages["/"] = answer(status=status)
    with pytest.raises(Unreadable, match=words):
        fetch(site.url())


@pytest.mark.parametrize(
    ("status", "is_gone"),
    [("404 Not Found", True), ("410 Gone", True), ("403 Forbidden", False), ("500 Error", False)],
)
def test_only_a_site_that_says_so_has_nothing_there(site: Site, status: str, is_gone: bool) -> None:
    site.pages["/"] = answer(status=status)
    with pytest.raises(Unreadable) as refusal:
        fetch(site.url())
    assert refusal.value.is_gone is is_gone


@pytest.mark.parametrize(
    ("content_type", "words"),
    [
        ("application/pdf", "leads to a PDF"),
        ("image/jpeg", "leads to a picture"),
        ("VIDEO/mp4; codecs=x", "leads to a film"),
        ("application/json", r"something else than a page \(application/json\)"),
    ],
)
def test_what_holds_no_copy_is_refused_by_name(site: Site, content_type: str, words: str) -> None:
    site.pages["/"] = answer("data", Content_Type=content_type)
    with pytest.raises(Unreadable, match=words):
        fetch(site.url())


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (answer("x" * 100_001), "larger than"),
        (answer(" \n "), "page is empty"),
        (answer("abc", Content_Length="9"), "failed or broke off"),
        (answer("abc", Content_Length="3, 4"), "failed or broke off"),
        (answer("not packed", Content_Encoding="gzip"), "failed or broke off"),
        (answer("abc", X_Long="x" * 70_000), "failed or broke off"),
        (answer("abc", **{f"X{n}": "y" for n in range(200)}), "failed or broke off"),
        (answer("zz\r\n", Transfer_Encoding="chunked"), "failed or broke off"),
        (b"SSH-2.0-OpenSSH_9.9\r\n", "failed or broke off"),
        (b"HTTP/1.1 20000000000 OK\r\n\r\n", "failed or broke off"),
        (b"", "failed or broke off"),
    ],
)
def test_a_broken_or_oversized_answer_is_said(site: Site, page: bytes, words: str) -> None:
    site.pages["/"] = page
    with pytest.raises(Unreadable, match=words):
        fetch(site.url(), Limits(body=100_000, silence=1, total=5))


@pytest.mark.parametrize(
    "slow",
    [
        dripping(b"", b"H"),
        dripping(b"HTTP/1.1 200 OK\r\nX: ", b"x"),
        dripping(b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
        dripping(answer("x", Content_Length="100000"), b"x"),
        dripping(b"HTTP/1.1 200 OK\r\n\r\n", b"x"),
        dripping(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0"),
        dripping(answer("", Content_Length="100000", Content_Encoding="gzip"), b""),
    ],
)
def test_a_slow_drip_ends_in_time(site: Site, slow: Answer) -> None:
    site.pages["/"] = slow
    began = monotonic()
    with pytest.raises(Unreadable, match=r"did not arrive within 0\.35 seconds|does not answer"):
        fetch(site.url(), IMPATIENT)
    assert monotonic() - began < 2


def test_slow_redirects_share_one_time(site: Site) -> None:
    site.pages |= {f"/{n}": late(redirect(f"/{n + 1}")) for n in range(6)}
    with pytest.raises(Unreadable, match="did not arrive within"):
        fetch(site.url("/0"), IMPATIENT)


def test_what_is_asked_before_a_redirect_is_followed_takes_none_of_its_time(site: Site) -> None:
    site.pages |= {"/": redirect("/page"), "/page": answer(PAGE), "/slow": late(answer("Go on."))}
    asked = []

    def ask(target: Target) -> None:
        asked.append(target.path)
        for _ in range(2):
            fetch(site.url("/slow"), IMPATIENT)

    assert fetch(site.url(), IMPATIENT, check_redirect=ask).url == site.url("/page")
    assert asked == ["/page"]


def test_a_redirect_that_is_not_followed_is_not_asked_for(site: Site) -> None:
    site.pages |= {f"/{n}": redirect(f"/{n + 1}") for n in range(3)}
    asked: list[str] = []
    with pytest.raises(Unreadable, match="more than 2 times"):
        fetch(site.url("/0"), Limits(redirects=2), check_redirect=lambda t: asked.append(t.path))
    assert asked == ["/1", "/2"]
    site.pages["/1"] = redirect("/0")
    with pytest.raises(Unreadable, match="leads back to itself"):
        fetch(site.url("/0"), check_redirect=lambda t: asked.append(t.path))
    assert asked == ["/1", "/2", "/1"]


def test_a_site_that_says_nothing_is_given_up(site: Site) -> None:
    site.pages["/"] = dripping(b"", b"")
    with pytest.raises(Unreadable, match=r"127\.0\.0\.1 does not answer"):
        fetch(site.url(), Limits(silence=0.2))


def test_a_port_that_nobody_listens_on_is_said(settings: Settings) -> None:
    settings.IMPORT_ALLOWS_LOOPBACK = True
    with running_site() as gone:
        url = gone.url()
    with pytest.raises(Unreadable, match=r"127\.0\.0\.1 does not answer"):
        fetch(url)


@pytest.mark.parametrize("packing", ["gzip", "deflate", "gzip, gzip"])
def test_a_bomb_is_not_unpacked_past_the_limit(site: Site, packing: str) -> None:
    # 100 MB of zeros, packed bit by bit.
    packer = zlib.compressobj(wbits=15 if packing == "deflate" else 31)
    bomb = b"".join(packer.compress(bytes(2**20)) for _ in range(100)) + packer.flush()
    if "," in packing:
        bomb = gzip.compress(bomb)
    site.pages["/"] = answer(bomb, Content_Encoding=packing)
    tracemalloc.start()
    with pytest.raises(Unreadable, match="larger than 1 MB"):
        fetch(site.url(), Limits(body=2**20))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10 * 2**20


def test_a_certificate_is_asked_for_and_must_name_the_host(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.IMPORT_ALLOWS_LOOPBACK = True
    with running_site(HERE / "loopback.pem") as site:
        site.pages["/"] = answer(PAGE)
        with pytest.raises(Unreadable, match="security certificate"):  # Signed by nobody known.
            fetch(site.url())
        monkeypatch.setenv("SSL_CERT_FILE", str(HERE / "loopback.pem"))
        assert fetch(site.url()).content == PAGE.encode()
    with running_site(HERE / "elsewhere.pem") as site:
        site.pages["/"] = answer(PAGE)
        monkeypatch.setenv("SSL_CERT_FILE", str(HERE / "elsewhere.pem"))
        with pytest.raises(Unreadable, match="security certificate"):  # Known, of another host.
            fetch(site.url())
        assert not site.requests


def test_a_site_that_speaks_no_tls_is_said(site: Site) -> None:
    site.pages["/"] = answer(PAGE)
    with pytest.raises(Unreadable, match=r"failed or broke off|did not arrive"):
        fetch(site.url().replace("http:", "https:"), IMPATIENT)
