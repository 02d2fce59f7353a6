"""Six designs of usual size, as (source, target, label), and the worked URL shortener."""

SIX = {
    "limiter": [
        ("client", "gateway", "GET /api"), ("gateway", "limiter", "allow?"), ("limiter", "redis", "INCR"),
        ("gateway", "app", "forward"), ("limiter", "gateway", "429"),
    ],
    "shortener": [
        ("client", "lb", "GET /{code}"), ("lb", "app", ""), ("app", "cache", "get"), ("cache", "db", "miss"),
        ("app", "idgen", "next id"), ("app", "db", "POST /urls"), ("db", "replica", "replicate"),
        ("app", "replica", "read"),
    ],
    "chat": [
        ("phone", "lb", "wss"), ("lb", "ws gateway", ""), ("ws gateway", "chat", "send"),
        ("chat", "ws gateway", "deliver"), ("chat", "presence", "who?"), ("presence", "redis", "TTL"),
        ("chat", "messages", "append"), ("chat", "kafka", "event"), ("kafka", "push worker", ""),
        ("push worker", "apns", ""), ("chat", "registry", "user->node"), ("registry", "redis", ""),
    ],
    "feed": [
        ("client", "cdn", "images"), ("client", "lb", "api"), ("lb", "api gw", ""), ("api gw", "post svc", "POST"),
        ("api gw", "feed svc", "GET /feed"), ("post svc", "posts db", "write"), ("post svc", "queue", "new post"),
        ("queue", "fanout", ""), ("fanout", "graph db", "followers"), ("fanout", "feed cache", "push id"),
        ("feed svc", "feed cache", "read"), ("feed svc", "post cache", "hydrate"), ("post cache", "posts db", "miss"),
        ("cdn", "s3", "miss"), ("post svc", "s3", "media"), ("feed svc", "graph db", "celebrities"),
    ],
    "video": [
        ("client", "cdn", "segments"), ("cdn", "origin", "miss"), ("origin", "s3 out", ""), ("client", "lb", "api"),
        ("lb", "upload svc", "POST"), ("lb", "catalog", "GET"), ("upload svc", "s3 raw", "presign"),
        ("s3 raw", "events", "created"), ("events", "transcoder", ""), ("transcoder", "s3 raw", "get"),
        ("transcoder", "s3 out", "put"), ("transcoder", "catalog", "ready"), ("catalog", "cache", "get"),
        ("cache", "mysql", "miss"), ("catalog", "search", "query"), ("mysql", "cdc", ""), ("cdc", "search", "index"),
        ("client", "views", "beacon"), ("views", "kafka", ""), ("kafka", "counter", ""), ("counter", "mysql", "batch"),
    ],
    "ride": [
        ("rider", "lb", "api"), ("driver", "ws gw", "gps"), ("lb", "api gw", ""), ("api gw", "auth", ""),
        ("api gw", "trip svc", "request"), ("api gw", "pricing", "quote"), ("trip svc", "matching", "match"),
        ("matching", "geo index", "near"), ("ws gw", "location", ""), ("location", "geo index", "upsert"),
        ("location", "kafka", "gps"), ("kafka", "stream", ""), ("stream", "surge cache", "price"),
        ("pricing", "surge cache", "read"), ("kafka", "lake", ""), ("matching", "ws gw", "offer"),
        ("ws gw", "driver", "offer"), ("trip svc", "trips db", "write"), ("trip svc", "payment", "charge"),
        ("payment", "psp", "hold"), ("payment", "ledger", ""), ("trip svc", "notify", "async"), ("notify", "apns", ""),
        ("trips db", "replica", ""),
    ],
}  # fmt: skip

SHORTENER = """
load GET=20k POST=2k
client -> lb -> app -> cache -> db: GET /{code}
client -> lb -> app -> idgen: POST /urls
app -> db: POST /urls
db ~> replica: POST /urls
app ~> clicks -> counter -> warehouse: GET /{code}
lb: x2
app: x12
cache: redis x2 hit=99%
db: postgres x1
clicks: kafka x3
counter: worker x30
warehouse: clickhouse x2
"""


def arrows_of(name):
    return {(source, target) for source, target, _ in SIX[name]}


def as_lines(name):
    return "\n".join(f"{source} -> {target}" + (f": {label}" if label else "") for source, target, label in SIX[name])


def _id(name):
    return name.replace(" ", "_")


def as_mermaid(name):
    boxes = dict.fromkeys(box for source, target, _ in SIX[name] for box in (source, target))
    lines = ["graph LR"] + [f'    {_id(box)}["{box}"]' for box in boxes]
    for source, target, label in SIX[name]:
        words = f"|{label.replace('{', '(').replace('}', ')').replace('>', 'to')}|" if label else ""
        lines.append(f"    {_id(source)} -->{words} {_id(target)}")
    return "\n".join(lines)


def as_d2(name):
    lines = ["direction: right"]
    for source, target, label in SIX[name]:
        lines += [f'{_id(source)}: "{source}"', f'{_id(target)}: "{target}"']
        lines.append(f"{_id(source)} -> {_id(target)}" + (f': "{label}"' if label else ""))
    return "\n".join(lines)


def sixteen_operations():
    """Twenty boxes that sixteen operations pass."""
    lines = ["load GET=50k POST=5k"]
    for i in range(8):
        lines += [
            f"client -> lb -> svc{i} -> c{i % 4} -> d{i % 4}: GET /r{i}",
            f"client -> lb -> svc{i} -> d{i % 4}: POST /r{i}",
            f"svc{i} ~> q -> w: POST /r{i}",
        ]
    lines += [f"svc{i}: app x20" for i in range(8)] + [f"c{i}: redis x2 hit=95%" for i in range(4)]
    return "\n".join(lines + [f"d{i}: postgres x2" for i in range(4)] + ["lb: x8", "q: kafka", "w: worker x100"])
