"""An exception while a module is imported: the frames of the import system are left out."""
print("importing")
import broken_modules.at_import
