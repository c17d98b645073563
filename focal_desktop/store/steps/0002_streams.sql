-- What stood at each position of a stream of the hub, by its digest: so that an older hub is told from another.
CREATE TABLE passed (
    stream TEXT NOT NULL,
    position INTEGER NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (stream, position)
) STRICT, WITHOUT ROWID;

-- What the hub held once and does not hold now; it is sent again, and leaves this list when it is there.
CREATE TABLE lost (
    stream TEXT NOT NULL,
    position INTEGER NOT NULL,
    digest BLOB NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (stream, digest)
) STRICT, WITHOUT ROWID;

-- The sealed bytes stand before the columns that are asked for most; these make it needless to read past them.
CREATE INDEX envelope_by_state ON envelope (state, scope, device, sequence);
CREATE INDEX envelope_not_at_hub ON envelope (device, scope, sequence) WHERE state = 'own' AND hub_at = '';
CREATE INDEX envelope_covering ON envelope (scope, device, covers) WHERE state = 'own' AND covers <> '';
CREATE INDEX envelope_by_digest ON envelope (scope, digest);
