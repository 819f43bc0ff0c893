-- The address for mail of an organisation: for its users and the coordinators of its hubs.
CREATE TABLE organisation_contact (
  organisation_id INT64 NOT NULL PRIMARY KEY REFERENCES organisation (organisation_id),
  email TEXT NOT NULL
) STRICT;

-- A table that somebody brought in. `content` is what was given, until it is imported; `held_back` the rows that were
-- not brought in, with the reason, as CSV. Without a hub: by the operator of the machine.
CREATE TABLE import_batch (
  batch_id INT64 NOT NULL PRIMARY KEY,
  hub_id INT64 REFERENCES hub (hub_id),
  kind TEXT NOT NULL CHECK (kind IN ('organisations', 'capabilities', 'streams')),
  state TEXT NOT NULL CHECK (state IN ('prepared', 'imported', 'undone')),
  file_name TEXT NOT NULL,
  other_sheets TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('nl', 'en', 'fr')),
  decimal_sign TEXT NOT NULL CHECK (decimal_sign IN (',', '.')),
  content TEXT NOT NULL,
  columns TEXT NOT NULL,
  constants TEXT NOT NULL,
  choices TEXT NOT NULL,
  held_back TEXT NOT NULL,
  created_rows INT64 NOT NULL,
  changed_rows INT64 NOT NULL,
  same_rows INT64 NOT NULL,
  held_rows INT64 NOT NULL,
  fault_rows INT64 NOT NULL,
  made_by INT64 REFERENCES person (person_id),
  made_at_ms INT64 NOT NULL,
  imported_at_ms INT64,
  undone_at_ms INT64,
  version INT64 NOT NULL
) STRICT;
CREATE INDEX import_batch_hub ON import_batch (hub_id, made_at_ms);

-- One record that a batch made or changed, as it was before (empty: it was not there) and after.
CREATE TABLE import_change (
  batch_id INT64 NOT NULL REFERENCES import_batch (batch_id),
  line INT64 NOT NULL,
  record TEXT NOT NULL CHECK (record IN ('organisation', 'capability', 'stream')),
  record_id INT64 NOT NULL,
  title TEXT NOT NULL,
  before_image TEXT NOT NULL,
  after_image TEXT NOT NULL,
  PRIMARY KEY (batch_id, record, record_id)
) STRICT;

-- What a hub (0: the operator) calls a record in its own tables, so that the same row finds it again.
CREATE TABLE import_identity (
  hub_id INT64 NOT NULL,
  record TEXT NOT NULL CHECK (record IN ('organisation', 'capability', 'stream')),
  external_key TEXT NOT NULL,
  record_id INT64 NOT NULL,
  PRIMARY KEY (hub_id, record, external_key)
) STRICT;
CREATE INDEX import_identity_record ON import_identity (record, record_id);

-- What a column with this header meant the last time, by hub (0: the operator) and kind of table.
CREATE TABLE import_column (
  hub_id INT64 NOT NULL,
  kind TEXT NOT NULL,
  header TEXT NOT NULL,
  field TEXT NOT NULL,
  PRIMARY KEY (hub_id, kind, header)
) STRICT;

INSERT INTO source VALUES ('imported', 'Brought in by a hub', 'the hub that imported it', 'not stated', '', '',
  'from a table of the hub; the import can be undone') ON CONFLICT DO NOTHING;
