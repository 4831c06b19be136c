"""getaddrinfo and its errors."""

import socket

for info in socket.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM):
    print(info)
print(socket.getaddrinfo("::1", "80", socket.AF_INET6, socket.SOCK_DGRAM)[0])
print(socket.gethostbyname("localhost"), socket.gethostbyname("127.0.0.1"))
print(socket.getnameinfo(("127.0.0.1", 80), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV))
try:
    socket.getaddrinfo("127.0.0.1", "no-such-service-name")
except socket.gaierror as error:
    print(error.errno == socket.EAI_SERVICE, error.strerror, isinstance(error, OSError))
try:
    socket.getaddrinfo("256.256.256.256.", None, flags=socket.AI_NUMERICHOST)
except socket.gaierror as error:
    print(error)
print(isinstance(socket.gethostname(), str), socket.has_ipv6)
