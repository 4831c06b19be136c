"""Helpers around module specs. Lazy loading is deliberately missing."""

import sys
import types
import _taipan_import
from importlib import _resolve

__all__ = ["find_spec", "module_from_spec", "resolve_name", "spec_from_file_location", "spec_from_loader"]


def resolve_name(name, package):
    """Turn a relative module name into an absolute one."""
    if not name.startswith("."):
        return name
    if not package:
        raise ImportError(
            f"no package specified for {name!r} (required for relative module names)"
        )
    level = len(name) - len(name.lstrip("."))
    return _resolve(name[level:], package, level)


def find_spec(name, package=None):
    """The spec of a module, or None when it cannot be found."""
    full = resolve_name(name, package) if name.startswith(".") else name
    if full in sys.modules:
        module = sys.modules[full]
        if module is None:
            return None
        try:
            spec = module.__spec__
        except AttributeError:
            raise ValueError(f"{name}.__spec__ is not set") from None
        if spec is None:
            raise ValueError(f"{name}.__spec__ is None")
        return spec
    return _taipan_import.find_spec(full)


def module_from_spec(spec):
    """A new module as the spec's loader wants it; nothing has run yet."""
    module = None
    if hasattr(spec.loader, "create_module"):
        module = spec.loader.create_module(spec)
    elif hasattr(spec.loader, "exec_module"):
        raise ImportError("loaders that define exec_module() must also define create_module()")
    if module is None:
        return _taipan_import.module_from_spec(spec)
    module.__spec__ = spec
    module.__loader__ = spec.loader
    module.__package__ = spec.parent
    return module


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=None):
    """The spec of a module that lies in a given file."""
    import os

    location = os.fspath(location)
    if loader is None and not location.endswith(".py"):
        return None
    spec = _taipan_import.file_spec(name, location, False)
    if loader is not None:
        spec.loader = loader
    if submodule_search_locations is not None:
        spec.submodule_search_locations = list(submodule_search_locations) or [os.path.dirname(location)]
    return spec


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """The spec that a loader describes."""
    if hasattr(loader, "get_filename") and origin is None:
        return spec_from_file_location(name, loader.get_filename(name), loader=loader)
    if is_package is None:
        is_package = bool(loader.is_package(name)) if hasattr(loader, "is_package") else False
    return _taipan_import.ModuleSpec(name, loader, origin=origin, is_package=is_package)


def cache_from_source(path, debug_override=None, *, optimization=None):
    """There are no byte code files."""
    raise NotImplementedError("byte code files are not supported")


def _new_module(name):
    return types.ModuleType(name)
