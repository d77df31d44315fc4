"""Starting and stopping the Neo4j server of a folder: a process of its own, on the loopback interface only."""
from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from kg.errors import StoreError
from loaders.connect import connect
from loaders.neo4j_server.artifacts import java, server_jars
from loaders.neo4j_server.home import USER, Running, ServerHome
from loaders.ports import HOST, free_port, is_free

BOLT_PORT, HTTP_PORT = 7687, 7474
_SERVER = "org.neo4j.server.CommunityEntryPoint"
_ADMIN = "org.neo4j.cli.AdminTool"
_START_SECONDS = 180
_STOP_SECONDS = 60
_OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch")  # what Neo4j's own script opens to it
_LOG_LINES = 5


def alive(home: ServerHome) -> Running | None:
    """Return where the server of a folder runs, or None where it does not."""
    running = home.last_start()
    return running if running is not None and _is_server(running.pid, home.path) else None


def _is_server(pid: int, path: Path) -> bool:
    """Tell whether a process is the server of that folder: its number may have gone to another one since."""
    listed = subprocess.run(["ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return _SERVER in listed.stdout and f"--home-dir={path.absolute()} " in listed.stdout + " "


def start(home: ServerHome, *, bolt: int | None = None, http: int | None = None, auth: bool = True,
          settings: Mapping[str, str] | None = None, say: Callable[[str], object] = lambda text: None) -> Running:
    """Start the server of a folder, made where there is none, and wait until it answers.

    Without a port it takes that of the last start, or Neo4j's own, or a free one where that is taken. ``settings`` go
    before those of ``conf/neo4j.conf``; ``say`` gets a line when something takes long. Raises StoreError where the
    server runs already, a port that was asked for is taken, or it does not answer; then it is ended.
    """
    known = alive(home)
    if known is not None:
        raise StoreError(f"{home.path}: its server runs already at {known.uri} (process {known.pid})")
    command = java()
    jars = server_jars(say)
    home.make()
    before = home.last_start()
    ports = {"bolt": _port(bolt, before.bolt if before else BOLT_PORT)}
    ports["http"] = _port(http, before.http if before else HTTP_PORT, taken=ports["bolt"])
    if auth and not (home.path / "data" / "dbms").exists():  # a bulk import makes data without users
        _set_password(command, jars, home)
    process = _launch(command, jars, home, _settings(ports, auth, settings or {}))
    running = Running(process.pid, ports["bolt"], ports["http"], auth)
    home.note(running)
    try:
        _wait(process, home, running)
    except BaseException:
        stop(home)
        raise
    return running


def _port(asked: int | None, usual: int, *, taken: int | None = None) -> int:
    if asked is not None:
        if not is_free(asked) or asked == taken:
            raise StoreError(f"port {asked} is in use; give another one, or none to have a free one chosen")
        return asked
    return usual if usual != taken and is_free(usual) else free_port(but=(taken,))


def _settings(ports: Mapping[str, int], auth: bool, others: Mapping[str, str]) -> dict[str, str]:
    addresses = {f"server.{name}.{kind}_address": f"{HOST}:{port}"
                 for name, port in ports.items() for kind in ("listen", "advertised")}
    return {"server.default_listen_address": HOST, **addresses,
            "dbms.security.auth_enabled": str(auth).lower(), **others}


def _launch(command: str, jars: Path, home: ServerHome, settings: Mapping[str, str]) -> subprocess.Popen[bytes]:
    heap = home.setting("server.memory.heap.max_size") or "1g"
    path = home.path.absolute()
    # As Neo4j's own script has it: extensions of plugins are found there, procedures by the server itself.
    classes = f"{jars}/*{os.pathsep}{path}/plugins/*"
    arguments = [command, f"-Xmx{heap}", *(f"--add-opens={package}=ALL-UNNAMED" for package in _OPENED),
                 "-cp", classes, _SERVER, f"--home-dir={path}", f"--config-dir={home.conf.absolute()}",
                 *(part for key, value in settings.items() for part in ("-c", f"{key}={value}"))]
    with home.start_log.open("wb") as log:
        return subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, cwd=path,
                                start_new_session=True)


def _set_password(command: str, jars: Path, home: ServerHome) -> None:
    """Set the first password; it reaches the tool in a file that it expands, since arguments show in process lists."""
    with tempfile.NamedTemporaryFile("w", dir=home.path, prefix=".password-", encoding="utf-8") as argument:
        # Else one that begins with - were an option, and one with # a comment.
        quoted = re.sub(r'(["\\])', r"\\\1", home.password())
        argument.write(f'--\n"{quoted}"\n')
        argument.flush()
        admin(home, ["dbms", "set-initial-password", f"@{argument.name}"], command=command, jars=jars, quiet=True)


def admin(home: ServerHome, arguments: Iterable[str], *, command: str | None = None, jars: Path | None = None,
          quiet: bool = False) -> None:
    """Run ``neo4j-admin`` on a folder. Raises StoreError where it fails; unless ``quiet``, it has said why itself."""
    environment = {**os.environ, "NEO4J_HOME": str(home.path.absolute()), "NEO4J_CONF": str(home.conf.absolute())}
    done = subprocess.run([command or java(), "-cp", f"{jars or server_jars()}/*", _ADMIN, *arguments], text=True,
                          env=environment, capture_output=quiet, check=False)
    if done.returncode != 0:
        said = [line.strip() for line in (done.stderr or "").splitlines() if not line.startswith("\tat ")]
        raise StoreError(f"{home.path}: neo4j-admin ended with status {done.returncode}"
                         f"{': ' + ' / '.join(said[:_LOG_LINES]) if said else ''}")


def _wait(process: subprocess.Popen[bytes], home: ServerHome, running: Running) -> None:
    password = home.password() if running.auth else None
    reason = "no answer"
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            reason = f"it ended with status {process.returncode}"
            break
        if not is_free(running.bolt) and not is_free(running.http):
            try:
                with connect(running.uri, USER, password):
                    return
            except StoreError as error:
                reason = str(error)
        time.sleep(0.2)
    raise StoreError(f"{home.path}: the server does not start ({reason}); {_last_words(home)}")


def _last_words(home: ServerHome) -> str:
    logs = [home.path / "logs" / "neo4j.log", home.start_log]
    lines = [line for log in logs if log.exists() for line in log.read_text("utf-8", errors="replace").splitlines()
             if "ERROR" in line or "Exception" in line or "Error" in line]
    return f"its log says: {' / '.join(lines[-_LOG_LINES:])}" if lines else f"see {logs[0]}"


def stop(home: ServerHome) -> Running | None:
    """Stop the server of a folder and wait for its end; return where it ran, or None where it did not.

    Raises StoreError where it does not end.
    """
    running = alive(home)
    if running is None:
        return None
    os.kill(running.pid, signal.SIGTERM)
    end = time.monotonic() + _STOP_SECONDS
    while time.monotonic() < end:
        _reap(running.pid)
        if not _is_server(running.pid, home.path):
            return running
        time.sleep(0.1)
    raise StoreError(f"{home.path}: process {running.pid} does not end; wait, or end it with kill -9 {running.pid}")


def _reap(pid: int) -> None:
    """Take note of the end of a child, which stays in the list of processes until then."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
