"""The kernel of an operating system in small: tasks, packets, devices and a scheduler (after Martin Richards)."""

IDLE, WORKER, HANDLER_A, HANDLER_B, DEVICE_A, DEVICE_B = range(1, 7)
DEVICE_PACKET, WORK_PACKET = 1000, 1001
BUFFER = 4


class Packet:
    def __init__(self, link, owner, kind):
        self.link = link
        self.owner = owner
        self.kind = kind
        self.datum = 0
        self.data = [0] * BUFFER

    def append_to(self, queue):
        self.link = None
        if queue is None:
            return self
        here = queue
        while here.link is not None:
            here = here.link
        here.link = self
        return queue


class DeviceRecord:
    def __init__(self):
        self.pending = None


class IdleRecord:
    def __init__(self):
        self.control = 1
        self.count = 10000


class HandlerRecord:
    def __init__(self):
        self.work_in = None
        self.device_in = None

    def add_work(self, packet):
        self.work_in = packet.append_to(self.work_in)

    def add_device(self, packet):
        self.device_in = packet.append_to(self.device_in)


class WorkerRecord:
    def __init__(self):
        self.destination = HANDLER_A
        self.count = 0


class State:
    def __init__(self):
        self.packet_pending = True
        self.waiting = False
        self.holding = False

    def set_pending(self):
        self.packet_pending = True
        self.waiting = self.holding = False
        return self

    def set_waiting(self):
        self.packet_pending = self.holding = False
        self.waiting = True
        return self

    def set_running(self):
        self.packet_pending = self.waiting = self.holding = False
        return self

    def set_waiting_with_packet(self):
        self.packet_pending = self.waiting = True
        self.holding = False
        return self

    def held_or_waiting(self):
        return self.holding or (not self.packet_pending and self.waiting)

    def waiting_with_packet(self):
        return self.packet_pending and self.waiting and not self.holding


class Kernel:
    def __init__(self):
        self.tasks = None
        self.current = None
        self.current_identity = None
        self.table = [None] * 10
        self.held = 0
        self.queued = 0

    def schedule(self):
        task = self.tasks
        while task is not None:
            if task.held_or_waiting():
                task = task.link
            else:
                self.current_identity = task.identity
                task = task.run_once()


class Task(State):
    def __init__(self, kernel, identity, priority, queue, state, record):
        self.kernel = kernel
        self.link = kernel.tasks
        self.identity = identity
        self.priority = priority
        self.queue = queue
        self.packet_pending = state.packet_pending
        self.waiting = state.waiting
        self.holding = state.holding
        self.record = record
        kernel.tasks = self
        kernel.table[identity] = self

    def work(self, packet, record):
        raise NotImplementedError

    def add_packet(self, packet, old):
        if self.queue is None:
            self.queue = packet
            self.packet_pending = True
            if self.priority > old.priority:
                return self
        else:
            packet.append_to(self.queue)
        return old

    def run_once(self):
        if self.waiting_with_packet():
            packet = self.queue
            self.queue = packet.link
            if self.queue is None:
                self.set_running()
            else:
                self.set_pending()
        else:
            packet = None
        return self.work(packet, self.record)

    def wait(self):
        self.waiting = True
        return self

    def hold(self):
        self.kernel.held += 1
        self.holding = True
        return self.link

    def release(self, identity):
        task = self.find(identity)
        task.holding = False
        return task if task.priority > self.priority else self

    def send(self, packet):
        task = self.find(packet.owner)
        self.kernel.queued += 1
        packet.link = None
        packet.owner = self.identity
        return task.add_packet(packet, self)

    def find(self, identity):
        task = self.kernel.table[identity]
        if task is None:
            raise LookupError("no task %d" % identity)
        return task


class DeviceTask(Task):
    def work(self, packet, record):
        if packet is None:
            packet = record.pending
            if packet is None:
                return self.wait()
            record.pending = None
            return self.send(packet)
        record.pending = packet
        return self.hold()


class HandlerTask(Task):
    def work(self, packet, record):
        if packet is not None:
            if packet.kind == WORK_PACKET:
                record.add_work(packet)
            else:
                record.add_device(packet)
        work = record.work_in
        if work is None:
            return self.wait()
        position = work.datum
        if position >= BUFFER:
            record.work_in = work.link
            return self.send(work)
        device = record.device_in
        if device is None:
            return self.wait()
        record.device_in = device.link
        device.datum = work.data[position]
        work.datum = position + 1
        return self.send(device)


class IdleTask(Task):
    def work(self, packet, record):
        record.count -= 1
        if record.count == 0:
            return self.hold()
        if record.control & 1 == 0:
            record.control //= 2
            return self.release(DEVICE_A)
        record.control = record.control // 2 ^ 0xD008
        return self.release(DEVICE_B)


class WorkTask(Task):
    def work(self, packet, record):
        if packet is None:
            return self.wait()
        record.destination = HANDLER_B if record.destination == HANDLER_A else HANDLER_A
        packet.owner = record.destination
        packet.datum = 0
        for i in range(BUFFER):
            record.count += 1
            if record.count > 26:
                record.count = 1
            packet.data[i] = ord("A") + record.count - 1
        return self.send(packet)


def run():
    kernel = Kernel()
    IdleTask(kernel, IDLE, 1, None, State().set_running(), IdleRecord())
    queue = Packet(None, 0, WORK_PACKET)
    queue = Packet(queue, 0, WORK_PACKET)
    WorkTask(kernel, WORKER, 1000, queue, State().set_waiting_with_packet(), WorkerRecord())
    for handler, device in ((HANDLER_A, DEVICE_A), (HANDLER_B, DEVICE_B)):
        queue = Packet(None, device, DEVICE_PACKET)
        queue = Packet(queue, device, DEVICE_PACKET)
        queue = Packet(queue, device, DEVICE_PACKET)
        HandlerTask(kernel, handler, handler * 1000, queue, State().set_waiting_with_packet(), HandlerRecord())
    for device in (DEVICE_A, DEVICE_B):
        DeviceTask(kernel, device, device * 1000, None, State().set_waiting(), DeviceRecord())
    kernel.schedule()
    return kernel.held, kernel.queued


def main():
    held = queued = 0
    for _ in range(10):
        one, two = run()
        held += one
        queued += two
    print(held, queued)


if __name__ == "__main__":
    main()
