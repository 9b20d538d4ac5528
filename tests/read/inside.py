"""Spellings of hosts that are not public, for every test of a route that carries an address. `{}` of a URL takes one."""

from __future__ import annotations

LITERALS = (
    "127.0.0.1", "127.1", "127.0.1", "127.0.0.1.", "127.255.255.254", "2130706433", "0x7f000001", "0x7f.1", "0x7F.0x0.0x0.0x1",
    "017700000001", "0177.0.0.1", "0177.0x0.0.1", "00000177.0.0.1", "127.0.0.1:8080", "127.0.0.1:80",
    "\uff11\uff12\uff17.\uff10.\uff10.\uff11", "\u2460\u2461\u2466.0.0.1", "127\u30020\u30020\u30021", "%31%32%37.0.0.1",
    "127%2e0%2e0%2e1", "0.0.0.0", "0", "0x0", "0.1.2.3", "10.0.0.1", "10.1", "012.0.0.1", "0xa.0.0.1", "172.16.0.1",
    "172.31.255.255", "192.168.0.1", "192.168.1", "3232235521", "0xc0a80001", "169.254.169.254", "2852039166", "0xa9fea9fe",
    "0251.0376.0251.0376", "169.254.43518", "100.64.0.1", "100.127.255.255", "192.0.0.8", "192.0.0.170", "192.0.2.7",
    "198.18.0.1", "198.19.255.255", "198.51.100.9", "203.0.113.5", "192.88.99.1", "224.0.0.1", "239.255.255.250", "240.0.0.1",
    "255.255.255.255", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::1]:8080", "[::127.0.0.1]", "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]", "[::ffff:10.0.0.1]", "[::FFFF:A9FE:A9FE]", "[0:0:0:0:0:ffff:192.168.0.1]", "[64:ff9b::127.0.0.1]",
    "[64:ff9b::a00:1]", "[64:ff9b::a9fe:a9fe]", "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2002:a00:1::1]", "[2002:0808:0808::1]",
    "[2001::1]", "[2001:0:7f00:1::1]", "[2001:2::1]", "[2001:10::1]", "[2001:db8::1]", "[3fff::1]", "[fe80::1]",
    "[fe80::1%25eth0]", "[fe80::1%eth0]", "[fec0::1]", "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]", "[100::1]", "[5f00::1]",
    "[4000::1]",
)  # fmt: skip
"""Addresses, in the ways that a browser, a C library or a resolver reads them."""

NAMED = {
    "localhost": ["127.0.0.1"],
    "LOCALHOST": ["127.0.0.1"],
    "localhost.": ["127.0.0.1"],
    "a.localhost": ["::1"],
    "l\u00f3calhost.example": ["127.0.0.1"],
    "\uff4c\uff4f\uff43\uff41\uff4c\uff48\uff4f\uff53\uff54": ["127.0.0.1"],
    "loc%61lhost": ["127.0.0.1"],
    "router.lan": ["192.168.0.1"],
    "printer.local": ["169.254.7.7"],
    "metadata.google.internal": ["169.254.169.254"],
    "metadata": ["169.254.169.254"],
    "nas.home.arpa": ["10.0.0.9"],
    "inside.vexmoor.example": ["10.0.0.1"],
    "both.vexmoor.example": ["93.184.215.14", "127.0.0.1"],
    "six.vexmoor.example": ["93.184.215.14", "::1"],
    "zone.vexmoor.example": ["fe80::1%eth0"],
    "mapped.vexmoor.example": ["::ffff:127.0.0.1"],
    "nat.vexmoor.example": ["64:ff9b::7f00:1"],
    "zero.vexmoor.example": ["0.0.0.0"],
    "odd.vexmoor.example": ["127.1"],
}
"""Names, and what a resolver would say of them."""

SPELLINGS = (*LITERALS, *NAMED)

PLACES = {name.lower().removesuffix("."): found for name, found in NAMED.items()} | {
    "xn--lcalhost-v3a.example": ["127.0.0.1"],
}
"""For a resolver: by the name as it is asked for."""
