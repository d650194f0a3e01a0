"""Whether other machines can reach the dashboard, and the password that it then must have."""

import ipaddress
import os
from collections.abc import Iterable

import streamlit as st

PASSWORD = "CX_PASSWORD"
SHORTEST = 16
_OWN_NAMES = ("localhost", "127.0.0.1", "::1", "[::1]")
_guarded = False


def reaches_beyond(address: str | None, hosts: Iterable[str]) -> bool:
    """Whether a server at this address, answering to these names, is for more than its own machine.

    Without an address Streamlit listens on all networks. A name that is not this machine's own says that a proxy hands
    on what others ask.
    """
    return not _is_own(address or "") or any(name not in _OWN_NAMES for name in hosts)


def refusal(address: str | None, hosts: Iterable[str], password: str) -> str:
    """Why the dashboard may not be served so; empty where it may."""
    if password and len(password) < SHORTEST:
        return f"{PASSWORD} has {len(password)} characters and needs at least {SHORTEST}."
    if password or not reaches_beyond(address, hosts):
        return ""
    return (
        f"Other machines can reach the dashboard at {address or 'every address of this machine'}, and it has no "
        f"password. Set {PASSWORD} to {SHORTEST} characters or more and start dashboard.py, or take the address "
        "127.0.0.1. docs/network.md says how to share it safely."
    )


def password() -> str:
    """The password that is asked of everybody; empty where there is none."""
    return os.environ.get(PASSWORD, "")


def refusal_now() -> str:
    """Why this server may not run as it is set; empty where it may."""
    if not st.get_option("server.enableCORS"):
        return "server.enableCORS is off, so any page in a browser could open the dashboard's socket. Leave it on."
    return refusal(st.get_option("server.address"), st.get_option("server.allowedHosts"), password())


def note_guarded() -> None:
    """Note that the password is asked before anything is answered."""
    global _guarded
    _guarded = True


def refusal_without_guard() -> str:
    """Why a page may not be shown: a password is needed or set, and nothing asks for it; empty where one may."""
    if _guarded:
        return ""
    if password():
        return f"{PASSWORD} is set, and app.py alone does not ask for it. Start dashboard.py, or start.py."
    return refusal_now()


def _is_own(address: str) -> bool:
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False
