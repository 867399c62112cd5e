"""Kernels that start warm: forked from a process that has imported what every report needs. One new process a report, so nothing leaks.

Linux alone: elsewhere a fork of a process that has loaded numerical libraries is not safe, and the ordinary kernel serves.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import NoReturn

CAN_FORK = sys.platform == "linux"
GRAMMAR, DEBUGGER = "rfc3987_syntax", "debugpy"
USED = (
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.extensions.storemagic",
    "ipykernel.kernelapp",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "nbconvert",
    "psutil",
    "pyarrow.dataset",
    "pyarrow.parquet",
    "seaborn",
)


def papermill() -> ModuleType:
    """The module papermill, without the grammar of addresses that jsonschema compiles on import where it can: most of papermill's start."""
    with _hidden(GRAMMAR):
        import papermill
    return papermill


def import_all() -> None:
    """Import what a report and its kernel use, also what they would import late; no debugger, which is most of a kernel's start."""
    papermill()
    with _hidden(DEBUGGER):
        import_module("ipykernel.debugger")
    for module in USED:
        import_module(module)
    for module in ("pages", "run"):
        import_module(f".{module}", __package__)
    import nbformat.v4

    nbformat.validate(nbformat.v4.new_notebook())  # compiles the schema


@contextmanager
def _hidden(module: str) -> Iterator[None]:
    """Not to be imported meanwhile by whoever does without it where it is missing; a module already imported stays."""
    was_there = module in sys.modules
    sys.modules.setdefault(module, None)
    try:
        yield
    finally:
        if not was_there:
            del sys.modules[module]


class ForkedKernel:
    """A process that waits to be told with which arguments to become a kernel; in the shape of subprocess.Popen.

    Made while this process has no threads of its own yet; when this process ends untold, so does the waiting one.
    """

    stdin = stdout = stderr = None

    def __init__(self) -> None:
        order, self._tell = os.pipe()
        self.returncode: int | None = None
        self.pid = os.fork()
        if not self.pid:
            os.close(self._tell)
            _become_kernel(order)
        os.close(order)

    def start(self, arguments: list[str], environment: dict[str, str]) -> None:
        """Tell it to start, in the folder in which this process now is."""
        told = {"arguments": arguments, "environment": environment, "folder": os.getcwd()}  # noqa: PTH109
        with os.fdopen(self._tell, "w", encoding="utf-8") as tell:
            tell.write(json.dumps(told) + "\n")

    def poll(self) -> int | None:
        """Its exit code, or None while it runs."""
        return self._ended(os.WNOHANG)

    def wait(self) -> int | None:
        """Its exit code, once it has ended."""
        return self._ended(0)

    def _ended(self, how: int) -> int | None:
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, how)
            self.returncode = os.waitstatus_to_exitcode(status) if pid else None
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)


def manager_of(kernel: ForkedKernel) -> type:
    """The kernel manager, for papermill's engine, of which `kernel` is the one kernel."""
    from jupyter_client import AsyncKernelManager
    from jupyter_client.provisioning import LocalProvisioner

    class Provisioner(LocalProvisioner):
        async def launch_kernel(self, cmd: list[str], **kwargs: object) -> dict:
            own = cmd[len(self.kernel_spec.argv) :]
            kernel.start(["-f", self.parent.connection_file, f"--IPKernelApp.parent_handle={os.getpid()}", *own], kwargs["env"])
            self.process, self.pid = kernel, kernel.pid
            return self.connection_info

        async def kill(self, restart: bool = False) -> None:
            kernel.kill()
            kernel.wait()  # at once; jupyter_client would look ten times a second

    class Manager(AsyncKernelManager):
        def __init__(self, **traits: object) -> None:
            super().__init__(**traits)
            self.provisioner = Provisioner(parent=self, kernel_id=str(kernel.pid), kernel_spec=self.kernel_spec)

    return Manager


def _become_kernel(order: int) -> NoReturn:
    """Wait for the order, be a kernel, and end; the kernel itself looks whether its parent still lives."""
    code = 1
    try:
        with os.fdopen(order, encoding="utf-8") as pipe:
            text = pipe.readline()
        if text:
            _serve(**json.loads(text))
        code = 0
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _serve(arguments: list[str], environment: dict[str, str], folder: str) -> None:
    from ipykernel.kernelapp import launch_new_instance

    os.setsid()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    launch_new_instance(arguments)
