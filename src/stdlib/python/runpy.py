"""Running modules and files as programs."""

import sys
import types
import _taipan_import

__all__ = ["run_module", "run_path"]


def _run(source, filename, init_globals, run_name, spec, package, alter):
    module = types.ModuleType(run_name)
    namespace = module.__dict__
    namespace.update(
        __name__=run_name, __file__=filename, __cached__=None, __doc__=None,
        __loader__=getattr(spec, "loader", None), __package__=package, __spec__=spec,
    )
    if init_globals is not None:
        namespace.update(init_globals)
    code = compile(source, filename, "exec")
    if not alter:
        exec(code, namespace)
        return namespace.copy()
    saved_module, saved_argument = sys.modules.get(run_name), sys.argv[0]
    sys.modules[run_name], sys.argv[0] = module, filename
    try:
        exec(code, namespace)
        return namespace.copy()
    finally:
        sys.argv[0] = saved_argument
        if saved_module is None:
            sys.modules.pop(run_name, None)
        else:
            sys.modules[run_name] = saved_module


def run_module(mod_name, init_globals=None, run_name=None, alter_sys=False):
    """Run a module's code without importing it; gives its globals."""
    spec = _taipan_import.find_spec(mod_name)
    if spec is None:
        raise ImportError(f"No module named {mod_name}")
    if spec.submodule_search_locations is not None:
        return run_module(f"{mod_name}.__main__", init_globals, run_name or mod_name, alter_sys)
    source = _taipan_import.source_of(spec.name)
    filename = f"<frozen {spec.name}>"
    if source is None:
        if spec.origin is None or not spec.has_location:
            raise ImportError(f"No code object available for {spec.name}")
        filename = spec.origin
        source = spec.loader.get_data(filename)
    return _run(source, filename, init_globals, run_name or spec.name, spec, spec.parent, alter_sys)


def run_path(path_name, init_globals=None, run_name=None):
    """Run a file; gives its globals."""
    import os

    if run_name is None:
        run_name = "<run_path>"
    path = os.fspath(path_name)
    if os.path.isdir(path):
        path = os.path.join(path, "__main__.py")
    with open(path, "rb") as file:
        source = file.read()
    return _run(source, path, init_globals, run_name, None, run_name.rpartition(".")[0], True)
