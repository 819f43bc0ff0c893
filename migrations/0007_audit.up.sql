-- The audit trail: one line per deed, chained by a keyed hash. Nothing here is ever changed or removed.
CREATE TABLE audit_line (
  line_number INT64 NOT NULL PRIMARY KEY CHECK (line_number > 0),
  at_ms INT64 NOT NULL,
  actor_kind TEXT NOT NULL,
  person_id INT64 NOT NULL,
  request_id TEXT NOT NULL,
  action TEXT NOT NULL,
  record_type TEXT NOT NULL,
  record_id INT64 NOT NULL,
  detail_hash TEXT NOT NULL, -- empty when nothing is told beside the deed
  chain_hash TEXT NOT NULL
) STRICT;
CREATE INDEX audit_line_record ON audit_line (record_type, record_id, line_number);
CREATE INDEX audit_line_person ON audit_line (person_id, line_number);
CREATE INDEX audit_line_action ON audit_line (action, line_number);
CREATE INDEX audit_line_time ON audit_line (at_ms);

-- What changed in a deed. The line holds a keyed hash of it, with a salt, so that a detail can be erased when a person
-- asks for it and the chain still holds.
CREATE TABLE audit_detail (
  line_number INT64 NOT NULL PRIMARY KEY REFERENCES audit_line (line_number),
  salt TEXT NOT NULL,
  changes TEXT NOT NULL
) STRICT;

-- The end of the chain; every deed moves it on.
CREATE TABLE audit_head (
  one INT64 NOT NULL PRIMARY KEY CHECK (one = 1),
  line_number INT64 NOT NULL,
  chain_hash TEXT NOT NULL
) STRICT;
INSERT INTO audit_head VALUES (1, 0, '');
