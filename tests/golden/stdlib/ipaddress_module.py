"""ipaddress: texts, properties, networks, ranges, errors."""
from ipaddress import *
import ipaddress, pickle
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
for a in ["1.2.3.4","::1","2001:db8::1","fe80::1%eth0","::ffff:1.2.3.4","1::2:0:0:3","0:0:1::","::","255.255.255.255","1.2.3","1.2.3.256","01.2.3.4","1.2.3.4/5",":1","1:","1::2::3","1:2:3:4:5:6:7:8:9","1:2:3:4:5:6:7","12345::","g::","::1.2.3","", "1.2..4","1.2.3.a","1.2.3.0004",5,2**32,2**128,-1,b"\1\2\3\4",b"\0"*16,b"abc","1::%","2001:0:4136:e378:8000:63bf:3fff:fdd2","2002:c000:204::", "::"+"1"*50]:
    t(lambda: ip_address(a))
    for k in (IPv4Address,IPv6Address): t(lambda: k(a))
for a in ["10.0.0.1","192.168.1.1","8.8.8.8","127.0.0.1","224.0.0.1","169.254.1.1","240.0.0.1","0.0.0.0","100.64.0.1","192.0.0.9","::1","fe80::1","ff02::1","2001:db8::","fc00::","2606:4700::","fec0::1","::","::ffff:10.0.0.1","2001:0:4136:e378:8000:63bf:3fff:fdd2","2002:c000:204::"]:
    x=ip_address(a); print(x,[n for n in "is_private is_global is_loopback is_multicast is_link_local is_reserved is_unspecified is_site_local".split() if getattr(x,n,None)],x.exploded,x.compressed,x.reverse_pointer,x.packed,x.version,x.max_prefixlen,int(x),getattr(x,'ipv4_mapped',None),getattr(x,'teredo',None),getattr(x,'sixtofour',None))
    print(f"{x:x} {x:#b} {x:_n} {x:>20s}", x+1 if int(x)<2**32-1 else 0, pickle.loads(pickle.dumps(x))==x)
for n in ["10.0.0.0/8","192.168.1.0/24","192.168.1.1/24","1.2.3.4","1.2.3.4/31","0.0.0.0/0","10.0.0.0/255.0.0.0","10.0.0.0/0.255.255.255","10.0.0.0/33","10.0.0.0/x","2001:db8::/32","::/0","::1/128","1.2.3.4/5/6","10.0.0.0/255.0.255.0",(10<<24,8),("10.0.0.0","8"),5,b"\1\2\3\4","2001:db8::/ffff::"]:
    t(lambda: ip_network(n)); t(lambda: ip_network(n,strict=False)); t(lambda: ip_interface(n))
n=ip_network("192.168.0.0/29")
print(list(n),list(n.hosts()),n[1],n[-1],n.num_addresses,n.broadcast_address,n.netmask,n.hostmask,n.with_netmask,n.with_hostmask,n.with_prefixlen,n.exploded,n.reverse_pointer,n.is_private,n.is_global)
print(list(n.subnets()),list(n.subnets(new_prefix=31)),n.supernet(),n.supernet(new_prefix=8),ip_address("192.168.0.3") in n, n in n)
print(list(ip_network("1.2.3.4/31").hosts()),list(ip_network("1.2.3.4").hosts()),list(ip_network("::/126").hosts()),list(ip_network("::/127").hosts()))
print(list(n.address_exclude(ip_network("192.168.0.4/30"))),list(summarize_address_range(ip_address("1.2.3.1"),ip_address("1.2.3.20"))),list(collapse_addresses([ip_network("10.0.0.0/25"),ip_network("10.0.0.128/25"),ip_address("1.1.1.1"),ip_network("10.0.0.0/26")])))
for f in (lambda: n[8], lambda: list(n.subnets(new_prefix=28)), lambda: list(n.subnets(5)), lambda: n.supernet(30), lambda: n<ip_network("::/0"), lambda: ip_address("::1")<ip_address("1.1.1.1"), lambda: n<5, lambda: ip_address("1.1.1.1")+2**32, lambda: list(summarize_address_range(1,2)), lambda: n.subnet_of(ip_network("192.168.0.0/16")), lambda: n.overlaps(ip_network("192.168.0.0/30")), lambda: sorted([ip_network("10.0.0.0/8"),ip_network("10.0.0.0/16"),ip_network("9.0.0.0/8")]), lambda: ip_interface("1.2.3.4/24").network, lambda: str(ip_interface("fe80::1%x/64")), lambda: (ip_interface("1.2.3.4/24").ip, ip_interface("1.2.3.4/24").with_netmask, hash(ip_interface("1.2.3.4/24"))==hash(ip_interface("1.2.3.4/24")), ip_interface("1.2.3.4/24")==ip_interface("1.2.3.4/25")), lambda: n.compare_networks(ip_network("1.0.0.0/8")), lambda: sorted([ip_address("1.1.1.1"),ip_network("::/0"),ip_network("1.0.0.0/8")],key=get_mixed_type_key), lambda: {n: 1}[ip_network("192.168.0.0/29")], lambda: ip_network("192.168.0.0/29")==5): t(f)
