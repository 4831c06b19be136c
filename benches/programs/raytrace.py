"""A small ray tracer: vector objects with operator methods, spheres, shadows, reflections."""

from math import sqrt


class Vector:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    __rmul__ = __mul__

    def __neg__(self):
        return Vector(-self.x, -self.y, -self.z)

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def unit(self):
        return self * (1.0 / sqrt(self.dot(self)))

    def reflected(self, normal):
        return self - 2.0 * self.dot(normal) * normal


class Ray:
    def __init__(self, origin, direction):
        self.origin = origin
        self.direction = direction.unit()

    def at(self, t):
        return self.origin + self.direction * t


class Sphere:
    def __init__(self, center, radius, brightness, mirror):
        self.center = center
        self.radius = radius
        self.brightness = brightness
        self.mirror = mirror

    def hit(self, ray):
        to_center = self.center - ray.origin
        along = to_center.dot(ray.direction)
        inside = self.radius * self.radius - to_center.dot(to_center) + along * along
        if inside < 0:
            return None
        t = along - sqrt(inside)
        return t if t > 1e-4 else None

    def normal(self, point):
        return (point - self.center).unit()


class Plane:
    brightness = 0.5
    mirror = 0.2

    def hit(self, ray):
        if ray.direction.y >= -1e-6:
            return None
        return (-1.0 - ray.origin.y) / ray.direction.y

    def normal(self, point):
        return Vector(0.0, 1.0, 0.0)


class Scene:
    def __init__(self, things, light):
        self.things = things
        self.light = light

    def nearest(self, ray):
        best, found = None, None
        for thing in self.things:
            t = thing.hit(ray)
            if t is not None and (best is None or t < best):
                best, found = t, thing
        return best, found

    def trace(self, ray, depth=0):
        t, thing = self.nearest(ray)
        if thing is None:
            return 0.1
        point = ray.at(t)
        normal = thing.normal(point)
        to_light = (self.light - point).unit()
        shade = 0.1
        if self.nearest(Ray(point + normal * 1e-3, to_light))[1] is None:
            shade += max(0.0, normal.dot(to_light)) * thing.brightness
        if depth < 2 and thing.mirror:
            bounced = Ray(point + normal * 1e-3, ray.direction.reflected(normal))
            shade += thing.mirror * self.trace(bounced, depth + 1)
        return shade


def render(width, height):
    scene = Scene([Sphere(Vector(-1.0, 0.0, -4.0), 1.0, 0.8, 0.3), Sphere(Vector(1.2, -0.3, -3.0), 0.7, 0.6, 0.5),
                   Sphere(Vector(0.2, 1.4, -5.0), 1.1, 0.9, 0.0), Plane()], Vector(3.0, 5.0, 0.0))
    rows = []
    for j in range(height):
        row = []
        for i in range(width):
            direction = Vector((i - width / 2) / width * 2, (height / 2 - j) / height * 2, -1.6)
            row.append(scene.trace(Ray(Vector(0.0, 0.3, 1.0), direction)))
        rows.append(row)
    return rows


rows = render(132, 99)
for row in rows[::18]:
    print("".join(" .:-=+*#%@"[min(9, int(v * 9))] for v in row[::4]))
print("%.6f" % sum(map(sum, rows)))
