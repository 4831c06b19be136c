"""html and html.parser: quoting, references, events of broken texts."""
import html, html.entities
from html.parser import HTMLParser
print(html.escape("<a href=\"x\">'&"), html.escape("\"'",quote=False))
for s in ["&lt;&gt;&amp;&quot;&#39;&#x27;","&notit; &not &notin;","&#128;&#0;&#xD800;&#1;&#1114112;&#13;","&amp","&unknown;","&#x;","&","&&lt","&ampx","&acE; &NotEqualTilde;","&copy2","&#65x","&#xfffe;&#150;"]: print(ascii(html.unescape(s)))
print(len(html.entities.html5), html.entities.name2codepoint["nbsp"], html.entities.codepoint2name[160], html.entities.entitydefs["amp"])
class P(HTMLParser):
    def __init__(self,*a,**k): self.ev=[]; super().__init__(*a,**k)
    def handle_starttag(self,t,a): self.ev.append(("start",t,a,self.get_starttag_text(),self.getpos()))
    def handle_endtag(self,t): self.ev.append(("end",t,self.getpos()))
    def handle_startendtag(self,t,a): self.ev.append(("startend",t,a))
    def handle_data(self,d): self.ev.append(("data",d))
    def handle_comment(self,d): self.ev.append(("comment",d))
    def handle_decl(self,d): self.ev.append(("decl",d))
    def handle_pi(self,d): self.ev.append(("pi",d))
    def unknown_decl(self,d): self.ev.append(("unknown",d))
    def handle_charref(self,d): self.ev.append(("charref",d))
    def handle_entityref(self,d): self.ev.append(("entity",d))
docs=["<!DOCTYPE html><html lang=en><body class='a b' id=\"x&amp;y\">Hi &amp; <b>you</b><br/><img src=x>\n<p>two</p></body></html>","<script>if (a<b && c) { '</b>' }</script><style>x>y</style>t","<!-- c --><!-- a -- b --><?php x ?><![CDATA[ab]]><![if x]><!x>","<a b=1 c d='2' e = \"3\" f=>t</a >","text only","a &lt b &#65; &#x42; &foo; &bar","<","<a","</","<a href='x","a < b > c","</p x><//><>","<p/ ><br / >","<A HREF=X>","<div\nclass='a\nb'>\n</div>","&","&#","&#1","&am","<!-","<!--x","<script>x","<a b='1'c='2'>","<td nowrap=\"\">","<$>","<a=b>","</div a=\"x\">","<script></SCRIPT ><b>","<p>a&nbsp;b</p>", "<input value='a\"b' disabled/>", "<x:y a:b=c>"]
for d in docs:
    for conv in (True,False):
        for step in (len(d),3):
            p=P(convert_charrefs=conv)
            for i in range(0,len(d),step): p.feed(d[i:i+step])
            p.close()
            # join data
            ev=[]
            for e in p.ev:
                if e[0]=="data" and ev and ev[-1][0]=="data": ev[-1]=("data",ev[-1][1]+e[1])
                else: ev.append(e)
            print(repr(d),conv,step,ev)
