CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;

-- Where changes are named and who may read them; `sealed` is local and has no feed.
CREATE TABLE scope (
    id TEXT PRIMARY KEY,
    class TEXT NOT NULL,
    office TEXT NOT NULL,
    counter INTEGER NOT NULL DEFAULT 0,
    lamport INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- The one log: audit trail, history, outbox and conflict evidence.
CREATE TABLE change (
    sequence INTEGER PRIMARY KEY,
    scope TEXT NOT NULL,
    device TEXT NOT NULL,
    counter INTEGER NOT NULL,
    lamport INTEGER NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    field TEXT NOT NULL,
    base TEXT NOT NULL,
    at TEXT NOT NULL,
    commitment BLOB NOT NULL,
    link BLOB NOT NULL,
    UNIQUE (scope, device, counter)
) STRICT;
CREATE INDEX change_by_record ON change (record, kind);

-- What a change says, apart from it: TEXT as it is, BLOB under the key of its sealed part.
CREATE TABLE value (sequence INTEGER PRIMARY KEY, content ANY NOT NULL, salt BLOB NOT NULL) STRICT;

-- Why a value may go: an erase order or a retention rule.
CREATE TABLE erasure (record TEXT NOT NULL, part TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE INDEX erasure_by_record ON erasure (record);

CREATE TRIGGER change_is_never_altered BEFORE UPDATE ON change
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER change_is_never_removed BEFORE DELETE ON change
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER value_is_never_altered BEFORE UPDATE ON value
BEGIN SELECT RAISE(ABORT, 'a value is never altered'); END;
CREATE TRIGGER value_goes_only_by_an_order BEFORE DELETE ON value
WHEN NOT EXISTS (
    SELECT 1 FROM erasure JOIN change ON change.record = erasure.record WHERE change.sequence = OLD.sequence
)
BEGIN SELECT RAISE(ABORT, 'no order allows this'); END;

-- The fold of the log, one row a record; rebuilt from the log at any time.
CREATE TABLE record (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    reference TEXT NOT NULL,
    title TEXT NOT NULL,
    state TEXT NOT NULL,
    office TEXT NOT NULL,
    on_date TEXT NOT NULL,
    parent TEXT NOT NULL,
    body TEXT NOT NULL,
    clashes TEXT NOT NULL,
    UNIQUE (kind, id)
) STRICT;
CREATE INDEX record_by_parent ON record (parent, kind) WHERE parent <> '';
CREATE INDEX record_by_reference ON record (reference);
CREATE INDEX record_with_clash ON record (kind) WHERE clashes <> '{}';

CREATE VIRTUAL TABLE search USING fts5 (text, tokenize = "unicode61 remove_diacritics 2");
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);

CREATE TABLE key (name TEXT PRIMARY KEY, secret BLOB NOT NULL) STRICT, WITHOUT ROWID;

-- What a person was typing; of a sealed part: under that part's key.
CREATE TABLE draft (name TEXT PRIMARY KEY, content BLOB NOT NULL, at TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- The roster as it was signed: who may read and write, one root chain and one chain an office.
CREATE TABLE roster (
    chain TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    entry BLOB NOT NULL,
    PRIMARY KEY (chain, sequence)
) STRICT, WITHOUT ROWID;

-- Sealed bytes: own ones until a checkpoint, received ones, and those kept aside for a person.
CREATE TABLE envelope (
    scope TEXT NOT NULL,
    device TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    digest BLOB NOT NULL,
    content BLOB NOT NULL,
    state TEXT NOT NULL,
    covers TEXT NOT NULL,
    at TEXT NOT NULL,
    hub_at TEXT NOT NULL DEFAULT '',
    read_at TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (scope, device, sequence)
) STRICT;

-- How far each stream of the hub was read, and the chain of digests up to there.
CREATE TABLE stream (id TEXT PRIMARY KEY, position INTEGER NOT NULL, head BLOB NOT NULL) STRICT, WITHOUT ROWID;

-- Items for one other device, such as a wrapped key; kept until the hub or a stick has taken them.
CREATE TABLE outgoing (
    number INTEGER PRIMARY KEY,
    item_type INTEGER NOT NULL,
    content BLOB NOT NULL,
    state TEXT NOT NULL
) STRICT;
