"""The child's side of a fresh interpreter: what its command line says, and how it becomes the parent's program."""

import os
import sys

from . import context, process

__all__ = ["_main", "freeze_support", "set_executable", "get_executable", "get_preparation_data", "get_command_line",
           "import_main_path"]

_executable = sys.executable
WINEXE = WINSERVICE = False


def set_executable(executable):
    """The interpreter that new processes run."""
    global _executable
    _executable = executable if executable is None else os.fsencode(executable)


def get_executable():
    """The interpreter that new processes run."""
    return _executable


def is_forking(argv):
    """Whether a command line is that of a child."""
    return len(argv) >= 2 and argv[1] == "--multiprocessing-fork"


def freeze_support():
    """For programs frozen into executables on other systems: nothing to do here."""


def get_command_line(**kwds):
    """The command of a child that is told by descriptors what to do."""
    words = ", ".join("%s=%r" % item for item in kwds.items())
    program = "from multiprocessing.spawn import spawn_main; spawn_main(%s)" % words
    return [_executable, "-c", program, "--multiprocessing-fork"]


def spawn_main(pipe_handle, parent_pid=None, tracker_fd=None):
    """Where a child of the start method spawn begins."""
    assert is_forking(sys.argv), "Not forking"
    from . import resource_tracker

    resource_tracker._resource_tracker._fd = tracker_fd
    parent_sentinel = os.dup(pipe_handle)
    sys.exit(_main(pipe_handle, parent_sentinel))


def _main(fd, parent_sentinel):
    from . import reduction

    with os.fdopen(fd, "rb", closefd=True) as source:
        process.current_process()._inheriting = True
        try:
            prepare(reduction.pickle.load(source))
            this = reduction.pickle.load(source)
        finally:
            del process.current_process()._inheriting
    return this._bootstrap(parent_sentinel)


def _check_not_importing_main():
    if getattr(process.current_process(), "_inheriting", False):
        raise RuntimeError("""
        An attempt has been made to start a new process before the
        current process has finished its bootstrapping phase.

        This probably means that you are not using fork to start your
        child processes and you have forgotten to use the proper idiom
        in the main module:

            if __name__ == '__main__':
                freeze_support()
                ...

        The "freeze_support()" line can be omitted if the program
        is not going to be frozen to produce an executable.

        To fix this issue, refer to the "Safe importing of main module"
        section in https://docs.python.org/3/library/multiprocessing.html
        """)


def get_preparation_data(name):
    """What a child needs to know before it reads its process object."""
    _check_not_importing_main()
    from . import util

    current = process.current_process()
    path = [process.ORIGINAL_DIR if folder == "" and process.ORIGINAL_DIR is not None else folder for folder in sys.path]
    data = {
        "log_to_stderr": util._log_to_stderr,
        "authkey": bytes(current.authkey),
        "name": name,
        "sys_path": path,
        "sys_argv": sys.argv,
        "orig_dir": process.ORIGINAL_DIR,
        "dir": os.getcwd(),
        "start_method": context._default_context.get_start_method(),
    }
    if util._logger is not None:
        data["log_level"] = util._logger.getEffectiveLevel()
    main_module = sys.modules["__main__"]
    main_name = getattr(getattr(main_module, "__spec__", None), "name", None)
    if main_name is not None:
        data["init_main_from_name"] = main_name
    else:
        main_path = getattr(main_module, "__file__", None)
        if main_path is not None:
            if not os.path.isabs(main_path) and process.ORIGINAL_DIR is not None:
                main_path = os.path.join(process.ORIGINAL_DIR, main_path)
            data["init_main_from_path"] = os.path.normpath(main_path)
    return data


old_main_modules = []


def prepare(data):
    """Become like the parent: name, key, path, arguments, folder, program."""
    this = process.current_process()
    if "name" in data:
        this.name = data["name"]
    if "authkey" in data:
        this.authkey = data["authkey"]
    if data.get("log_to_stderr"):
        from . import util

        util.log_to_stderr()
    if "log_level" in data:
        from . import util

        util.get_logger().setLevel(data["log_level"])
    if "sys_path" in data:
        sys.path = data["sys_path"]
    if "sys_argv" in data:
        sys.argv = data["sys_argv"]
    if "dir" in data:
        os.chdir(data["dir"])
    if "orig_dir" in data:
        process.ORIGINAL_DIR = data["orig_dir"]
    if "start_method" in data:
        context._default_context.set_start_method(data["start_method"], force=True)
    if "init_main_from_name" in data:
        _main_from_name(data["init_main_from_name"])
    elif "init_main_from_path" in data:
        _main_from_path(data["init_main_from_path"])


def _become_main(contents):
    import types

    old_main_modules.append(sys.modules["__main__"])
    module = types.ModuleType("__mp_main__")
    module.__dict__.update(contents)
    sys.modules["__main__"] = sys.modules["__mp_main__"] = module


def _main_from_name(name):
    current = sys.modules["__main__"]
    if name == "__main__" or name.endswith(".__main__"):
        return
    if getattr(getattr(current, "__spec__", None), "name", None) == name:
        return
    import runpy

    _become_main(runpy.run_module(name, run_name="__mp_main__", alter_sys=True))


def _main_from_path(path):
    current = sys.modules["__main__"]
    name = os.path.splitext(os.path.basename(path))[0]
    if name == "ipython" or getattr(current, "__file__", None) == path:
        return
    import runpy

    _become_main(runpy.run_path(path, run_name="__mp_main__"))


def import_main_path(main_path):
    """Run the parent's program as __mp_main__."""
    _main_from_path(main_path)
