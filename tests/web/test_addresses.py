from ipaddress import ip_address

import pytest
from pytest_django import Settings

from claims.errors import Unreadable
from claims.web.addresses import Target, check, is_public, look_up, target_of

PUBLIC = ip_address("93.184.215.14")
LOOPBACK = ip_address("127.0.0.1")


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("http://news.example", Target("http", "news.example", 80, "/")),
        (" HTTPS://News.Example:8443/a?b=c#d\n", Target("https", "news.example", 8443, "/a?b=c")),
        ("https://news.example./", Target("https", "news.example", 443, "/")),
        ("https://bücher.example/é ü?q=ä", Target(
            "https", "xn--bcher-kva.example", 443, "/%C3%A9%20%C3%BC?q=%C3%A4")),
        ("https://news.example/100%25/a%2Fb", Target(
            "https", "news.example", 443, "/100%25/a%2Fb")),
        ("http://１２７.０.０.１/", Target("http", "127.0.0.1", 80, "/")),
        ("http://[2606:4700::1111]/", Target("http", "2606:4700::1111", 80, "/")),
    ],
)  # fmt: skip
def test_an_address_taken_apart(url: str, target: Target) -> None:
    assert target_of(url) == target


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("https://news.example/a b", "https://news.example/a%20b"),
        ("https://news.example:443/", "https://news.example/"),
        ("http://[2606:4700::1111]:8080/", "http://[2606:4700::1111]:8080/"),
    ],
)
def test_an_address_as_it_is_sent(url: str, sent: str) -> None:
    assert target_of(url).url == sent


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://news.example/", "must begin with http"),
        ("file:///etc/passwd", "must begin with http"),
        ("javascript:alert(1)", "must begin with http"),
        ("news.example/story", "must begin with http"),
        ("", "must begin with http"),
        ("https://anna:secret@news.example/", "user name or password"),
        ("https://@news.example/", "user name or password"),
        ("http://news.example\\@127.0.0.1/", "user name or password"),
        ("https:///story", "not the address of a web page"),
        ("https://", "not the address of a web page"),
        ("https://news.example:99999/", "not the address of a web page"),
        ("https://news.example:port/", "not the address of a web page"),
        ("https://news..example/", "not the address of a web page"),
        ("https://%31%32%37.0.0.1/", "not the address of a web page"),
        ("https://news example/", "not the address of a web page"),
        ("https://[::1/", "not the address of a web page"),
        ("https://news.example/\ud800", "not the address of a web page"),
    ],
)
def test_what_is_no_address_of_the_web_is_said(url: str, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        target_of(url)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:4700::1111", True),
        ("64:ff9b::5db8:d70e", True),  # NAT64 of 93.184.215.14.
        ("0.0.0.0", False),
        ("10.0.0.1", False),
        ("100.64.0.1", False),
        ("127.0.0.1", False),
        ("127.9.9.9", False),
        ("169.254.169.254", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("198.18.0.1", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("::127.0.0.1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.215.14", False),
        ("64:ff9b::7f00:1", False),  # NAT64 of 127.0.0.1.
        ("64:ff9b:1::5db8:d70e", False),
        ("2002:7f00:1::", False),  # 6to4 of 127.0.0.1.
        ("2001:0:53aa:64c:0:fffe:80ff:fffe", False),  # Teredo.
        ("2001:db8::1", False),
        ("fc00::1", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fec0::1", False),
        ("ff02::1", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(ip_address(address)) is public


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "0x7f.1",
        "0x7f000001",
        "2130706433",
        "017700000001",
        "0177.0.0.01",
        "１２７.０.０.１",
        "127.0.0.1.",
        "0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "localhost",
    ],
)
def test_every_notation_of_this_machine_is_refused(host: str) -> None:
    target = target_of(f"http://{host}/")
    with pytest.raises(Unreadable, match="this machine or a private network"):
        check(target, look_up(target, seconds=5))


@pytest.mark.parametrize(
    "addresses",
    [[PUBLIC, ip_address("10.0.0.1")], [ip_address("::1"), PUBLIC], [PUBLIC, LOOPBACK]],
)
def test_one_private_address_among_many_is_enough(addresses: list[object]) -> None:
    with pytest.raises(Unreadable, match="private network"):
        check(target_of("https://news.example/"), addresses)  # type: ignore[arg-type]


@pytest.mark.parametrize("port", [22, 25, 5432, 6379, 9200])
def test_ports_that_no_page_comes_from_are_refused(port: int) -> None:
    with pytest.raises(Unreadable, match=f"Port {port}"):
        check(target_of(f"http://news.example:{port}/"), [PUBLIC])


@pytest.mark.parametrize("port", [80, 443, 8080, 8443])
def test_ports_of_pages_are_taken(port: int) -> None:
    check(target_of(f"http://news.example:{port}/"), [PUBLIC])


def test_a_name_that_nobody_has_is_said() -> None:
    target = target_of("https://nobody.invalid/")
    said = r"nobody\.invalid could not be (found from here|looked up in time)"
    with pytest.raises(Unreadable, match=said):
        look_up(target, seconds=2)


@pytest.mark.parametrize("addresses", [["127.0.0.2"], ["::1"], ["127.0.0.1", "10.0.0.1"]])
def test_the_tests_own_door_leads_to_one_address_only(
    settings: Settings, addresses: list[str]
) -> None:
    settings.IMPORT_ALLOWS_LOOPBACK = True
    target = target_of("http://news.example:12345/")
    check(target, [LOOPBACK])
    with pytest.raises(Unreadable, match="private network"):
        check(target, [ip_address(address) for address in addresses])
