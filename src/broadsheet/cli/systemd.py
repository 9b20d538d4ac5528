"""What systemd is told, where it has started us: that we are ready, that we live, that we end."""

from __future__ import annotations

import os
import socket
from contextlib import suppress


def notify(message: str) -> bool:
    """Send one message, such as `READY=1`, if there is a socket for it; whether it was sent."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address or not hasattr(socket, "AF_UNIX"):
        return False
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.connect("\0" + address[1:] if address.startswith("@") else address)
        line.sendall(message.encode())
        return True
    return False


def watchdog_seconds() -> float | None:
    """Seconds between two signs of life: half of what systemd waits; None if it does not wait for any."""
    stated = os.environ.get("WATCHDOG_USEC", "")
    return int(stated) / 2e6 if stated.isascii() and stated.isdecimal() and int(stated) else None
