"""Abstract classes of the import system. Resource readers are deliberately missing."""

from abc import ABC as _ABC, abstractmethod as _abstractmethod

__all__ = ["Loader", "MetaPathFinder", "PathEntryFinder", "InspectLoader", "ExecutionLoader"]


class MetaPathFinder(_ABC):
    """Base of finders on sys.meta_path."""

    def invalidate_caches(self):
        """Forget what was remembered."""


class PathEntryFinder(_ABC):
    """Base of finders for one entry of sys.path."""

    def invalidate_caches(self):
        """Forget what was remembered."""


class Loader(_ABC):
    """Base of loaders."""

    def create_module(self, spec):
        """None asks for the default module."""
        return None

    def exec_module(self, module):
        """Run the module's code."""
        raise ImportError


class InspectLoader(Loader):
    """A loader that can show its source."""

    def is_package(self, fullname):
        """Whether the module is a package."""
        raise ImportError

    @_abstractmethod
    def get_source(self, fullname):
        """The source text, or None."""
        raise ImportError


class ExecutionLoader(InspectLoader):
    """A loader whose modules come from a file."""

    @_abstractmethod
    def get_filename(self, fullname):
        """The path of the file."""
        raise ImportError
