"""A group with many members is cut after fifteen, deep groups after ten levels."""
group = ValueError("leaf")
for level in range(12):
    group = ExceptionGroup(f"level {level}", [group])
raise ExceptionGroup("wide", [ValueError(n) for n in range(18)] + [group]) from group
