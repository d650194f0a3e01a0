"""Start the dashboard, or test it, on a machine that has nothing but Python 3.11 or newer.

    python3 start.py                  make .venv, install, open the dashboard: on your own council, or the sample
    python3 start.py --no-browser     the same, but only print the address
    python3 start.py --public         the published view alone, out of the newest edition; no store is opened
    python3 start.py test [options]   also the development tools and a browser; every test (options: pytest's)

Standard library only; Linux, macOS and Windows. An older Python 3 can read this file, and is told what it lacks.
"""

import argparse
import contextlib
import hashlib
import http.client
import importlib.util
import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from pathlib import Path


def refusal(version: "tuple[int, ...]") -> str:
    """The sentence for a Python that is too old; empty for one that will do."""
    if tuple(version[:2]) >= (3, 11):
        return ""
    return (
        f"This needs Python 3.11 or newer, and this is Python {version[0]}.{version[1]}. "
        "Install a newer one from https://www.python.org/downloads/ and run start.py with it."
    )


if refusal(sys.version_info[:2]):
    sys.exit(refusal(sys.version_info[:2]))

WINDOWS = os.name == "nt"
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = str(VENV / ("Scripts/python.exe" if WINDOWS else "bin/python"))
RUNNING = (ROOT / "requirements.lock",)  # every file pinned by its hash; how it is made stands in SECURITY.md
TESTING = (*RUNNING, ROOT / "requirements-dev.lock")
DATA = Path(os.environ.get("CX_DATA") or ROOT / "data").resolve()
IN_CI = os.environ.get("CI", "").lower() not in ("", "0", "false")
NO_BROWSER = (
    "No Chromium was found and none could be installed, so the tests in tests/browser cannot run. Install "
    "Chromium or Google Chrome, or set CX_CHROMIUM to the path of one, then: python3 start.py test"
)
NO_OFFICE = "No LibreOffice with Writer, Impress and Calc was found nor could be installed, so it opened no document."


def say(text: str) -> None:
    """Tell the person at the terminal how far we are."""
    print(text, file=sys.stderr, flush=True)


def stop(process: subprocess.Popen) -> None:
    """End a process, which may have ended already: politely, then not."""
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()


def quietly(command: "list[str]", note: str = "", limit: int = 1800) -> "tuple[bool, str]":
    """Run a command behind a note; whether it worked within `limit` seconds, and what it printed."""
    if note:
        say(f"{note} ...")
    began = time.monotonic()
    log: dict = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "errors": "replace"}
    try:
        done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, timeout=limit, **log)
    except (OSError, subprocess.TimeoutExpired) as trouble:
        return False, str(trouble)
    worked = done.returncode == 0
    if note:
        say(f"  {'done' if worked else 'did not work'}, {time.monotonic() - began:.0f} s")
    return worked, done.stdout


def fingerprint(files: "tuple[Path, ...]") -> str:
    """One digest of what the requirement files say."""
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def is_installed(files: "tuple[Path, ...]", venv: Path = VENV) -> bool:
    """Whether exactly these requirements were installed, to the end, in this environment."""
    stamp = venv / "installed"
    return stamp.is_file() and fingerprint(files) in stamp.read_text().split()


def mark_installed(files: "tuple[Path, ...]", venv: Path = VENV) -> None:
    """Note that these requirements are installed, and so the first of them alone."""
    digests = [fingerprint(files[:count]) for count in range(1, len(files) + 1)]
    (venv / "installed").write_text("\n".join(digests))


def distribution() -> str:
    """`debian` or `ubuntu` where, being root, we may install its packages; empty elsewhere."""
    if WINDOWS or os.geteuid() != 0 or not shutil.which("apt-get"):
        return ""
    return platform.freedesktop_os_release().get("ID", "")


def make_environment() -> None:
    """Make .venv, unless there is one that works; one whose Python has gone is made anew."""
    if quietly([PYTHON, "-m", "pip", "--version"])[0]:
        return
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        if not (distribution() and apt_install(package)):
            sys.exit(f"This Python cannot make virtual environments. Install {package}, then start again.")
    worked, output = quietly([sys.executable, "-m", "venv", "--clear", str(VENV)], "Making .venv")
    if not worked:
        sys.exit(f"{output}\nThe folder .venv could not be made; the reason is above.")


def apt_install(*packages: str) -> bool:
    """Install packages of the distribution; whether that worked."""
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    quietly(["apt-get", "update"], "Reading the list of packages", 300)
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    return quietly(command, f"Installing {' and '.join(packages)}", 600)[0]


def pip_trouble(output: str) -> str:
    """What to tell somebody whose installation failed, from what pip printed."""
    signs = ("NewConnectionError", "NameResolutionError", "TimeoutError", "ProxyError")
    if any(sign in output for sign in signs):
        return (
            "The Python package index could not be reached. The first start needs the internet, later ones do "
            "not. Connect (behind a proxy set HTTPS_PROXY, with a mirror PIP_INDEX_URL) and start again."
        )
    if "DO NOT MATCH THE HASHES" in output:
        return "A package is not the one that the lock file names, so nothing was installed. See docs/packages.md."
    ending = "\n".join(output.strip().splitlines()[-15:])
    return f"{ending}\nThe installation failed; the reason is above. Mend it and start again."


def prepare(files: "tuple[Path, ...]") -> None:
    """Have .venv hold what these requirement files name; at once when it already does."""
    if Path(PYTHON).exists() and is_installed(files):
        return
    make_environment()
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    pip += ["--require-hashes", "--only-binary", ":all:", "-r", str(files[-1])]  # nothing is built, so nothing runs
    worked, output = quietly(pip, f"Installing {files[-1].name} (once, some minutes)")
    if not worked:
        sys.exit(pip_trouble(output))
    mark_installed(files)


def build_sample(data: Path = DATA) -> str:
    """Load the sample council into its own folder where nothing has been loaded yet; say which council is open."""
    cxdata = [PYTHON, "-m", "cxdata", "--data"]
    if not any((folder / "store" / "current").is_file() for folder in (data, data / "sample")):
        say("Loading the sample council (once) ...")
        if subprocess.run([*cxdata, str(data / "sample"), "load", "--sample"], cwd=ROOT).returncode != 0:
            sys.exit("The sample council could not be loaded; the reason is above.")
    return quietly([*cxdata, str(data), "council"])[1].strip()


def public_alone(data: Path = DATA) -> str:
    """Have the dashboard show what is published and nothing else; say which edition that is, or end without one."""
    os.environ["CX_PUBLIC"] = "1"
    worked, said = quietly([PYTHON, "-m", "cxdata", "--data", str(data), "edition"])
    return said.strip() if worked else sys.exit(said.strip())


def free_port(first: int = 8501) -> int:
    """The first free port of this machine from `first` on; any free one where twenty in a row are taken."""
    for port in [*range(first, first + 20), 0]:
        try:
            with socket.create_server(("127.0.0.1", port)) as probe:
                return probe.getsockname()[1]
        except OSError:
            continue
    raise OSError("no free port on 127.0.0.1")


def wait_until_ready(process: subprocess.Popen, port: int, limit: int = 120) -> bool:
    """Wait for the dashboard to answer; false when it ended or stayed silent for `limit` seconds."""
    until = time.monotonic() + limit
    while process.poll() is None and time.monotonic() < until:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)  # never through a proxy
        with contextlib.closing(connection), contextlib.suppress(OSError, http.client.HTTPException):
            connection.request("GET", "/_stcore/health")
            if connection.getresponse().status == 200:
                return True
        time.sleep(0.1)
    return False


def serve(port: int, show: bool) -> None:
    """Run the dashboard on this machine only, until Ctrl-C."""
    command = [PYTHON, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1", "--server.headless", "true", "--server.fileWatcherType", "none"]
    environment = {**os.environ, "CX_DATA": str(DATA)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        if not wait_until_ready(process, port):
            sys.exit("The dashboard did not start; the reason is above.")
        say(f"The dashboard is at http://127.0.0.1:{port} - press Ctrl-C here to stop it.")
        if show:
            webbrowser.open(f"http://127.0.0.1:{port}")
        sys.exit(process.wait())
    finally:
        stop(process)


def run_tests(options: "list[str]") -> int:
    """Run every test, those with a browser and LibreOffice included; the last lines say which of them was not there."""
    prepare(TESTING)
    environment = {name: value for name, value in os.environ.items() if name != "CX_DATA"}
    finders = {"tests.browser.chromium": NO_BROWSER, "tests.documents.office": NO_OFFICE}
    found = {m: subprocess.run([PYTHON, "-m", m], cwd=ROOT, stdout=subprocess.PIPE, text=True).stdout for m in finders}
    environment["CX_CHROMIUM"] = found["tests.browser.chromium"].strip()
    # As many workers as cores, and files whole, because the tests of one file share what is dear to make.
    workers = [] if any(option.startswith("-n") for option in options) else ["-n", "auto", "--maxprocesses", "4"]
    command = [PYTHON, "-m", "pytest", *workers, "--dist", "loadfile", *options]
    process, code = subprocess.Popen(command, cwd=ROOT, env=environment), None
    while code is None:
        with contextlib.suppress(KeyboardInterrupt):  # pytest has had the same Ctrl-C and is tidying up
            code = process.wait()
    missing = [lacking for module, lacking in finders.items() if not found[module].strip()]
    for lacking in missing:
        say(f"\nNOT RUN: {lacking}")
    return code or int(IN_CI and bool(missing))


def main(arguments: "list[str]") -> int:
    """Do what the command line says."""
    if arguments[:1] == ["test"]:
        return run_tests(arguments[1:])
    as_written = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="start.py", description=__doc__, formatter_class=as_written)
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    parser.add_argument("--public", action="store_true", help="the published view alone, out of the newest edition")
    chosen = parser.parse_args(arguments)
    prepare(RUNNING)
    say(public_alone() if chosen.public else build_sample())
    screen = sys.platform != "linux" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    serve(free_port(), show=bool(screen) and not chosen.no_browser)
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        say("\nStopped.")
        sys.exit(0)
