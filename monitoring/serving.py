"""Serving on a laptop or a small server: gunicorn where it runs, waitress elsewhere; the address is printed when it answers."""

import errno
import os
import socket
import sys
import threading
import time
import urllib.request
import webbrowser
from collections.abc import Callable

from .errors import SettingsError
from .settings import Settings, settings

WORKERS, THREADS = 2, 4  # processes first, a few threads each: measured in the project's scale page
START_LIMIT_S = 60


def serve(open_browser: bool = True) -> None:
    """Serve until interrupted. Raises SettingsError where the port is in use or must not be opened."""
    from .components.current import data

    config = settings()
    claim(config)
    data()  # a damaged or empty database is said here, before anything listens

    from .pages.explore import opening_page
    from .server import create

    opening_page()  # worked out before the workers part, so that each of them knows it
    app = create(config).server
    threading.Thread(target=announce, args=(config, open_browser), daemon=True).start()
    if sys.platform == "win32":
        serve_with_waitress(app, config)
    else:
        serve_with_gunicorn(app, config)


def claim(config: Settings) -> None:
    """Try the address before the server does, so that the sentence is ours."""
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((config.host, config.port))
        except OSError as problem:
            raise SettingsError(_why(problem, config)) from None


def _why(problem: OSError, config: Settings) -> str:
    if problem.errno == errno.EADDRINUSE:
        return (
            f"Port {config.port} on {config.host} is in use, perhaps by this dashboard in another window. "
            f"Stop that program, or choose another port: PORT={config.port + 1} make run"
        )
    if problem.errno == errno.EACCES:
        return (
            f"Port {config.port} needs rights that this user does not have. Choose one above 1023: PORT=8050 make run"
        )
    return f"HOST={config.host} cannot be opened here ({problem.strerror}). Use HOST=127.0.0.1."


def address(config: Settings) -> str:
    host = "127.0.0.1" if config.host in ("0.0.0.0", "::") else config.host
    return f"http://{f'[{host}]' if ':' in host else host}:{config.port}/"


def announce(config: Settings, open_browser: bool) -> None:
    """Print the address once it answers, and open it where there is a browser and somebody to look at it."""
    there = address(config)
    limit = time.monotonic() + START_LIMIT_S
    while time.monotonic() < limit:
        try:
            with urllib.request.urlopen(f"{there}healthz", timeout=5):
                break
        except OSError:
            time.sleep(0.1)
    else:
        return
    print(f"\n  The dashboard is at {there}  (stop it with Ctrl+C)\n", flush=True)
    if open_browser and sys.stdout.isatty() and (os.environ.get("DISPLAY") or sys.platform in ("darwin", "win32")):
        webbrowser.open(there)


def serve_with_waitress(app: Callable, config: Settings) -> None:
    import waitress

    waitress.serve(app, host=config.host, port=config.port, threads=2 * THREADS, ident="")


def serve_with_gunicorn(app: Callable, config: Settings) -> None:
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):
        def load_config(self) -> None:
            host = f"[{config.host}]" if ":" in config.host else config.host
            chosen = {
                "bind": f"{host}:{config.port}",
                "workers": WORKERS,
                "threads": THREADS,
                "preload_app": True,
                "accesslog": None,
                "loglevel": "warning",
                "proc_name": "drugs-monitor",
                "control_socket_disable": True,
            }
            for name, value in chosen.items():
                if name in self.cfg.settings:
                    self.cfg.set(name, value)

        def load(self) -> Callable:
            return app

    Server().run()
