"""persistent_id, persistent_load, find_class, reducer_override, dispatch_table, copyreg, extension codes."""
import copyreg
import io
import pickle


class Record:
    def __init__(self, key):
        self.key = key


class Database(pickle.Pickler):
    def persistent_id(self, obj):
        return ("record", obj.key) if isinstance(obj, Record) else None


class Reader(pickle.Unpickler):
    def persistent_load(self, pid):
        return "loaded %s" % (pid,)

    def find_class(self, module, name):
        print("find", module, name)
        if module == "builtins" and name == "eval":
            raise pickle.UnpicklingError("forbidden")
        return super().find_class(module, name)


for protocol in (1, 2, 4):
    out = io.BytesIO()
    Database(out, protocol).dump([Record(1), "x", Record("two"), len])
    print(out.getvalue(), Reader(io.BytesIO(out.getvalue())).load())
try:
    Reader(io.BytesIO(pickle.dumps(eval))).load()
except pickle.UnpicklingError as error:
    print(error)
try:
    pickle.loads(out.getvalue())
except pickle.UnpicklingError as error:
    print(error)


class Overriding(pickle.Pickler):
    def reducer_override(self, obj):
        if getattr(obj, "__name__", "") == "special":
            return str, ("was special",)
        return NotImplemented


special = lambda: 1
special.__name__ = "special"
out = io.BytesIO()
Overriding(out).dump([special, len])
print(pickle.loads(out.getvalue()))


class Tabled(pickle.Pickler):
    dispatch_table = copyreg.dispatch_table.copy()
    dispatch_table[Record] = lambda record: (str, ("record %s" % record.key,))


out = io.BytesIO()
Tabled(out).dump(Record(7))
print(pickle.loads(out.getvalue()))
out = io.BytesIO()
pickler = pickle.Pickler(out)
pickler.dispatch_table = {Record: lambda record: (list, ())}
pickler.dump(Record(7))
print(pickle.loads(out.getvalue()), pickler.dispatch_table.keys())
copyreg.pickle(Record, lambda record: (str, ("by copyreg",)))
print(pickle.loads(pickle.dumps(Record(1))))
for code in (5, 300, 70000):
    copyreg.add_extension("__main__", "Record", code)
    for protocol in (1, 2, 4):
        data = pickle.dumps(Record, protocol)
        print(data, pickle.loads(data) is Record)
    copyreg.remove_extension("__main__", "Record", code)
try:
    pickle.Pickler(io.BytesIO()).dispatch_table
except AttributeError as error:
    print(error)
fast = pickle.Pickler(io.BytesIO())
print(fast.fast, fast.bin, fast.persistent_id(1))
out = io.BytesIO()
fast = pickle.Pickler(out)
fast.fast = True
fast.dump(["a", "a", ("b",)])
print(out.getvalue())
