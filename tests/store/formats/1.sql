BEGIN TRANSACTION;
CREATE TABLE card (
            id TEXT PRIMARY KEY, due TEXT NOT NULL, suspended INTEGER NOT NULL DEFAULT 0,
            body TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "card" VALUES('url-shortener/api/status-codes','2026-01-03T00:00:00+00:00',0,'{}');
CREATE TABLE draft (
            session TEXT NOT NULL REFERENCES session(id) ON DELETE CASCADE, phase TEXT NOT NULL, part TEXT NOT NULL,
            text TEXT NOT NULL, PRIMARY KEY (session, phase, part)) WITHOUT ROWID;
INSERT INTO "draft" VALUES('20260101-000000-url-shortener-0554a79b','api','','POST /v1/links -> 201
GET /{code} -> 302');
INSERT INTO "draft" VALUES('20260101-000000-url-shortener-0554a79b','requirements','','users shorten links, 100M a day');
INSERT INTO "draft" VALUES('20260104-000000-pastebin-9aea36af','requirements','','left open');
CREATE TABLE event (
            session TEXT NOT NULL REFERENCES session(id) ON DELETE CASCADE, seq INTEGER NOT NULL,
            kind TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (session, seq)) WITHOUT ROWID;
INSERT INTO "event" VALUES('20260101-000000-url-shortener-0554a79b',0,'started','{"at":"2026-01-01T00:00:00Z","active":0.0,"kind":"started","session":"20260101-000000-url-shortener-0554a79b","settings":{"problem":"url-shortener","title":"Url-Shortener","pack":"","pack_version":"","pack_hash":"","level":"middle","minutes":45,"mode":"interview","phases":["requirements","estimation","api","design","deep_dives"],"timed":true,"seed":0}}');
INSERT INTO "event" VALUES('20260101-000000-url-shortener-0554a79b',1,'phase_entered','{"at":"2026-01-01T00:00:00Z","active":0.0,"kind":"phase_entered","phase":"requirements"}');
INSERT INTO "event" VALUES('20260101-000000-url-shortener-0554a79b',2,'written','{"at":"2026-01-01T00:00:01Z","active":1.0,"kind":"written","phase":"requirements","part":"","start":0,"removed":0,"text":"users shorten links"}');
INSERT INTO "event" VALUES('20260101-000000-url-shortener-0554a79b',3,'written','{"at":"2026-01-01T00:00:02Z","active":2.0,"kind":"written","phase":"requirements","part":"","start":19,"removed":0,"text":", 100M a day"}');
INSERT INTO "event" VALUES('20260101-000000-url-shortener-0554a79b',4,'suspended','{"at":"2026-01-01T00:01:00Z","active":2.0,"kind":"suspended","seconds":58.0}');
INSERT INTO "event" VALUES('20260101-000000-url-shortener-0554a79b',5,'phase_entered','{"at":"2026-01-01T00:01:00Z","active":2.0,"kind":"phase_entered","phase":"api"}');
INSERT INTO "event" VALUES('20260101-000000-url-shortener-0554a79b',6,'written','{"at":"2026-01-01T00:01:10Z","active":12.0,"kind":"written","phase":"api","part":"","start":0,"removed":0,"text":"POST /v1/links -> 201\nGET /{code} -> 302"}');
INSERT INTO "event" VALUES('20260101-000000-url-shortener-0554a79b',7,'asked','{"at":"2026-01-01T00:01:20Z","active":22.0,"kind":"asked","phase":"api","part":"","question":"How many?","answer":"A hundred million a day.","facts":[],"reply":"fact"}');
INSERT INTO "event" VALUES('20260101-000000-url-shortener-0554a79b',8,'finished','{"at":"2026-01-01T00:01:30Z","active":32.0,"kind":"finished"}');
INSERT INTO "event" VALUES('20260101-000000-url-shortener-0554a79b',9,'predicted','{"at":"2026-01-01T00:01:31Z","active":32.0,"kind":"predicted","score":0.6}');
INSERT INTO "event" VALUES('20260101-000000-url-shortener-0554a79b',10,'self_graded','{"at":"2026-01-01T00:01:32Z","active":32.0,"kind":"self_graded","phase":"api","criterion":"status-codes","credit":0.5}');
INSERT INTO "event" VALUES('20260101-000000-url-shortener-0554a79b',11,'noted','{"at":"2026-01-01T00:01:33Z","active":32.0,"kind":"noted","text":"I will ask first"}');
INSERT INTO "event" VALUES('20260104-000000-pastebin-9aea36af',0,'started','{"at":"2026-01-04T00:00:00Z","active":0.0,"kind":"started","session":"20260104-000000-pastebin-9aea36af","settings":{"problem":"pastebin","title":"Pastebin","pack":"","pack_version":"","pack_hash":"","level":"middle","minutes":45,"mode":"interview","phases":["requirements","estimation","api","design","deep_dives"],"timed":true,"seed":0}}');
INSERT INTO "event" VALUES('20260104-000000-pastebin-9aea36af',1,'phase_entered','{"at":"2026-01-04T00:00:00Z","active":0.0,"kind":"phase_entered","phase":"requirements"}');
INSERT INTO "event" VALUES('20260104-000000-pastebin-9aea36af',2,'written','{"at":"2026-01-01T00:00:01Z","active":0.0,"kind":"written","phase":"requirements","part":"","start":0,"removed":0,"text":"left open"}');
CREATE TABLE grade (
            session TEXT PRIMARY KEY REFERENCES session(id) ON DELETE CASCADE, score REAL NOT NULL,
            verdict TEXT NOT NULL, phases TEXT NOT NULL, scorecard TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "grade" VALUES('20260101-000000-url-shortener-0554a79b',0.64,'lean hire','{"api": 0.5}','{}');
CREATE TABLE review_log (
            card TEXT NOT NULL REFERENCES card(id) ON DELETE CASCADE, at TEXT NOT NULL, rating INTEGER NOT NULL,
            body TEXT NOT NULL, PRIMARY KEY (card, at)) WITHOUT ROWID;
INSERT INTO "review_log" VALUES('url-shortener/api/status-codes','2026-01-02T00:00:00+00:00',3,'{}');
CREATE TABLE self_grade (
            session TEXT NOT NULL REFERENCES session(id) ON DELETE CASCADE, phase TEXT NOT NULL,
            criterion TEXT NOT NULL, credit REAL, overruled REAL, reason TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (session, phase, criterion)) WITHOUT ROWID;
INSERT INTO "self_grade" VALUES('20260101-000000-url-shortener-0554a79b','api','status-codes',0.5,NULL,'');
CREATE TABLE session (
            id TEXT PRIMARY KEY, problem TEXT NOT NULL, title TEXT NOT NULL, level TEXT NOT NULL, mode TEXT NOT NULL,
            minutes INTEGER NOT NULL, pack TEXT NOT NULL, pack_version TEXT NOT NULL, pack_hash TEXT NOT NULL,
            started TEXT NOT NULL, finished TEXT, active REAL NOT NULL DEFAULT 0, phase TEXT NOT NULL DEFAULT '',
            spent TEXT NOT NULL DEFAULT '{}', words INTEGER NOT NULL DEFAULT 0, predicted REAL,
            next_time TEXT NOT NULL DEFAULT '', owner TEXT NOT NULL DEFAULT '') WITHOUT ROWID;
INSERT INTO "session" VALUES('20260101-000000-url-shortener-0554a79b','url-shortener','Url-Shortener','middle','interview',45,'','','','2026-01-01T00:00:00Z','2026-01-01T00:01:30Z',32.0,'api','{"requirements": 2.0, "api": 30.0}',14,0.6,'I will ask first','9331-17f8633f');
INSERT INTO "session" VALUES('20260104-000000-pastebin-9aea36af','pastebin','Pastebin','middle','interview',45,'','','','2026-01-04T00:00:00Z',NULL,0.0,'requirements','{}',2,NULL,'','9331-17f8633f');
CREATE INDEX session_started ON session (started DESC);
CREATE INDEX card_due ON card (suspended, due);
COMMIT;
PRAGMA application_id = 1668243811;
PRAGMA user_version = 1;
