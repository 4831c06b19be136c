"""A ray tracer with spheres, a chequered floor, point lights, shadows and mirrors, drawn into a byte array."""
import math

EPSILON = 0.00001


class Vector:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def cross(self, other):
        return Vector(self.y * other.z - self.z * other.y, self.z * other.x - self.x * other.z,
                      self.x * other.y - self.y * other.x)

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, factor):
        return Vector(factor * self.x, factor * self.y, factor * self.z)

    __rmul__ = __mul__

    def __neg__(self):
        return Vector(-self.x, -self.y, -self.z)

    def length(self):
        return math.sqrt(self.dot(self))

    def unit(self):
        return self * (1.0 / self.length())

    def mirrored_at(self, normal):
        return self - normal * (2 * self.dot(normal))


class Ray:
    def __init__(self, origin, direction):
        self.origin = origin
        self.direction = direction.unit()

    def at(self, distance):
        return self.origin + self.direction * distance


class Sphere:
    def __init__(self, centre, radius):
        self.centre = centre
        self.radius = radius

    def meet(self, ray):
        to_centre = self.centre - ray.origin
        along = to_centre.dot(ray.direction)
        square = self.radius * self.radius - (to_centre.dot(to_centre) - along * along)
        if square < 0:
            return None
        return along - math.sqrt(square)

    def normal(self, point):
        return (point - self.centre).unit()


class Plane:
    def __init__(self, point, normal):
        self.point = point
        self.direction = normal.unit()

    def meet(self, ray):
        slope = ray.direction.dot(self.direction)
        if abs(slope) < EPSILON:
            return None
        return (self.point - ray.origin).dot(self.direction) / slope

    def normal(self, point):
        return self.direction


class Plain:
    ambient, diffuse, mirror = 0.2, 0.6, 0.2

    def __init__(self, colour, **settings):
        self.colour = colour
        for name, value in settings.items():
            setattr(self, name, value)

    def base(self, point):
        return self.colour


class Chequered(Plain):
    def __init__(self, colour, other, size, **settings):
        super().__init__(colour, **settings)
        self.other = other
        self.size = size

    def base(self, point):
        squares = int(abs(point.x) / self.size + 0.5) + int(abs(point.z) / self.size + 0.5)
        return self.other if squares % 2 else self.colour


def blend(one, share, two, other_share):
    return tuple(a * share + b * other_share for a, b in zip(one, two))


class Scene:
    def __init__(self):
        self.things = []
        self.lights = []
        self.eye = Vector(0, 1.8, 10)
        self.target = Vector(0, 3, 0)
        self.opening = 45.0
        self.depth = 0

    def add(self, shape, surface):
        self.things.append((shape, surface))

    def nearest(self, ray):
        best = None
        for shape, surface in self.things:
            distance = shape.meet(ray)
            if distance is not None and distance > EPSILON and (best is None or distance < best[0]):
                best = distance, shape, surface
        return best

    def visible(self, light, point):
        to_light = light - point
        far = to_light.length()
        ray = Ray(point, to_light)
        for shape, _ in self.things:
            distance = shape.meet(ray)
            if distance is not None and EPSILON < distance < far:
                return False
        return True

    def colour(self, ray):
        if self.depth > 3:
            return 0.0, 0.0, 0.0
        found = self.nearest(ray)
        if found is None:
            return 0.1, 0.1, 0.2
        distance, shape, surface = found
        point = ray.at(distance)
        return self.shade(ray, point, shape.normal(point), surface)

    def shade(self, ray, point, normal, surface):
        base = surface.base(point)
        result = blend(base, surface.ambient, base, 0.0)
        if surface.mirror > 0:
            self.depth += 1
            try:
                seen = self.colour(Ray(point, ray.direction.mirrored_at(normal)))
            finally:
                self.depth -= 1
            result = blend(result, 1.0, seen, surface.mirror)
        strength = 0.0
        for light in self.lights:
            if self.visible(light, point):
                strength += max((light - point).unit().dot(normal), 0.0)
        return blend(result, 1.0, base, surface.diffuse * min(1.0, strength))

    def render(self, width, height):
        ahead = (self.target - self.eye).unit()
        right = ahead.cross(Vector(0, 1, 0)).unit()
        up = right.cross(ahead).unit()
        half_width = math.tan(math.radians(self.opening / 2))
        half_height = half_width * height / width
        pixels = bytearray()
        for y in range(height):
            for x in range(width):
                across = right * ((x / (width - 1) * 2 - 1) * half_width)
                above = up * ((1 - y / (height - 1) * 2) * half_height)
                red, green, blue = self.colour(Ray(self.eye, ahead + across + above))
                pixels += bytes((int(min(red, 1.0) * 255), int(min(green, 1.0) * 255), int(min(blue, 1.0) * 255)))
        return pixels


def main():
    scene = Scene()
    scene.lights = [Vector(30, 30, 10), Vector(-10, 100, 30)]
    scene.add(Sphere(Vector(1, 3, -10), 2), Plain((1, 1, 0)))
    for number in range(6):
        scene.add(Sphere(Vector(-3 - number * 0.4, 2.3, -5), 0.4), Plain((number / 6, 1 - number / 6, 0.5), mirror=0.4))
    scene.add(Plane(Vector(0, 0, 0), Vector(0, 1, 0)), Chequered((1, 1, 1), (0, 0, 0), 1.0))
    pixels = scene.render(160, 120)
    checksum = 0
    for byte in pixels:
        checksum = (checksum * 31 + byte) % 1000000007
    print(len(pixels), checksum)


if __name__ == "__main__":
    main()
