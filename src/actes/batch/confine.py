"""A process that reads a document shuts itself in before it sees the first byte of one.

What it needs comes through its pipes. It has no network, opens no file for writing, starts no program, and
dies with the process that started it. Two layers, since neither is everywhere: the kernel (limits, a network
namespace of its own where that is allowed) and the interpreter (an audit hook, which cannot be taken off).
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
PR_SET_PDEATHSIG = 1

REFUSED = frozenset(
    {
        "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr",
        "socket.sendto", "socket.sendmsg", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn",
        "os.spawn", "os.fork", "os.forkpty", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.symlink",
        "os.link", "os.chmod", "os.chown", "os.truncate", "os.kill", "shutil.rmtree", "pty.spawn",
    }
)  # fmt: skip
"""Audit events of what reading a document never needs."""

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def cut_off_network() -> bool:
    """Move into a network namespace that holds nothing. False where the kernel does not allow it.

    Must come first: a process with threads may not make a user namespace.
    """
    if not sys.platform.startswith("linux"):
        return False
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    return bool(libc.unshare(CLONE_NEWNET) == 0 or libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0)


def die_with_parent() -> None:
    """Be killed when the parent ends, however it ends: no reader must outlive a run that was killed."""
    parent = os.getppid()
    if sys.platform.startswith("linux"):
        import ctypes

        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
        return

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(2)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def limit(megabytes: int) -> bool:
    """Bound the memory, and allow not one byte into a file. False where the system has no such limits."""
    try:
        import resource
    except ImportError:
        return False
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_AS, megabytes << 20)
    return True


def _lower(what: int, value: int) -> None:
    import resource

    hard = resource.getrlimit(what)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(what, (value, value))


def forbid() -> None:
    """Refuse in the interpreter what `REFUSED` names, and any file opened for writing."""

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, flags = arguments[0], arguments[2]
            if isinstance(flags, int) and flags & WRITING and path != os.devnull:
                raise PermissionError("reading a document writes no file")
        elif event in REFUSED:
            raise PermissionError(f"reading a document never needs {event}")

    sys.addaudithook(hook)
