"""A simulated operating system in the manner of Richards: tasks, packets, queues, a scheduler."""

IDLE, WORKER, HANDLER_A, HANDLER_B, DEVICE_A, DEVICE_B = range(6)
KIND_DEVICE, KIND_WORK = 0, 1


class Packet:
    def __init__(self, link, owner, kind):
        self.link = link
        self.owner = owner
        self.kind = kind
        self.datum = 0
        self.data = [0] * 4

    def append_to(self, queue):
        self.link = None
        if queue is None:
            return self
        last = queue
        while last.link is not None:
            last = last.link
        last.link = self
        return queue


class Task:
    def __init__(self, system, name, priority, queue):
        self.system = system
        self.name = name
        self.priority = priority
        self.queue = queue
        self.pending = queue is not None
        self.waiting = False
        self.holding = False
        system.add(self)

    def blocked(self):
        return self.holding or (self.waiting and not self.pending)

    def add_packet(self, packet, caller):
        if self.queue is None:
            self.queue = packet
            self.pending = True
            if self.priority > caller.priority:
                return self
        else:
            packet.append_to(self.queue)
        return caller

    def step(self):
        packet = None
        if self.waiting and self.pending:
            packet = self.queue
            self.queue = packet.link
            self.pending = self.queue is not None
            self.waiting = False
        return self.run(packet)

    def wait(self):
        self.waiting = True
        return self

    def hold(self):
        self.system.held += 1
        self.holding = True
        return self.system.after(self)

    def release(self, name):
        task = self.system.find(name)
        task.holding = False
        return task if task.priority > self.priority else self

    def send(self, packet):
        task = self.system.find(packet.owner)
        self.system.sent += 1
        packet.link = None
        packet.owner = self.name
        return task.add_packet(packet, self)


class Idle(Task):
    def __init__(self, system, count):
        self.control = 1
        self.count = count
        super().__init__(system, IDLE, 0, None)

    def run(self, packet):
        self.count -= 1
        if self.count == 0:
            return self.hold()
        if self.control & 1 == 0:
            self.control //= 2
            return self.release(DEVICE_A)
        self.control = self.control // 2 ^ 0xD008
        return self.release(DEVICE_B)


class Worker(Task):
    destination = HANDLER_A
    count = 0

    def run(self, packet):
        if packet is None:
            return self.wait()
        self.destination = HANDLER_B if self.destination == HANDLER_A else HANDLER_A
        packet.owner = self.destination
        packet.datum = 0
        for i in range(4):
            self.count = self.count + 1 if self.count < 26 else 1
            packet.data[i] = 64 + self.count
        return self.send(packet)


class Handler(Task):
    work = None
    devices = None

    def run(self, packet):
        if packet is not None:
            if packet.kind == KIND_WORK:
                self.work = packet.append_to(self.work)
            else:
                self.devices = packet.append_to(self.devices)
        work = self.work
        if work is None:
            return self.wait()
        if work.datum >= 4:
            self.work = work.link
            return self.send(work)
        device = self.devices
        if device is None:
            return self.wait()
        self.devices = device.link
        device.datum = work.data[work.datum]
        work.datum += 1
        return self.send(device)


class Device(Task):
    held_packet = None

    def run(self, packet):
        if packet is None:
            packet = self.held_packet
            if packet is None:
                return self.wait()
            self.held_packet = None
            return self.send(packet)
        self.held_packet = packet
        return self.hold()


class System:
    def __init__(self):
        self.tasks = []
        self.table = [None] * 6
        self.held = self.sent = 0

    def add(self, task):
        self.tasks.insert(0, task)
        self.table[task.name] = task

    def find(self, name):
        return self.table[name]

    def after(self, task):
        position = self.tasks.index(task) + 1
        return self.tasks[position] if position < len(self.tasks) else None

    def run(self):
        task = self.tasks[0]
        while task is not None:
            if task.blocked():
                task = self.after(task)
            else:
                task = task.step()


def simulate(count):
    system = System()
    Idle(system, count)
    queue = Packet(Packet(None, WORKER, KIND_WORK), WORKER, KIND_WORK)
    Worker(system, WORKER, 1000, queue).waiting = True
    for handler, device, priority in ((HANDLER_A, DEVICE_A, 2000), (HANDLER_B, DEVICE_B, 3000)):
        queue = Packet(Packet(Packet(None, device, KIND_DEVICE), device, KIND_DEVICE), device, KIND_DEVICE)
        Handler(system, handler, priority, queue).waiting = True
        Device(system, device, priority + 2000, None).waiting = True
    system.run()
    return system.sent, system.held


for _ in range(8):
    print(simulate(10_000))
