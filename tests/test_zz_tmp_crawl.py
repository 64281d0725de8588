from django.urls import get_resolver, reverse, URLPattern
from tests.test_translations import *
from tests.matrix.actors import furnish, model_of, ROW_OF_ARGUMENT
def walk(patterns, ns=""):
    for p in patterns:
        if isinstance(p, URLPattern):
            if p.name: yield (f"{ns}{p.name}", p)
        elif p.namespace != "admin": yield from walk(p.url_patterns, ns + (f"{p.namespace}:" if p.namespace else ""))
def test_crawl(plain, client_for):
    out=[]
    rows=plain.rows
    plan = factories.InitiativeFactory(name="Plan", round=plain.round, question="How")
    for who in ("lots","admin","ledartroja","klg","fadder","medarbetare"):
        c=client_for(getattr(plain,who))
        for name,p in walk(get_resolver().url_patterns):
            if 'logout' in name: continue
            kw={}
            for a in p.pattern.converters:
                m=model_of(a,p)
                row = rows.get(m.__name__) if m else None
                kw[a]= row.pk if row else 1
            for over in ([{}] + ([{'pk':plan.pk}] if kw.get('pk')==plain.own.pk else [])):
              try: url=reverse(name,kwargs=kw|over)
              except Exception as e: continue
              for method in ("get","post"):
                if method=="post" and who not in("lots","ledartroja","admin"): continue
                if method=="post" and any(w in name for w in ("hold","release","discard","finalise","return","leave")): continue
                from django.db import transaction
                sid=transaction.savepoint()
                try: r=getattr(c,method)(url)
                except Exception as e: out.append((who,name,method,'EXC',repr(e)[:150])); transaction.savepoint_rollback(sid); continue
                ct=r.headers.get('Content-Type','')
                if 'html' in ct and r.content:
                    hits=swedish_in(SWEDISH_PARTS.sub('',r.content.decode()))
                    if hits: out.append((who,name,method,r.status_code,[' '.join(h.split()) for h in hits[:4]]))
                transaction.savepoint_rollback(sid)
    print(len(out))
    for o in out: print(*o)
    assert 0
